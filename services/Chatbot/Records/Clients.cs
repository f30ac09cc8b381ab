using Csss.Chatbot.Answers;

namespace Csss.Chatbot.Records;

/// <summary>Reports: a patient's scans, a pharmacist's prescriptions. Of a scan's result nothing is read: that is the doctor's to tell.</summary>
internal sealed class ReportsClient(HttpClient http) : AskersOwnClient(http)
{
    public const int Shown = 5, Counted = 100;

    public async Task<IReadOnlyList<OwnScan>> HistoryAsync(Asker asker, CancellationToken cancellationToken) =>
        (await ReadAsync<RecordPage<OwnScan>>($"/patient/history?limit={Shown}", asker, cancellationToken)).Items;

    public async Task<Count> OpenPrescriptionsAsync(Asker asker, CancellationToken cancellationToken) =>
        Count.Of((await ReadAsync<RecordPage<OwnPrescription>>($"/pharmacist/prescriptions?status=issued&limit={Counted}", asker, cancellationToken)));

    internal sealed record OwnPrescription(Guid PrescriptionId);
}

/// <summary>Inference: a doctor's own uploads.</summary>
internal sealed class InferenceClient(HttpClient http) : AskersOwnClient(http)
{
    public async Task<Count> UploadsAsync(string status, Asker asker, CancellationToken cancellationToken)
    {
        var page = await ReadAsync<RecordPage<Upload>>($"/doctor/scans?status={status}&limit={ReportsClient.Counted}", asker, cancellationToken);
        return Count.Of(page with { Items = [.. page.Items.Where(upload => upload.UploadedBy == asker.UserId)] });
    }

    internal sealed record Upload(Guid UploadedBy);
}

/// <summary>Identity: an admin's figures, and anybody's own language.</summary>
internal sealed class IdentityClient(HttpClient http) : AskersOwnClient(http)
{
    public Task<Statistics> StatisticsAsync(Asker asker, CancellationToken cancellationToken) => ReadAsync<Statistics>("/admin/stats", asker, cancellationToken);

    public async Task<string?> LanguageAsync(Asker asker, CancellationToken cancellationToken) => (await ReadAsync<Me>("/auth/me", asker, cancellationToken)).Language;

    private sealed record Me(string? Language);
}

internal sealed record RecordPage<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <param name="Report">Null until a doctor has signed.</param>
internal sealed record OwnScan(string Modality, DateTimeOffset UploadedAt, string Status, OwnReport? Report);

internal sealed record OwnReport(DateTimeOffset GeneratedAt);

internal sealed record Statistics(int TotalUsers, int ScansTotal, int ScansToday, int ReportsGenerated, int ReportsEmailed);

/// <param name="AtLeast">There are more than were counted.</param>
internal sealed record Count(int Number, bool AtLeast)
{
    public static Count Of<T>(RecordPage<T> page) => new(page.Items.Count, page.NextCursor is not null);

    public static Count operator +(Count one, Count other) => new(one.Number + other.Number, one.AtLeast || other.AtLeast);
}
