using Csss.Inference.Models;
using Csss.Inference.Predictions;
using Csss.Inference.Scans;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Shadow;

/// <summary>The shadow's two tables.</summary>
internal static class ShadowModel
{
    public static void AddShadow(this ModelBuilder model)
    {
        model.Entity<ShadowRequest>(request =>
        {
            request.ToTable("shadow_requests");
            request.HasKey(row => row.Sequence);
            request.HasIndex(row => row.ScanId).IsUnique();
            request.Property(row => row.Modality).HasMaxLength(32);
            request.Property(row => row.ServedVersion).HasMaxLength(64);
            request.Property(row => row.ServedSha256).HasMaxLength(64);
        });
        model.Entity<ShadowPrediction>(prediction =>
        {
            prediction.ToTable("shadow_predictions");
            prediction.HasIndex(row => new { row.ScanId, row.ModelSha256 }).IsUnique();
            prediction.Property(row => row.ServedVersion).HasMaxLength(64);
            prediction.Property(row => row.ServedSha256).HasMaxLength(64);
            prediction.Property(row => row.ModelName).HasMaxLength(64);
            prediction.Property(row => row.ModelVersion).HasMaxLength(64);
            prediction.Property(row => row.ModelSha256).HasMaxLength(64);
            prediction.Property(row => row.Label).HasMaxLength(64);
            prediction.Property(row => row.AbstainReason).HasMaxLength(64);
            prediction.Property(row => row.Rejection).HasMaxLength(64);
            prediction.Property(row => row.Probabilities).HasJsonConversion();
        });
    }

    /// <summary>Asks for a shadow run; saved with the scan's answer.</summary>
    public static void RequestShadow(this InferenceDb database, Scan scan, ModelManifest served, DateTimeOffset now) => database.ShadowRequests.Add(new ShadowRequest
    {
        ScanId = scan.Id,
        Modality = scan.Modality,
        ServedVersion = served.Version,
        ServedSha256 = served.Onnx.Sha256,
        NextRunAt = now,
    });
}
