using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Reports.Care;
using Csss.Testing;

namespace Csss.Reports.Tests.Care;

public sealed class CareTests(ReportsApplication app) : IClassFixture<ReportsApplication>
{
    [Fact]
    public async Task A_doctor_granted_care_reads_the_patients_reports_until_it_ends()
    {
        var scan = app.NewCase();
        var id = await app.SignAsync(scan);
        var (granted, over) = (Ids.New(), Ids.New());
        var now = DateTimeOffset.UtcNow;

        await app.Harness.Bus.Publish(new CareGranted(granted, scan.Patient, now.AddHours(8), now));
        await app.Harness.Bus.Publish(new CareGranted(over, scan.Patient, now.AddHours(-1), now.AddHours(-9)));
        await Eventually.ShouldAsync("the grant is heard of", () =>
            app.WithDatabaseAsync(database => database.IsInCareAsync(granted, scan.Patient, now, CancellationToken.None)));

        await app.GetAsync($"/reports/{id}", Roles.Doctor, granted);
        await app.GetAsync($"/reports/{id}", Roles.Doctor, over, 404);
    }

    [Fact]
    public async Task What_is_heard_late_never_shortens_care()
    {
        var (doctor, patient, now) = (Ids.New(), Ids.New(), DateTimeOffset.UtcNow);
        app.CreateClient().Dispose();

        async Task<bool> InCareAsync(TimeSpan after) =>
            await app.WithDatabaseAsync(database => database.IsInCareAsync(doctor, patient, now + after, CancellationToken.None));
        async Task GrantAsync(DateTimeOffset? until) => await app.WithDatabaseAsync(async database =>
        {
            await database.GrantCareAsync(doctor, patient, until, CancellationToken.None);
            return await database.SaveChangesAsync();
        });

        await GrantAsync(now.AddHours(8));
        await GrantAsync(now.AddHours(2));
        (await InCareAsync(TimeSpan.FromHours(7))).ShouldBeTrue();
        (await InCareAsync(TimeSpan.FromHours(9))).ShouldBeFalse();
        await GrantAsync(null);
        await GrantAsync(now.AddHours(2));
        (await InCareAsync(TimeSpan.FromDays(900))).ShouldBeTrue();
    }
}
