using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Candour.Governance.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DataRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "data_decisions",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Item = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Release = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Given = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    Exemption = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_decisions", x => new { x.Organisation, x.Matter, x.Item });
                    table.ForeignKey(
                        name: "FK_data_decisions_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_requests",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_requests", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_data_requests_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_data_requests_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_replies",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Request = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Told = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_replies", x => new { x.Organisation, x.Request });
                    table.ForeignKey(
                        name: "FK_data_replies_data_requests_Organisation_Request",
                        columns: x => new { x.Organisation, x.Request },
                        principalTable: "data_requests",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_data_replies_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_data_replies_Organisation_Person",
                table: "data_replies",
                columns: new[] { "Organisation", "Person" });

            migrationBuilder.CreateIndex(
                name: "IX_data_requests_Organisation_Matter",
                table: "data_requests",
                columns: new[] { "Organisation", "Matter" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_data_requests_Organisation_Person",
                table: "data_requests",
                columns: new[] { "Organisation", "Person" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "data_decisions");

            migrationBuilder.DropTable(
                name: "data_replies");

            migrationBuilder.DropTable(
                name: "data_requests");
        }
    }
}
