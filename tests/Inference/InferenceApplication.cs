using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Csss.Contracts;
using Csss.Inference.Tests.Models;
using Csss.Inference.Uploads;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Inference.Tests;

/// <summary>The whole service with the repository's real model, its gate open.</summary>
public class InferenceApplication : ServiceFactory<UploadLimits>
{
    public InferenceApplication() => BundleFolder = Bundle.Copy(ModelsFolder, Bundle.OpenGate);

    /// <summary>This service's own registry and bundles.</summary>
    public string ModelsFolder { get; } = Directory.CreateTempSubdirectory("csss-models-").FullName;

    public string BundleFolder { get; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Setting("Models:Directory", ModelsFolder);
        Setting("Models:PollEvery", "00:00:00.1");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(ModelsFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    public Guid AddPatient() => Identity.AddUser(Roles.Patient).UserId;

    public HttpClient Doctor(Guid? id = null) => ClientAs(Roles.Doctor, id);

    /// <summary>The outbox sends a moment after the state is saved: waits for the message, and there is one.</summary>
    public async Task ShouldPublishOnceAsync<T>(Func<T, bool> matches) where T : class
    {
        int Count() => Harness.Published.Select<T>().Count(sent => matches(sent.Context.Message));
        await Eventually.ShouldAsync($"{typeof(T).Name} is published", () => Task.FromResult(Count() > 0));
        Count().ShouldBe(1);
    }

    /// <summary>Files in the blob folder, half-written ones included.</summary>
    public int StoredFiles()
    {
        var folder = Path.Combine(StorageDirectory, "blobs");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count() : 0;
    }

    public async Task<int> CountScansAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InferenceDb>().Scans.CountAsync();
    }
}

internal static class InferenceClient
{
    /// <summary>A form in the order a browser sends it.</summary>
    public static MultipartFormDataContent Form(Guid patientId, byte[] file, string modality = Modalities.ChestXray, string name = "scan.png", string? notes = null)
    {
        var form = new MultipartFormDataContent { { new StringContent(patientId.ToString()), "patient_id" }, { new StringContent(modality), "modality" } };
        if (notes is not null) form.Add(new StringContent(notes), "notes");
        form.AddFile(file, name);
        return form;
    }

    /// <summary>Several files, one study.</summary>
    public static MultipartFormDataContent StudyForm(Guid patientId, string modality, params byte[][] files)
    {
        var form = Form(patientId, files[0], modality, "secret name 1.png");
        for (var i = 1; i < files.Length; i++) form.AddFile(files[i], $"secret name {i + 1}.png");
        return form;
    }

    public static void AddFile(this MultipartFormDataContent form, byte[] file, string name)
    {
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(part, "file", name);
    }

    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, MultipartFormDataContent form, int wait = 0)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/doctor/upload") { Content = form };
        if (wait > 0) request.Headers.Add("Prefer", "wait=" + wait.ToString(CultureInfo.InvariantCulture));
        return await client.SendAsync(request);
    }

    /// <summary>Uploads and waits for the result.</summary>
    public static Task<JsonNode> ClassifyAsync(this HttpClient client, Guid patientId, byte[] file, string modality = Modalities.ChestXray) =>
        client.ClassifyAsync(Form(patientId, file, modality));

    /// <summary>Uploads and waits for the result.</summary>
    public static async Task<JsonNode> ClassifyAsync(this HttpClient client, MultipartFormDataContent form)
    {
        using var response = await client.UploadAsync(form, wait: 30);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonNode>())!;

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path) => (await client.GetFromJsonAsync<JsonNode>(path))!;

    public static string Text(this JsonNode json, string name) => json[name]!.GetValue<string>();

    /// <summary>The problem's status and code.</summary>
    public static async Task<(int Status, string Code)> ProblemAsync(this HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.JsonAsync();
        problem.Text("trace_id").Length.ShouldBe(32);
        return ((int)response.StatusCode, problem.Text("code"));
    }
}
