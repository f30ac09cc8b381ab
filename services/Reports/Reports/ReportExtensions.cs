using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Operations;

namespace Csss.Reports.Reports;

internal static class ReportExtensions
{
    /// <summary>Signing, reading and keeping reports.</summary>
    public static WebApplicationBuilder AddReports(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ReportAccess>();
        builder.Services.AddScoped<IAuditSubjects, ReportSubjects>();
        builder.Services.AddScoped<ReportComposer>();
        builder.Services.AddScoped<ReportSigning>();
        builder.Services.AddScoped<Drafts.DraftSaving>();
        builder.Services.AddSingleton<ReportFile>();
        builder.Services.AddSingleton<ReportPassphrases>();
        builder.Services.AddSingleton<OrphanSweep>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OrphanSweep>());
        builder.Services.AddScoped<IOperatorCommand, VerifyReportCommand>();
        return builder;
    }
}
