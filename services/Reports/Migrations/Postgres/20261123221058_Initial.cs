using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Csss.Reports.Migrations.Postgres
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
                name: "drafts",
                columns: table => new
                {
                    ScanId = table.Column<Guid>(type: "uuid", nullable: false),
                    DoctorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Findings = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Impression = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Recommendation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConfirmedLabel = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    Language = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    SavedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drafts", x => new { x.ScanId, x.DoctorId });
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
                name: "prescriptions",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    PrescribedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: true),
                    Items = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    DispensedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DispensedAt = table.Column<long>(type: "bigint", nullable: true),
                    DispenseNotes = table.Column<string>(type: "text", maxLength: 1000, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_prescriptions", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    SignedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Supersedes = table.Column<Guid>(type: "uuid", nullable: true),
                    Language = table.Column<string>(type: "text", maxLength: 8, nullable: false, collation: "C"),
                    Findings = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Impression = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Recommendation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConfirmedLabel = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    ModelName = table.Column<string>(type: "text", maxLength: 128, nullable: false, collation: "C"),
                    ModelVersion = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    BlobId = table.Column<Guid>(type: "uuid", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    SealedPassphrase = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TraceParent = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    GeneratedAt = table.Column<long>(type: "bigint", nullable: false),
                    EmailRequestedAt = table.Column<long>(type: "bigint", nullable: true),
                    EmailedAt = table.Column<long>(type: "bigint", nullable: true),
                    DeliveryFailedAt = table.Column<long>(type: "bigint", nullable: true),
                    DeliveryFailureCode = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reports", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "scans",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    Modality = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C"),
                    UploadedAt = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scans", x => x.Sequence);
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
                name: "IX_prescriptions_Id",
                table: "prescriptions",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_PatientId_Sequence",
                table: "prescriptions",
                columns: new[] { "PatientId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_PrescribedBy_Sequence",
                table: "prescriptions",
                columns: new[] { "PrescribedBy", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_Status_Sequence",
                table: "prescriptions",
                columns: new[] { "Status", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_reports_BlobId",
                table: "reports",
                column: "BlobId");

            migrationBuilder.CreateIndex(
                name: "IX_reports_Id",
                table: "reports",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reports_ScanId_Version",
                table: "reports",
                columns: new[] { "ScanId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scans_Id",
                table: "scans",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_scans_PatientId_UploadedAt_Sequence",
                table: "scans",
                columns: new[] { "PatientId", "UploadedAt", "Sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "care");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "outbox_lease");

            migrationBuilder.DropTable(
                name: "prescriptions");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "scans");
        }
    }
}
