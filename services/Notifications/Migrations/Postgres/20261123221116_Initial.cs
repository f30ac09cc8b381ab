using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Csss.Notifications.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "care",
                columns: table => new
                {
                    DoctorId = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_care", x => new { x.DoctorId, x.PatientId });
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    RecipientId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    TraceParent = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: false),
                    Lease = table.Column<Guid>(type: "uuid", nullable: false),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    Template = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    SealedSecret = table.Column<string>(type: "text", maxLength: 2048, nullable: true, collation: "C"),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: true),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "event_log",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TraceParent = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_log", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "event_log_positions",
                columns: table => new
                {
                    Reader = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    After = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_log_positions", x => x.Reader);
                });

            migrationBuilder.CreateTable(
                name: "event_log_waiting",
                columns: table => new
                {
                    Arrival = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TraceParent = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_log_waiting", x => x.Arrival);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Consumer = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.MessageId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TraceParent = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "outbox_lease",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Holder = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_lease", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "scan_change_counter",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scan_change_counter", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "scan_changes",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scan_changes", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    WebhookSequence = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    EventSequence = table.Column<long>(type: "bigint", nullable: true),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: false),
                    Lease = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_deliveries", x => new { x.WebhookSequence, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Url = table.Column<string>(type: "text", maxLength: 2000, nullable: false, collation: "C"),
                    Events = table.Column<string[]>(type: "text[]", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    LastDelivery = table.Column<long>(type: "bigint", nullable: false),
                    SealedKey = table.Column<string>(type: "text", maxLength: 256, nullable: false, collation: "C"),
                    SealedPreviousKey = table.Column<string>(type: "text", maxLength: 256, nullable: true, collation: "C"),
                    PreviousKeyEndsAt = table.Column<long>(type: "bigint", nullable: true),
                    DisabledReason = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    DisabledAt = table.Column<long>(type: "bigint", nullable: true),
                    FailingSince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhooks", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "webhook_attempts",
                columns: table => new
                {
                    WebhookSequence = table.Column<long>(type: "bigint", nullable: false),
                    DeliverySequence = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: true),
                    Code = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    DurationMs = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_attempts", x => new { x.WebhookSequence, x.DeliverySequence, x.Number });
                    table.ForeignKey(
                        name: "FK_webhook_attempts_webhook_deliveries_WebhookSequence_Deliver~",
                        columns: x => new { x.WebhookSequence, x.DeliverySequence },
                        principalTable: "webhook_deliveries",
                        principalColumns: new[] { "WebhookSequence", "Sequence" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "outbox_lease",
                columns: new[] { "Id", "Holder", "Until" },
                values: new object[] { 1, "", 621355968000000000L });

            migrationBuilder.InsertData(
                table: "scan_change_counter",
                columns: new[] { "Id", "Last" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_care_PatientId",
                table: "care",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_Id",
                table: "deliveries",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_ReportId",
                table: "deliveries",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_State_NextAttemptAt",
                table: "deliveries",
                columns: new[] { "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_event_log_Id",
                table: "event_log",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_event_log_ScanId_Type",
                table: "event_log",
                columns: new[] { "ScanId", "Type" });

            migrationBuilder.CreateIndex(
                name: "IX_event_log_waiting_Id",
                table: "event_log_waiting",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_event_log_waiting_ScanId",
                table: "event_log_waiting",
                column: "ScanId");

            migrationBuilder.CreateIndex(
                name: "IX_event_log_waiting_Until",
                table: "event_log_waiting",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_ReceivedAt",
                table: "inbox",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_NextAttemptAt",
                table: "outbox",
                column: "NextAttemptAt");

            migrationBuilder.CreateIndex(
                name: "IX_scan_changes_At",
                table: "scan_changes",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_scan_changes_ScanId",
                table: "scan_changes",
                column: "ScanId");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_EndedAt",
                table: "webhook_deliveries",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_State_EventSequence",
                table: "webhook_deliveries",
                columns: new[] { "State", "EventSequence" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_WebhookSequence_State_NextAttemptAt",
                table: "webhook_deliveries",
                columns: new[] { "WebhookSequence", "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_webhooks_ClientId_Sequence",
                table: "webhooks",
                columns: new[] { "ClientId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_webhooks_Id",
                table: "webhooks",
                column: "Id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "care");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "event_log");

            migrationBuilder.DropTable(
                name: "event_log_positions");

            migrationBuilder.DropTable(
                name: "event_log_waiting");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "outbox_lease");

            migrationBuilder.DropTable(
                name: "scan_change_counter");

            migrationBuilder.DropTable(
                name: "scan_changes");

            migrationBuilder.DropTable(
                name: "webhook_attempts");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");
        }
    }
}
