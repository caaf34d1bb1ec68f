using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Candour.Governance.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    SignInName = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    NormalisedName = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Edition = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AuthenticatorKey = table.Column<string>(type: "TEXT", maxLength: 600, nullable: true),
                    HasSecondFactor = table.Column<bool>(type: "INTEGER", nullable: false),
                    RecoveryCodes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    LastCode = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    FailedCount = table.Column<int>(type: "INTEGER", nullable: false),
                    LockedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    EnrolBy = table.Column<long>(type: "INTEGER", nullable: true),
                    IsBreakGlass = table.Column<bool>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => new { x.Organisation, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "adoptions",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Policy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Version = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Stamp = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_adoptions", x => new { x.Organisation, x.Policy, x.From });
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoints", x => new { x.Organisation, x.Size });
                });

            migrationBuilder.CreateTable(
                name: "disposal_certificates",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Was = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Entries = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disposal_certificates", x => new { x.Organisation, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "done_messages",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Message = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_done_messages", x => new { x.Organisation, x.Message });
                });

            migrationBuilder.CreateTable(
                name: "entries",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: true),
                    Salt = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    Index = table.Column<long>(type: "INTEGER", nullable: true),
                    Head = table.Column<string>(type: "TEXT", nullable: true),
                    Leaf = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entries", x => new { x.Organisation, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "joint_policies",
                columns: table => new
                {
                    Policy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_joint_policies", x => x.Policy);
                });

            migrationBuilder.CreateTable(
                name: "ledgers",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Frontier = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Verifier = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledgers", x => x.Organisation);
                });

            migrationBuilder.CreateTable(
                name: "local_settings",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Policy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Setting = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_local_settings", x => new { x.Organisation, x.Policy, x.Setting, x.From });
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DissolvedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Successor = table.Column<string>(type: "TEXT", nullable: true)
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
                name: "people",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    StaffNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    JoinedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => new { x.Organisation, x.Reference });
                });

            migrationBuilder.CreateTable(
                name: "sealing_keys",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sealing_keys", x => new { x.Organisation, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Id = table.Column<string>(type: "TEXT", maxLength: 1400, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    PublicKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SignCount = table.Column<long>(type: "INTEGER", nullable: false),
                    Transports = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsUserVerified = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsBackupEligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsBackedUp = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attestation = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ClientData = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkeys", x => new { x.Organisation, x.Id });
                    table.ForeignKey(
                        name: "FK_passkeys_accounts_Organisation_Account",
                        columns: x => new { x.Organisation, x.Account },
                        principalTable: "accounts",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    How = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => new { x.Organisation, x.Id });
                    table.ForeignKey(
                        name: "FK_sessions_accounts_Organisation_Account",
                        columns: x => new { x.Organisation, x.Account },
                        principalTable: "accounts",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "joint_policy_parties",
                columns: table => new
                {
                    Policy = table.Column<string>(type: "TEXT", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "seats",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    At = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seats", x => new { x.Organisation, x.Account, x.At });
                    table.ForeignKey(
                        name: "FK_seats_organisations_At",
                        column: x => x.At,
                        principalTable: "organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deputies",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    For = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deputies", x => new { x.Organisation, x.Person, x.For, x.From });
                    table.ForeignKey(
                        name: "FK_deputies_people_Organisation_For",
                        columns: x => new { x.Organisation, x.For },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_deputies_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    CodeHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    SpentAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitations", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_invitations_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "management",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Manager = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_management", x => new { x.Organisation, x.Person, x.From });
                    table.ForeignKey(
                        name: "FK_management_people_Organisation_Manager",
                        columns: x => new { x.Organisation, x.Manager },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_management_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "matters",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Policy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reporter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_matters", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_matters_people_Organisation_Reporter",
                        columns: x => new { x.Organisation, x.Reporter },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "placements",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    As = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_placements", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_placements_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_grants",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Policy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Is = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    GrantedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ConfirmedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ConfirmedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_grants", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_role_grants_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Policy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Procedure = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    End = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ToldBy = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    NotToldBecause = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Answers = table.Column<int>(type: "INTEGER", nullable: false),
                    MergedInto = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => new { x.Organisation, x.Matter });
                    table.ForeignKey(
                        name: "FK_cases_matters_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "matters",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_holds",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PlacedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PlacedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    LiftedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_legal_holds", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_legal_holds_matters_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "matters",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "named_people",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_named_people", x => new { x.Organisation, x.Matter, x.Person });
                    table.ForeignKey(
                        name: "FK_named_people_matters_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "matters",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_named_people_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "walls",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Because = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_walls", x => new { x.Organisation, x.Matter, x.Person });
                    table.ForeignKey(
                        name: "FK_walls_matters_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "matters",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_walls_people_Organisation_Because",
                        columns: x => new { x.Organisation, x.Because },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_walls_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_answers",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_answers", x => new { x.Organisation, x.Matter, x.Number });
                    table.ForeignKey(
                        name: "FK_case_answers_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_links",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    How = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_links", x => new { x.Organisation, x.Matter, x.To });
                    table.ForeignKey(
                        name: "FK_case_links_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_case_links_cases_Organisation_To",
                        columns: x => new { x.Organisation, x.To },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_notes",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_notes", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_case_notes_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_people",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Part = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    Outsider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_people", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_case_people_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_case_people_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_tasks",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Person = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    News = table.Column<bool>(type: "INTEGER", nullable: false),
                    Rerouted = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AtOnce = table.Column<bool>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneBy = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    Said = table.Column<string>(type: "TEXT", nullable: true),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_tasks", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_case_tasks_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_case_tasks_people_Organisation_Person",
                        columns: x => new { x.Organisation, x.Person },
                        principalTable: "people",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evidence_files",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Distressing = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_files", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_evidence_files_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "register_lines",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Policy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Register = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Corrects = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    IsCorrected = table.Column<bool>(type: "INTEGER", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_lines", x => new { x.Organisation, x.Reference });
                    table.ForeignKey(
                        name: "FK_register_lines_cases_Organisation_Matter",
                        columns: x => new { x.Organisation, x.Matter },
                        principalTable: "cases",
                        principalColumns: new[] { "Organisation", "Matter" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evidence_bytes",
                columns: table => new
                {
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    File = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_bytes", x => new { x.Organisation, x.File });
                    table.ForeignKey(
                        name: "FK_evidence_bytes_evidence_files_Organisation_File",
                        columns: x => new { x.Organisation, x.File },
                        principalTable: "evidence_files",
                        principalColumns: new[] { "Organisation", "Reference" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Organisation_NormalisedName",
                table: "accounts",
                columns: new[] { "Organisation", "NormalisedName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_case_links_Organisation_To",
                table: "case_links",
                columns: new[] { "Organisation", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_case_notes_Organisation_Matter",
                table: "case_notes",
                columns: new[] { "Organisation", "Matter" });

            migrationBuilder.CreateIndex(
                name: "IX_case_people_Organisation_Matter",
                table: "case_people",
                columns: new[] { "Organisation", "Matter" });

            migrationBuilder.CreateIndex(
                name: "IX_case_people_Organisation_Person",
                table: "case_people",
                columns: new[] { "Organisation", "Person" });

            migrationBuilder.CreateIndex(
                name: "IX_case_tasks_Organisation_DoneAt_Person",
                table: "case_tasks",
                columns: new[] { "Organisation", "DoneAt", "Person" });

            migrationBuilder.CreateIndex(
                name: "IX_case_tasks_Organisation_DoneAt_Role_DueAt",
                table: "case_tasks",
                columns: new[] { "Organisation", "DoneAt", "Role", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_case_tasks_Organisation_Matter",
                table: "case_tasks",
                columns: new[] { "Organisation", "Matter" });

            migrationBuilder.CreateIndex(
                name: "IX_case_tasks_Organisation_Person",
                table: "case_tasks",
                columns: new[] { "Organisation", "Person" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_Organisation_State_OpenedAt",
                table: "cases",
                columns: new[] { "Organisation", "State", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_deputies_Organisation_For",
                table: "deputies",
                columns: new[] { "Organisation", "For" });

            migrationBuilder.CreateIndex(
                name: "IX_disposal_certificates_Organisation_Was",
                table: "disposal_certificates",
                columns: new[] { "Organisation", "Was" });

            migrationBuilder.CreateIndex(
                name: "IX_entries_Organisation_Index",
                table: "entries",
                columns: new[] { "Organisation", "Index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_entries_Organisation_Subject",
                table: "entries",
                columns: new[] { "Organisation", "Subject" });

            migrationBuilder.CreateIndex(
                name: "IX_evidence_files_Organisation_Matter",
                table: "evidence_files",
                columns: new[] { "Organisation", "Matter" });

            migrationBuilder.CreateIndex(
                name: "IX_invitations_Organisation_CodeHash",
                table: "invitations",
                columns: new[] { "Organisation", "CodeHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_invitations_Organisation_Person",
                table: "invitations",
                columns: new[] { "Organisation", "Person" });

            migrationBuilder.CreateIndex(
                name: "IX_joint_policy_parties_Organisation",
                table: "joint_policy_parties",
                column: "Organisation");

            migrationBuilder.CreateIndex(
                name: "IX_legal_holds_Organisation_Matter",
                table: "legal_holds",
                columns: new[] { "Organisation", "Matter" });

            migrationBuilder.CreateIndex(
                name: "IX_management_Organisation_Manager",
                table: "management",
                columns: new[] { "Organisation", "Manager" });

            migrationBuilder.CreateIndex(
                name: "IX_matters_Organisation_Reporter",
                table: "matters",
                columns: new[] { "Organisation", "Reporter" });

            migrationBuilder.CreateIndex(
                name: "IX_named_people_Organisation_Person",
                table: "named_people",
                columns: new[] { "Organisation", "Person" });

            migrationBuilder.CreateIndex(
                name: "IX_organisations_Successor",
                table: "organisations",
                column: "Successor");

            migrationBuilder.CreateIndex(
                name: "IX_passkeys_Organisation_Account",
                table: "passkeys",
                columns: new[] { "Organisation", "Account" });

            migrationBuilder.CreateIndex(
                name: "IX_people_Organisation_StaffNumber",
                table: "people",
                columns: new[] { "Organisation", "StaffNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_placements_Organisation_Person",
                table: "placements",
                columns: new[] { "Organisation", "Person" });

            migrationBuilder.CreateIndex(
                name: "IX_register_lines_Organisation_Matter",
                table: "register_lines",
                columns: new[] { "Organisation", "Matter" });

            migrationBuilder.CreateIndex(
                name: "IX_register_lines_Organisation_Policy_Register_At",
                table: "register_lines",
                columns: new[] { "Organisation", "Policy", "Register", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_role_grants_Organisation_Person",
                table: "role_grants",
                columns: new[] { "Organisation", "Person" });

            migrationBuilder.CreateIndex(
                name: "IX_seats_At",
                table: "seats",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_seats_Organisation_At_Person",
                table: "seats",
                columns: new[] { "Organisation", "At", "Person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_Organisation_Account",
                table: "sessions",
                columns: new[] { "Organisation", "Account" });

            migrationBuilder.CreateIndex(
                name: "IX_walls_Organisation_Because",
                table: "walls",
                columns: new[] { "Organisation", "Because" });

            migrationBuilder.CreateIndex(
                name: "IX_walls_Organisation_Person",
                table: "walls",
                columns: new[] { "Organisation", "Person" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "adoptions");

            migrationBuilder.DropTable(
                name: "case_answers");

            migrationBuilder.DropTable(
                name: "case_links");

            migrationBuilder.DropTable(
                name: "case_notes");

            migrationBuilder.DropTable(
                name: "case_people");

            migrationBuilder.DropTable(
                name: "case_tasks");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "deputies");

            migrationBuilder.DropTable(
                name: "disposal_certificates");

            migrationBuilder.DropTable(
                name: "done_messages");

            migrationBuilder.DropTable(
                name: "entries");

            migrationBuilder.DropTable(
                name: "evidence_bytes");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "joint_policy_parties");

            migrationBuilder.DropTable(
                name: "ledgers");

            migrationBuilder.DropTable(
                name: "legal_holds");

            migrationBuilder.DropTable(
                name: "local_settings");

            migrationBuilder.DropTable(
                name: "management");

            migrationBuilder.DropTable(
                name: "named_people");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "placements");

            migrationBuilder.DropTable(
                name: "register_lines");

            migrationBuilder.DropTable(
                name: "role_grants");

            migrationBuilder.DropTable(
                name: "sealing_keys");

            migrationBuilder.DropTable(
                name: "seats");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "walls");

            migrationBuilder.DropTable(
                name: "evidence_files");

            migrationBuilder.DropTable(
                name: "joint_policies");

            migrationBuilder.DropTable(
                name: "organisations");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "matters");

            migrationBuilder.DropTable(
                name: "people");
        }
    }
}
