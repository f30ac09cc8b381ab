using Csss.Inference.GradCam;
using Csss.Inference.Readings;
using Csss.Inference.Uploads;
using Csss.Messaging.Auditing;
using Csss.Storage;

namespace Csss.Inference.Scans;

internal static class ScanExtensions
{
    public static WebApplicationBuilder AddScans(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<InferenceDb, InferencePostgresDb>();
        builder.AddBlobs();
        builder.Services.AddSingleton<ScanSignals>();
        builder.Services.AddScoped<ScanWaiting>();
        builder.Services.AddScoped<ScanPictures>();
        builder.Services.AddScoped<IAuditSubjects, ScanSubjects>();
        return builder;
    }

    public static void MapDoctorScans(this IEndpointRouteBuilder app)
    {
        app.MapUpload();
        app.MapScanList();
        app.MapScans();
        app.MapReading();
    }
}
