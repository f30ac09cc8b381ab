using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Csss.Inference.Migrations.Postgres
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
                name: "scans",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    UploadedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    Modality = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    UploadedAt = table.Column<long>(type: "bigint", nullable: false),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    Notes = table.Column<string>(type: "text", maxLength: 4000, nullable: true, collation: "C"),
                    Sha256 = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    FailureCode = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    FailureDetail = table.Column<string>(type: "text", maxLength: 512, nullable: true, collation: "C"),
                    Label = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    TraceParent = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReportVersion = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scans", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "shadow_predictions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServedVersion = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ServedSha256 = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ModelName = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ModelVersion = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ModelSha256 = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Label = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Confidence = table.Column<decimal>(type: "numeric", nullable: true),
                    Probabilities = table.Column<string>(type: "text", nullable: false),
                    AbstainReason = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Rejection = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    InferenceMs = table.Column<double>(type: "double precision", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shadow_predictions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shadow_requests",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: false),
                    Modality = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    ServedVersion = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    ServedSha256 = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    NextRunAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shadow_requests", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "predictions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ModelName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ModelVersion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ModelSha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Label = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Confidence = table.Column<decimal>(type: "numeric", nullable: true),
                    Probabilities = table.Column<string>(type: "text", nullable: false),
                    TargetLabel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AbstainReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Gate = table.Column<float>(type: "real", nullable: false),
                    Ood = table.Column<float>(type: "real", nullable: false),
                    Cams = table.Column<byte[]>(type: "bytea", nullable: false),
                    Margin = table.Column<double>(type: "double precision", nullable: false),
                    InferenceMs = table.Column<double>(type: "double precision", nullable: false),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: false),
                    ScanSequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_predictions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_predictions_scans_ScanSequence",
                        column: x => x.ScanSequence,
                        principalTable: "scans",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "readings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    DoctorId = table.Column<Guid>(type: "uuid", nullable: false),
                    BeforeAi = table.Column<bool>(type: "boolean", nullable: false),
                    Impression = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Label = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Agrees = table.Column<bool>(type: "boolean", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    ScanSequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_readings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_readings_scans_ScanSequence",
                        column: x => x.ScanSequence,
                        principalTable: "scans",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scan_files",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Index = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", maxLength: 255, nullable: false, collation: "C"),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Height = table.Column<int>(type: "integer", nullable: false),
                    Sha256 = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    BlobId = table.Column<Guid>(type: "uuid", nullable: false),
                    SixteenBit = table.Column<bool>(type: "boolean", nullable: false),
                    ScanSequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scan_files", x => x.Id);
                    table.ForeignKey(
                        name: "FK_scan_files_scans_ScanSequence",
                        column: x => x.ScanSequence,
                        principalTable: "scans",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "outbox_lease",
                columns: new[] { "Id", "Holder", "Until" },
                values: new object[] { 1, "", 621355968000000000L });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_ReceivedAt",
                table: "inbox",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_NextAttemptAt",
                table: "outbox",
                column: "NextAttemptAt");

            migrationBuilder.CreateIndex(
                name: "IX_predictions_ScanSequence",
                table: "predictions",
                column: "ScanSequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_readings_ScanSequence_DoctorId_BeforeAi",
                table: "readings",
                columns: new[] { "ScanSequence", "DoctorId", "BeforeAi" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scan_files_BlobId",
                table: "scan_files",
                column: "BlobId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scan_files_ScanSequence",
                table: "scan_files",
                column: "ScanSequence");

            migrationBuilder.CreateIndex(
                name: "IX_scans_Id",
                table: "scans",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scans_Label_Sequence",
                table: "scans",
                columns: new[] { "Label", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_scans_Modality_Sequence",
                table: "scans",
                columns: new[] { "Modality", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_scans_PatientId_Sequence",
                table: "scans",
                columns: new[] { "PatientId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_scans_Status_Sequence",
                table: "scans",
                columns: new[] { "Status", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_shadow_predictions_ScanId_ModelSha256",
                table: "shadow_predictions",
                columns: new[] { "ScanId", "ModelSha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_shadow_requests_ScanId",
                table: "shadow_requests",
                column: "ScanId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "care");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "outbox_lease");

            migrationBuilder.DropTable(
                name: "predictions");

            migrationBuilder.DropTable(
                name: "readings");

            migrationBuilder.DropTable(
                name: "scan_files");

            migrationBuilder.DropTable(
                name: "shadow_predictions");

            migrationBuilder.DropTable(
                name: "shadow_requests");

            migrationBuilder.DropTable(
                name: "scans");
        }
    }
}
