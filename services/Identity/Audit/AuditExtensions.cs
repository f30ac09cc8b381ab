using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Operations;

namespace Csss.Identity.Audit;

internal static class AuditExtensions
{
    public static WebApplicationBuilder AddAuditTrail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditKey>();
        builder.Services.AddScoped<AuditTrail>();
        builder.Services.AddScoped<AuditVerification>();
        builder.Services.AddScoped<AuditExport>();
        builder.Services.AddScoped<IAuditSubjects, UserSubjects>();
        builder.Services.AddScoped<IOperatorCommand, AuditCommand>();
        builder.Services.AddHostedService<AuditGuards>();
        return builder;
    }
}
