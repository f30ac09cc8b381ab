using System.Net;
using System.Web;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests;

public sealed class PatientTests(AccessFactory factory) : IClassFixture<AccessFactory>
{
    private readonly Visitor _visitor = new(factory);
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task A_doctor_finds_active_patients_by_a_part_of_the_name()
    {
        var patient = await _visitor.BecomePatientAsync(name: $"José {_mark} Straße");
        await _visitor.RegisterAsync(Visitor.NewEmail(), name: $"Pending {_mark}");

        foreach (var query in new[] { _mark.ToUpperInvariant(), $"jose {_mark}", $"É {_mark}"[2..] })
        {
            var found = await ListAsync(query);
            found.Items.ShouldBe([new Item(patient.UserId, $"José {_mark} Straße", null)]);
        }

        (await ListAsync($"{_mark}%")).Items.ShouldBeEmpty("wildcards are letters");
        (await ListAsync($"_ {_mark}")).Items.ShouldBeEmpty();
        (await ListAsync($@"\{_mark}")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_is_paged_newest_first()
    {
        var names = Enumerable.Range(1, 5).Select(i => $"{_mark} number {i}").ToList();
        foreach (var name in names) await _visitor.BecomePatientAsync(name: name);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ListAsync(_mark, limit: 2, cursor);
            seen.AddRange(page.Items.Select(item => item.Name));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        seen.ShouldBe(Enumerable.Reverse(names));
    }

    [Theory]
    [InlineData("%EF%BF%BE")]
    [InlineData("%00")]
    public async Task A_query_that_is_no_part_of_a_name_is_400(string query)
    {
        using var doctor = factory.ClientAs(Roles.Doctor);
        var problem = await Visitor.ReadAsync<Problem>(await doctor.GetAsync($"/doctor/patients?query={query}"), HttpStatusCode.BadRequest);
        problem.Errors!.Keys.ShouldBe(["query"]);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=many", null)]
    [InlineData("cursor=made-up", "cursor")]
    public async Task A_page_that_cannot_be_is_400(string query, string? field)
    {
        using var doctor = factory.ClientAs(Roles.Doctor);
        var problem = await Visitor.ReadAsync<Problem>(await doctor.GetAsync($"/doctor/patients?{query}"), HttpStatusCode.BadRequest);
        problem.Errors?.Keys.Single().ShouldBe(field);
        (problem.Errors is null).ShouldBe(field is null);
    }

    [Fact]
    public async Task An_upload_puts_the_doctor_in_care_and_dates_the_patients_last_scan()
    {
        var patient = await _visitor.BecomePatientAsync(name: $"Scanned {_mark}");
        var (doctor, other) = (Ids.New(), Ids.New());
        var late = new DateTimeOffset(2026, 5, 2, 10, 0, 0, TimeSpan.Zero);
        await PublishAsync(patient.UserId, doctor, late);
        await PublishAsync(patient.UserId, doctor, late.AddDays(-1));

        var found = await Eventually.ShouldAsync("the last scan", () => ListAsync(_mark), page => page.Items.Single().LastScanAt is not null);
        found.Items.Single().LastScanAt.ShouldBe(late);
        (await InCareAsync(doctor, patient.UserId)).ShouldBeTrue();
        (await InCareAsync(other, patient.UserId)).ShouldBeFalse();
        (await InCareAsync(doctor, other)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_redelivered_upload_changes_nothing()
    {
        var patient = await _visitor.BecomePatientAsync(name: $"Again {_mark}");
        var doctor = Ids.New();
        var at = factory.Time.GetUtcNow();
        var messageId = Ids.New();
        await PublishAsync(patient.UserId, doctor, at, messageId);

        // The same message again, with other contents: had it been handled, it would show.
        await factory.Services.GetRequiredService<IBus>().Publish(Scan(patient.UserId, doctor, at.AddHours(1)), context => context.MessageId = messageId);
        await PublishAsync(patient.UserId, Ids.New(), at.AddMinutes(-1));

        (await ListAsync(_mark)).Items.Single().LastScanAt!.Value.ShouldBe(at, TimeSpan.FromMilliseconds(1));
    }

    private static ScanUploaded Scan(Guid patient, Guid doctor, DateTimeOffset at) => new(Ids.New(), patient, doctor, Modalities.ChestXray, "00", at);

    private async Task PublishAsync(Guid patient, Guid doctor, DateTimeOffset at, Guid? id = null)
    {
        var messageId = id ?? Ids.New();
        await factory.Services.GetRequiredService<IBus>().Publish(Scan(patient, doctor, at), context => context.MessageId = messageId);
        await Eventually.ShouldAsync("consumed", () => Task.FromResult(factory.Harness.Consumed.Select<ScanUploaded>().Any(x => x.Context.MessageId == messageId)));
    }

    private async Task<PageAnswer> ListAsync(string query, int limit = 20, string? cursor = null)
    {
        using var doctor = factory.ClientAs(Roles.Doctor);
        return await Visitor.ReadAsync<PageAnswer>(
            await doctor.GetAsync($"/doctor/patients?query={HttpUtility.UrlEncode(query)}&limit={limit}&cursor={cursor}"), HttpStatusCode.OK);
    }

    private async Task<bool> InCareAsync(Guid doctor, Guid patient)
    {
        using var service = factory.ClientAsService(Scopes.CareRead);
        return (await Visitor.ReadAsync<CareAnswer>(await service.GetAsync($"/internal/care?doctor={doctor}&patient={patient}"), HttpStatusCode.OK)).InCare;
    }

    private sealed record Item(Guid PatientId, string Name, DateTimeOffset? LastScanAt);

    private sealed record PageAnswer(List<Item> Items, string? NextCursor);

    private sealed record CareAnswer(bool InCare);
}
