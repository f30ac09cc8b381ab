using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Csss.Reports.Migrations
{
    /// <inheritdoc />
    public partial class Prescriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "prescriptions",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PatientId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PrescribedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ScanId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Items = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DispensedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DispensedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DispenseNotes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_prescriptions", x => x.Sequence);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "prescriptions");
        }
    }
}
