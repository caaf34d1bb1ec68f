using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Candour.Governance.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Directories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Directory",
                table: "sessions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DirectorySession",
                table: "sessions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "directory_links",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Issuer = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    Account = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_links", x => new { x.Organisation, x.At, x.Issuer, x.Subject });
                    table.ForeignKey(
                        name: "FK_directory_links_accounts_Organisation_Account",
                        columns: x => new { x.Organisation, x.Account },
                        principalTable: "accounts",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_directory_links_Organisation_Account_At_Issuer",
                table: "directory_links",
                columns: new[] { "Organisation", "Account", "At", "Issuer" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "directory_links");

            migrationBuilder.DropColumn(
                name: "Directory",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "DirectorySession",
                table: "sessions");
        }
    }
}
