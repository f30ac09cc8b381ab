using System.Net.Http.Json;
using System.Text.Json;
using Csss.Testing;

namespace Csss.EndToEnd.Tests.Client;

/// <summary>The development mail inbox (MailDev), read by its HTTP API.</summary>
internal sealed class Inbox(Uri address)
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Waits for a mail to that address which fits.</summary>
    public Task<JsonElement> WaitForAsync(string to, Func<JsonElement, bool> fits, TimeSpan? within = null) =>
        WaitAsync($"a mail to {to}", mail => IsTo(mail, to) && fits(mail), within);

    public async Task<JsonElement> WaitAsync(string what, Func<JsonElement, bool> fits, TimeSpan? within = null)
    {
        var mails = await Eventually.ShouldAsync(what, AllAsync, all => all.Any(fits), within ?? TimeSpan.FromSeconds(30));
        return mails.Last(fits);
    }

    public async Task<IReadOnlyList<JsonElement>> AllAsync()
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>("/api/email");
        return [.. (answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("items")).EnumerateArray()];
    }

    /// <summary>The only attachment of a mail.</summary>
    public Task<byte[]> AttachmentAsync(JsonElement mail)
    {
        var attachment = mail.GetProperty("attachments").EnumerateArray().Single();
        return _http.GetByteArrayAsync($"/api/email/{mail.GetProperty("id").GetString()}/attachment/{attachment.GetProperty("generatedFileName").GetString()}");
    }

    public static bool HasAttachment(JsonElement mail, string part) =>
        mail.TryGetProperty("attachments", out var all) && all.EnumerateArray().Any(one => one.GetProperty("filename").GetString()!.Contains(part, StringComparison.Ordinal));

    private static bool IsTo(JsonElement mail, string to) =>
        mail.GetProperty("to").EnumerateArray().Any(recipient => recipient.GetProperty("address").GetString()!.Equals(to, StringComparison.OrdinalIgnoreCase));
}
