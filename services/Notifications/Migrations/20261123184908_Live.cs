using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Csss.Notifications.Migrations
{
    /// <inheritdoc />
    public partial class Live : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "care",
                columns: table => new
                {
                    DoctorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_care", x => new { x.DoctorId, x.PatientId });
                });

            migrationBuilder.CreateTable(
                name: "scan_change_counter",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scan_change_counter", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "scan_changes",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scan_changes", x => x.Sequence);
                });

            migrationBuilder.InsertData(
                table: "scan_change_counter",
                columns: new[] { "Id", "Last" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_care_PatientId",
                table: "care",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_scan_changes_At",
                table: "scan_changes",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_scan_changes_ScanId",
                table: "scan_changes",
                column: "ScanId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "care");

            migrationBuilder.DropTable(
                name: "scan_change_counter");

            migrationBuilder.DropTable(
                name: "scan_changes");
        }
    }
}
