#:property PublishAot=false
// Follows the event feed of CSSS and prints each event once. .NET 10, no packages.
//
//     CSSS_CLIENT_ID=… CSSS_CLIENT_SECRET=… dotnet run Subscriber.cs
//
// Its place is kept in the file `position` (CSSS_POSITION), written after an event is dealt with: killed in between, it sees that event
// again. What must not happen twice is told apart by the event's id.
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

using var http = new HttpClient { BaseAddress = new Uri(Setting("CSSS_URL", "http://localhost:8000")), Timeout = TimeSpan.FromMinutes(1) };
var position = Setting("CSSS_POSITION", "position");
var after = File.Exists(position) ? long.Parse(File.ReadAllText(position)) : 0;
while (true)
{
    try
    {
        http.DefaultRequestHeaders.Authorization ??= new AuthenticationHeaderValue("Bearer", await TokenAsync());
        using var answer = await http.GetAsync($"/events?after={after}&limit=100&wait=20");
        var page = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (answer.StatusCode == HttpStatusCode.Gone) after = page.GetProperty("oldest").GetInt64() - 1; // away for longer than the log is kept
        else if (answer.StatusCode == HttpStatusCode.Unauthorized) http.DefaultRequestHeaders.Authorization = null; // the token lives for minutes
        else answer.EnsureSuccessStatusCode();
        if (!answer.IsSuccessStatusCode) await Task.Delay(TimeSpan.FromSeconds(1));

        foreach (var item in answer.IsSuccessStatusCode ? page.GetProperty("items").EnumerateArray().ToList() : [])
        {
            Handle(item);
            after = long.Parse(item.GetProperty("sequence").GetString()!);
            File.WriteAllText(position + ".new", $"{after}");
            File.Move(position + ".new", position, overwrite: true);
        }
    }
    catch (Exception error) when (error is HttpRequestException { StatusCode: null or >= HttpStatusCode.TooManyRequests } or JsonException or IOException or TaskCanceledException)
    {
        await Task.Delay(TimeSpan.FromSeconds(1)); // the network, or a restart at the other end
    }
}

static void Handle(JsonElement item) => Console.WriteLine($"{long.Parse(item.GetProperty("sequence").GetString()!)} {item.GetProperty("type")} {item.GetProperty("subject")}");

async Task<string> TokenAsync()
{
    using var form = new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials", ["client_id"] = Setting("CSSS_CLIENT_ID"), ["client_secret"] = Setting("CSSS_CLIENT_SECRET"), ["scope"] = "events:read",
    });
    using var answer = await http.PostAsync("/connect/token", form);
    return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
}

static string Setting(string name, string? otherwise = null) =>
    Environment.GetEnvironmentVariable(name) ?? otherwise ?? throw new InvalidOperationException($"{name} is not set.");
