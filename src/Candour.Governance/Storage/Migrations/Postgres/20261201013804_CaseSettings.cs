using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Candour.Governance.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CaseSettings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Settings",
                table: "cases",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Settings",
                table: "cases");
        }
    }
}
