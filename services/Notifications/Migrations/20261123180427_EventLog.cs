using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Csss.Notifications.Migrations
{
    /// <inheritdoc />
    public partial class EventLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "event_log",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_log", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "event_log_positions",
                columns: table => new
                {
                    Reader = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    After = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_log_positions", x => x.Reader);
                });

            migrationBuilder.CreateTable(
                name: "event_log_waiting",
                columns: table => new
                {
                    Arrival = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false),
                    TraceParent = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_log_waiting", x => x.Arrival);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "event_log");

            migrationBuilder.DropTable(
                name: "event_log_positions");

            migrationBuilder.DropTable(
                name: "event_log_waiting");
        }
    }
}
