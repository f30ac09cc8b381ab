using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Csss.EndToEnd.Tests.Client;

/// <summary>A client written against API.md alone, in intents.</summary>
internal sealed class OutsideClient(Uri gateway) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public HttpClient Http { get; } = new() { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(60) };

    public Session? Me { get; private set; }

    public Guid UserId => Me!.UserId!.Value;

    public async Task<OutsideClient> LoginAsync(string email, string password)
    {
        Me = await PostAsync<Session>("/auth/login", new { email, password });
        return WithToken(Me.AccessToken);
    }

    public OutsideClient WithToken(string token)
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return this;
    }

    public Task<OutsideClient> LoginAsDoctorAsync() => LoginAsync("doctor@csss.com", "Doctor@123");

    public Task<OutsideClient> LoginAsAdminAsync() => LoginAsync("admin@csss.com", "Admin@123");

    public Task<OutsideClient> LoginAsPatientAsync() => LoginAsync("patient@csss.com", "Patient@123");

    /// <summary>Uploads as a chest X-ray and, when asked, waits for the answer.</summary>
    public Task<(HttpStatusCode Status, Scan Scan)> UploadAsync(Guid patientId, byte[] image, int? waitSeconds = null, string name = "scan.png") =>
        UploadAsync(patientId, "chest_xray", [(image, name)], waitSeconds);

    /// <summary>One file, or a study of several.</summary>
    public async Task<(HttpStatusCode Status, Scan Scan)> UploadAsync(Guid patientId, string modality, IEnumerable<(byte[] Bytes, string Name)> files, int? waitSeconds = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/doctor/upload");
        if (waitSeconds is { } seconds) request.Headers.Add("Prefer", $"wait={seconds}");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(patientId.ToString()), "patient_id" },
            { new StringContent(modality), "modality" },
        };
        foreach (var (bytes, name) in files) form.Add(new ByteArrayContent(bytes), "file", name);
        request.Content = form;
        using var response = await Http.SendAsync(request);
        await EnsureAsync(response);
        return (response.StatusCode, await ReadAsync<Scan>(response));
    }

    public Task<Scan> ScanAsync(Guid scanId) => GetAsync<Scan>($"/doctor/scans/{scanId}");

    public async Task<IReadOnlyList<Scan>> AllScansAsync(Guid patientId)
    {
        var (scans, cursor) = (new List<Scan>(), (string?)null);
        do
        {
            var page = await GetAsync<Page<Scan>>($"/doctor/scans?patient_id={patientId}&limit=100{(cursor is null ? "" : $"&cursor={cursor}")}");
            scans.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return scans;
    }

    public Task<Report> GenerateReportAsync(Guid scanId, string impression) => PostAsync<Report>($"/reports/generate/{scanId}", new { impression });

    public Task<Report> EmailReportAsync(Guid scanId) => PostAsync<Report>($"/reports/email/{scanId}", body: null);

    /// <summary>All entries of the trail since then, as the admin's list shows them.</summary>
    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(DateTimeOffset since)
    {
        var (entries, cursor) = (new List<AuditEntry>(), (string?)null);
        do
        {
            var page = await GetAsync<Page<AuditEntry>>($"/admin/audit?from={since:yyyy-MM-ddTHH:mm:ssZ}&limit=100{(cursor is null ? "" : $"&cursor={cursor}")}");
            entries.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return entries;
    }

    public async Task<HttpStatusCode> StatusAsync(string route)
    {
        using var response = await Http.GetAsync(route);
        return response.StatusCode;
    }

    public async Task PutAsync(string route, object body)
    {
        using var response = await Http.PutAsJsonAsync(route, body, Json);
        await EnsureAsync(response);
    }

    public async Task<T> GetAsync<T>(string route)
    {
        using var response = await Http.GetAsync(route);
        await EnsureAsync(response);
        return await ReadAsync<T>(response);
    }

    public async Task<byte[]> GetBytesAsync(string route)
    {
        using var response = await Http.GetAsync(route);
        await EnsureAsync(response);
        return await response.Content.ReadAsByteArrayAsync();
    }

    public async Task<T> PostAsync<T>(string route, object? body)
    {
        using var response = await Http.PostAsJsonAsync(route, body ?? new { }, Json);
        await EnsureAsync(response);
        return await ReadAsync<T>(response);
    }

    public void Dispose() => Http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<T>(Json))!;

    private static async Task EnsureAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}", null, response.StatusCode);
    }
}
