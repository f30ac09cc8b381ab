using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Csss.Inference.Migrations
{
    /// <inheritdoc />
    public partial class Shadow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "shadow_predictions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServedVersion = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ServedSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ModelName = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ModelVersion = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ModelSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Confidence = table.Column<decimal>(type: "TEXT", nullable: true),
                    Probabilities = table.Column<string>(type: "TEXT", nullable: false),
                    AbstainReason = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Rejection = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    InferenceMs = table.Column<double>(type: "REAL", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shadow_predictions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shadow_requests",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Modality = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ServedVersion = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ServedSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    NextRunAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shadow_requests", x => x.Sequence);
                });

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
                name: "shadow_predictions");

            migrationBuilder.DropTable(
                name: "shadow_requests");
        }
    }
}
