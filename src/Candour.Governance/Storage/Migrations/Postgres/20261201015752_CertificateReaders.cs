using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Candour.Governance.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CertificateReaders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Readers",
                table: "disposal_certificates",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Readers",
                table: "disposal_certificates");
        }
    }
}
