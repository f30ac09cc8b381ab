using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Csss.Inference.Migrations
{
    /// <inheritdoc />
    public partial class SignedReport : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ReportId",
                table: "scans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ReportVersion",
                table: "scans",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ReportId",
                table: "scans");

            migrationBuilder.DropColumn(
                name: "ReportVersion",
                table: "scans");
        }
    }
}
