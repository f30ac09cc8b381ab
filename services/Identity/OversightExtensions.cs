using Csss.Identity.Administration;
using Csss.Identity.Audit;
using Csss.Identity.BreakGlass;
using Csss.Identity.Erasure;
using Csss.Identity.Statistics;
using Csss.ServiceDefaults.Operations;
using MassTransit;

namespace Csss.Identity;

/// <summary>What admins and security officers use: accounts, statistics, emergency access, the audit trail.</summary>
internal static class OversightExtensions
{
    public static WebApplicationBuilder AddOversight(this WebApplicationBuilder builder)
    {
        builder.AddAuditTrail();
        builder.Services.AddScoped<AdminGuard>();
        builder.Services.AddScoped<UserChanges>();
        builder.Services.AddScoped<AccountErasure>();
        builder.Services.AddScoped<EmergencyReasons>();
        builder.Services.AddScoped<BreakingGlass>();
        builder.Services.AddScoped<Counting>();
        builder.Services.AddScoped<IOperatorCommand, AdminCommand>();
        return builder;
    }

    public static void AddOversight(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<AccessRecordedConsumer, AccessRecordedConsumerDefinition>();
        bus.AddConsumer<ScanCounter, ScanCounterDefinition>();
        bus.AddConsumer<PredictionCounter, PredictionCounterDefinition>();
        bus.AddConsumer<ReportCounter, ReportCounterDefinition>();
        bus.AddConsumer<MailedReportCounter, MailedReportCounterDefinition>();
    }

    public static void MapOversight(this IEndpointRouteBuilder app)
    {
        app.MapUsers();
        app.MapStatistics();
        app.MapBreakGlass();
        app.MapAudit();
        app.MapAccessLog();
    }
}
