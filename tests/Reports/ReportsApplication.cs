using System.Net.Http.Json;
using System.Text.Json;
using Csss.Contracts;
using Csss.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Reports.Tests;

/// <summary>The whole service, with doubles of Identity and Inference, and what its users do with it.</summary>
public sealed class ReportsApplication : ServiceFactory<Program>
{
    public TestInference Inference { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Inference = await TestInference.StartAsync();
        Setting("services:inference:http:0", Inference.Address.ToString());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Inference is not null) await Inference.DisposeAsync();
    }

    /// <summary>A patient, the doctor in care of them, and a scan.</summary>
    public Case NewCase(string status = "completed", bool abstained = false)
    {
        var patient = Identity.AddUser(Roles.Patient, name: "Asha Raman");
        var doctor = Identity.AddUser(Roles.Doctor, name: "Dr. Emeka Okafor");
        return new Case(Inference.AddScan(patient.UserId, status, abstained, doctor.UserId), patient.UserId, doctor.UserId);
    }

    public async Task<Guid> SignAsync(Case @case, object? words = null)
    {
        using var client = ClientAs(Roles.Doctor, @case.Doctor);
        var answer = await ReadAsync(await client.PostAsJsonAsync($"/reports/generate/{@case.Scan}", words ?? new { }), 201);
        return answer.GetProperty("report_id").GetGuid();
    }

    public async Task<JsonElement> GetAsync(string path, string role, Guid userId, int status = 200)
    {
        using var client = ClientAs(role, userId);
        return await ReadAsync(await client.GetAsync(path), status);
    }

    public async Task<byte[]> DownloadAsync(string path, string role, Guid userId)
    {
        using var client = ClientAs(role, userId);
        return await client.GetByteArrayAsync(path);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, int status)
    {
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, body);
        return body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(body);
    }

    internal async Task<T> WithDatabaseAsync<T>(Func<ReportsDb, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ReportsDb>());
    }
}

/// <param name="Doctor">In care of the patient.</param>
public sealed record Case(Guid Scan, Guid Patient, Guid Doctor);
