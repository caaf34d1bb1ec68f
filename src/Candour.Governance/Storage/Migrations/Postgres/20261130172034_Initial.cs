using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Candour.Governance.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "adoptions",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Policy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Stamp = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_adoptions", x => new { x.Organisation, x.Policy, x.From });
                });

            migrationBuilder.CreateTable(
                name: "entries",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    What = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Why = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Content = table.Column<string>(type: "text", nullable: true),
                    Index = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entries", x => new { x.Organisation, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "joint_policies",
                columns: table => new
                {
                    Policy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_joint_policies", x => x.Policy);
                });

            migrationBuilder.CreateTable(
                name: "local_settings",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Policy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Setting = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Value = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_local_settings", x => new { x.Organisation, x.Policy, x.Setting, x.From });
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    DissolvedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Successor = table.Column<string>(type: "character varying(40)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_organisations_organisations_Successor",
                        column: x => x.Successor,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "joint_policy_parties",
                columns: table => new
                {
                    Policy = table.Column<string>(type: "character varying(40)", nullable: false),
                    Organisation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_joint_policy_parties", x => new { x.Policy, x.Organisation });
                    table.ForeignKey(
                        name: "FK_joint_policy_parties_joint_policies_Policy",
                        column: x => x.Policy,
                        principalTable: "joint_policies",
                        principalColumn: "Policy",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_joint_policy_parties_organisations_Organisation",
                        column: x => x.Organisation,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_entries_Organisation_Index",
                table: "entries",
                columns: new[] { "Organisation", "Index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_joint_policy_parties_Organisation",
                table: "joint_policy_parties",
                column: "Organisation");

            migrationBuilder.CreateIndex(
                name: "IX_organisations_Successor",
                table: "organisations",
                column: "Successor");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "adoptions");

            migrationBuilder.DropTable(
                name: "entries");

            migrationBuilder.DropTable(
                name: "joint_policy_parties");

            migrationBuilder.DropTable(
                name: "local_settings");

            migrationBuilder.DropTable(
                name: "joint_policies");

            migrationBuilder.DropTable(
                name: "organisations");
        }
    }
}
