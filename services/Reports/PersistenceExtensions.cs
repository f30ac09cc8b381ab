using Csss.Contracts;
using Csss.Messaging;
using Csss.Reports.Care;
using Csss.Reports.History;
using Csss.Reports.Reports;
using Csss.Reports.Reports.Delivery;
using Csss.Storage;
using Csss.Storage.Rotation;
using MassTransit;

namespace Csss.Reports;

internal static class PersistenceExtensions
{
    /// <summary>The database, the blobs, and the messages that this service consumes.</summary>
    public static WebApplicationBuilder AddPersistence(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<ReportsDb, ReportsPostgresDb>();
        builder.AddBlobs();
        builder.Services.AddScoped<IMasterKeyUse, SealedPassphrases>();
        builder.AddMessaging<ReportsDb>(ResourceNames.Reports, bus =>
        {
            bus.AddConsumer<ScanUploadedConsumer, ScanUploadedConsumerDefinition>();
            bus.AddConsumer<ScanRejectedConsumer, ScanRejectedConsumerDefinition>();
            bus.AddConsumer<PredictionCompletedConsumer, PredictionCompletedConsumerDefinition>();
            bus.AddConsumer<PredictionFailedConsumer, PredictionFailedConsumerDefinition>();
            bus.AddConsumer<CareGrantedConsumer, CareGrantedConsumerDefinition>();
            bus.AddConsumer<ReportEmailedConsumer, ReportEmailedConsumerDefinition>();
            bus.AddConsumer<ReportDeliveryFailedConsumer, ReportDeliveryFailedConsumerDefinition>();
        });
        return builder;
    }
}
