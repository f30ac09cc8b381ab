using System.Net;
using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;
using Csss.Identity.Accounts;
using Csss.Identity.Erasure;
using Csss.Identity.Tests.Audit;
using Csss.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests.Administration;

public sealed class UserTests(AccessFactory factory) : IClassFixture<AccessFactory>
{
    private readonly Visitor _visitor = new(factory);
    private readonly Oversight _oversight = new(factory);
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task An_admin_finds_users_by_name_address_role_and_status()
    {
        var (address, patient) = (Visitor.NewEmail(), await _visitor.BecomePatientAsync(name: $"Zoë {_mark}"));
        var doctor = await _visitor.RegisterAsync(address, Roles.Doctor, $"Doctor {_mark}");

        (await FindAsync($"query=zoe {_mark}")).ShouldBe([patient.UserId]);
        (await FindAsync($"query={address[..20].ToUpperInvariant()}")).ShouldBe([doctor.UserId]);
        (await FindAsync($"query={_mark}")).ShouldBe([doctor.UserId, patient.UserId]);
        (await FindAsync($"query={_mark}&role=doctor&status=pending_verification")).ShouldBe([doctor.UserId]);
        (await FindAsync($"query={_mark}&limit=1")).ShouldBe([doctor.UserId]);
        await _oversight.GetAsync("/admin/users?status=nonsense", expected: HttpStatusCode.BadRequest);

        var item = (await _oversight.GetAsync($"/admin/users?query=zoe {_mark}")).GetProperty("items")[0];
        item.GetProperty("email").GetString().ShouldEndWith("@csss.test");
        item.GetProperty("last_login_at").GetDateTimeOffset().ShouldBe(factory.Time.GetUtcNow(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Staff_can_log_in_once_an_admin_approves_and_are_told_by_mail()
    {
        var address = Visitor.NewEmail();
        var doctor = await _visitor.RegisterAsync(address, Roles.Doctor);
        await ChangeAsync(doctor.UserId, new { status = "active" }, HttpStatusCode.Conflict);
        await ChangeAsync(doctor.UserId, new { status = "disabled" }, HttpStatusCode.Conflict); // else enabling it would make an unproven address active
        await _visitor.VerifyAsync(address, await _visitor.CodeMailedToAsync(doctor.UserId));

        (await ChangeAsync(doctor.UserId, new { status = "active" })).GetProperty("status").GetString().ShouldBe("active");
        (await _visitor.LoginByMailAsync(address, doctor.UserId)).Role.ShouldBe(Roles.Doctor);
        await factory.Harness.ShouldPublishAsync<SendAccountMail>(mail => mail.UserId == doctor.UserId && mail.Template == AccountMailTemplates.AccountApproved);
        await factory.Harness.ShouldPublishAsync<UserChanged>(change => change.UserId == doctor.UserId && change.Status == "active");
    }

    [Theory]
    [InlineData("status", "disabled")]
    [InlineData("role", "pharmacist")]
    public async Task Another_role_and_disabling_end_the_sessions_at_once(string field, string value)
    {
        var patient = await _visitor.BecomePatientAsync();
        await ChangeAsync(patient.UserId, new Dictionary<string, string>(StringComparer.Ordinal) { [field] = value });

        (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", patient.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _visitor.TryRefreshAsync(patient.RefreshToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await factory.Harness.ShouldPublishAsync<SessionRevoked>(ended => ended.UserId == patient.UserId);
    }

    [Fact]
    public async Task A_change_is_refused_when_it_says_nothing_or_nonsense_or_is_about_nobody()
    {
        var patient = await _visitor.BecomePatientAsync();
        await ChangeAsync(patient.UserId, new { }, HttpStatusCode.BadRequest);
        await ChangeAsync(patient.UserId, new { role = "king" }, HttpStatusCode.BadRequest);
        await ChangeAsync(patient.UserId, new { status = "removed" }, HttpStatusCode.BadRequest);
        await ChangeAsync(Ids.New(), new { role = "doctor" }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_change_is_one_entry_in_the_trail_with_what_it_was_and_became()
    {
        var (admin, patient) = (Ids.New(), await _visitor.BecomePatientAsync());
        await _oversight.SendAsync(HttpMethod.Put, $"/admin/users/{patient.UserId}", new { status = "disabled" }, userId: admin);
        await _oversight.SendAsync(HttpMethod.Put, $"/admin/users/{Ids.New()}", new { status = "disabled" }, userId: admin, expected: HttpStatusCode.NotFound);

        var entries = await _oversight.EntriesOfAsync(admin, 2);
        var done = entries.Single(entry => entry.GetProperty("outcome").GetString() == "allowed");
        (done.GetProperty("object").GetString(), done.GetProperty("patient_id").GetGuid(), done.GetProperty("reason").GetString())
            .ShouldBe(($"users/{patient.UserId}", patient.UserId, "patient/active to patient/disabled"));
        entries.Count.ShouldBe(2);
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task The_last_active_admin_can_be_neither_changed_nor_erased()
    {
        await using var alone = new AccessFactory();
        await alone.InitializeAsync();
        var oversight = new Oversight(alone);
        var only = await AddAdminAsync(alone);

        foreach (var change in new object[] { new { role = "doctor" }, new { status = "disabled" } })
            (await oversight.SendAsync(HttpMethod.Put, $"/admin/users/{only}", change, expected: HttpStatusCode.Conflict)).GetProperty("code").GetString().ShouldBe("last_admin");
        await oversight.SendAsync(HttpMethod.Delete, $"/admin/users/{only}", body: null, expected: HttpStatusCode.Conflict);

        // Two who demote each other at the same moment, many times: always one stays.
        for (var round = 0; round < 5; round++)
        {
            var other = await AddAdminAsync(alone);
            var both = await Task.WhenAll(new[] { only, other }.Select(id => StatusAsync(alone, id)));
            both.Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
            only = both[0] == HttpStatusCode.Conflict ? only : other;
        }
    }

    [Fact]
    [Trait(TestDatabase.Trait, TestDatabase.Every)]
    public async Task Erasure_forgets_the_person_and_keeps_the_id_and_the_trail()
    {
        var (email, name) = (Visitor.NewEmail(), $"Erased {_mark}");
        var patient = await _visitor.BecomePatientAsync(email, name);
        await _visitor.TryLoginAsync(email, "wrong");
        await _visitor.SendAsync(HttpMethod.Patch, "/auth/me", patient.AccessToken, new { phone = "+4915112345678", whatsapp_consent = true });
        await _oversight.SendAsync(HttpMethod.Delete, $"/admin/users/{patient.UserId}", body: null, expected: HttpStatusCode.NoContent);

        (await _visitor.SendAsync(HttpMethod.Get, "/auth/me", patient.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _visitor.TryLoginAsync(email)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await FindAsync($"query={_mark}")).ShouldBeEmpty();
        using var service = factory.ClientAsService(Scopes.UsersRead);
        (await service.GetAsync($"/internal/users/{patient.UserId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await factory.Harness.ShouldPublishAsync<UserRemoved>(removed => removed.UserId == patient.UserId);
        await _oversight.SendAsync(HttpMethod.Delete, $"/admin/users/{patient.UserId}", body: null, expected: HttpStatusCode.NotFound);

        await using var scope = factory.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var left = await database.Users.SingleAsync(user => user.Id == patient.UserId);
        (left.Status, left.Name, left.NameKey, left.PasswordHash, left.LastLoginAt).ShouldBe((UserStatus.Removed, "", "", "", null));
        (left.Phone, left.WhatsappConsentAt).ShouldBe((null, null));
        foreach (var table in PersonalData.TablesOf(database.Model))
        {
            var query = $"SELECT CAST(count(*) AS integer) AS \"Value\" FROM \"{table}\" WHERE \"UserId\" = {{0}}";
            (await database.Database.SqlQueryRaw<int>(query, patient.UserId).SingleAsync()).ShouldBe(0, table);
        }

        (await _visitor.RegisterAsync(email, name: name)).UserId.ShouldNotBe(patient.UserId, "the address is free again");
        var erased = await Eventually.ShouldAsync("both attempts are in the trail", () => _oversight.GetAsync($"/admin/audit?object=users/{patient.UserId}&action=user.erase"),
            page => page.GetProperty("items").GetArrayLength() >= 2);
        erased.GetProperty("items").EnumerateArray().Count(entry => entry.GetProperty("outcome").GetString() == "allowed").ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_is_left_in_the_file_after_erasure()
    {
        var (email, name) = (Visitor.NewEmail(), $"Sentinel-{Guid.NewGuid():N}");
        var patient = await _visitor.BecomePatientAsync(email, name);
        await _oversight.SendAsync(HttpMethod.Delete, $"/admin/users/{patient.UserId}", body: null, expected: HttpStatusCode.NoContent);
        await using (var scope = factory.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IdentityDb>().Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");

        await using var file = new FileStream(Path.Combine(factory.StorageDirectory, "data.db"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        foreach (var secret in new[] { email, name, name.ToUpperInvariant() })
            bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)).ShouldBe(-1);
    }

    private static async Task<Guid> AddAdminAsync(AccessFactory factory)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var id = Ids.New();
        database.Add(new User { Id = id, Email = $"{id:N}@csss.test", PasswordHash = "-", Role = Roles.Admin, Status = UserStatus.Active, CreatedAt = factory.Time.GetUtcNow() }.Called("Admin"));
        await database.SaveChangesAsync();
        return id;
    }

    private static async Task<HttpStatusCode> StatusAsync(AccessFactory factory, Guid id)
    {
        using var client = factory.ClientAs(Roles.Admin);
        using var response = await client.PutAsync($"/admin/users/{id}", System.Net.Http.Json.JsonContent.Create(new { role = "doctor" }));
        return response.StatusCode;
    }

    private Task<JsonElement> ChangeAsync(Guid id, object change, HttpStatusCode expected = HttpStatusCode.OK) =>
        _oversight.SendAsync(HttpMethod.Put, $"/admin/users/{id}", change, expected: expected);

    private async Task<List<Guid>> FindAsync(string filter) =>
        [.. (await _oversight.GetAsync("/admin/users?" + filter)).GetProperty("items").EnumerateArray().Select(user => user.GetProperty("user_id").GetGuid())];
}
