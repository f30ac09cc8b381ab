using System.Net;
using System.Text;
using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Identity.Accounts;
using Csss.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Csss.Identity.Tests;

/// <summary>What the code that this system began as allowed. Each has its test here, by name; others cover the ground around it.</summary>
public sealed class SeedSinsTests(IdentityFactory factory) : IClassFixture<IdentityFactory>
{
    private readonly Visitor _visitor = new(factory);

    [Fact]
    public async Task Anyone_could_register_as_admin()
    {
        foreach (var role in new[] { "admin", "Admin", " admin" })
            ((int)(await _visitor.TryRegisterAsync(Visitor.NewEmail(), role)).StatusCode).ShouldBeInRange(400, 422, role);

        var email = Visitor.NewEmail();
        var body = new { name = "Eve", email, password = Visitor.Password, role = Roles.Patient, status = UserStatus.Active, is_admin = true, roles = new[] { Roles.Admin } };
        var registered = await Visitor.ReadAsync<Registered>(await _visitor.PostAsync("/auth/register", body), HttpStatusCode.Created);
        (registered.Role, registered.Status).ShouldBe((Roles.Patient, UserStatus.PendingVerification));
        (await factory.WithDatabaseAsync(database => database.Users.CountAsync(user => user.Role == Roles.Admin))).ShouldBe(0);
    }

    [Fact]
    public async Task The_role_was_in_a_token_before_the_code_was_checked()
    {
        var (email, id) = await _visitor.BecomeStaffAsync();

        var answer = await _visitor.TryLoginAsync(email);
        var text = await answer.Content.ReadAsStringAsync();
        var challenge = await Visitor.ReadAsync<Challenged>(answer, HttpStatusCode.OK);

        foreach (var word in new[] { Roles.Doctor, "access_token", "refresh_token", id.ToString(), "\"eyJ" }) text.ShouldNotContain(word);
        new JsonWebTokenHandler().CanReadToken(challenge.ChallengeToken).ShouldBeFalse("it says nothing by itself");
        foreach (var route in DoorsOf(factory.Services).Where(route => route.Method == "GET"))
            (await _visitor.SendAsync(HttpMethod.Get, route.Path, challenge.ChallengeToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, route.Path);
        (await factory.WithDatabaseAsync(database => database.Sessions.CountAsync(session => session.UserId == id))).ShouldBe(0, "nobody is in yet");

        var session = await _visitor.AnswerAsync(email, challenge.ChallengeToken, await _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode));
        new JsonWebToken(session.AccessToken).GetClaim("role").Value.ShouldBe(Roles.Doctor);
    }

    [Fact]
    public async Task One_time_codes_lay_in_the_database_in_clear()
    {
        var email = Visitor.NewEmail();
        var registered = await _visitor.RegisterAsync(email);
        var address = await _visitor.CodeMailedToAsync(registered.UserId);
        var (staff, id) = await _visitor.BecomeStaffAsync();
        await _visitor.BeginLoginAsync(staff);
        var login = await _visitor.SecretMailedToAsync(id, AccountMailTemplates.SecondFactorCode);

        await factory.WithDatabaseAsync(async database =>
        {
            foreach (var (name, column) in from table in database.Model.GetEntityTypes()
                                            from column in table.GetProperties()
                                            where column.ClrType == typeof(string) || column.ClrType == typeof(byte[])
                                            select (table.GetTableName(), column))
                foreach (var code in new[] { address, login })
                {
                    var sql = $"SELECT COUNT(*) AS \"Value\" FROM \"{name}\" WHERE instr(\"{column.GetColumnName()}\", {{0}}) > 0 AND length(\"{column.GetColumnName()}\") < 32";
                    (await database.Database.SqlQueryRaw<int>(sql, code).SingleAsync()).ShouldBe(0, column.ToString());
                    (await database.Database.SqlQueryRaw<int>(sql, Encoding.UTF8.GetBytes(code)).SingleAsync()).ShouldBe(0, column.ToString());
                }

            return true;
        });
    }

    [Fact]
    public async Task The_doctors_and_the_patients_routes_were_open()
    {
        var doors = DoorsOf(factory.Services).Where(door => door.Path.StartsWith("/doctor", StringComparison.Ordinal) || door.Path.StartsWith("/patient", StringComparison.Ordinal)
            || door.Path.StartsWith("/admin", StringComparison.Ordinal) || door.Path.StartsWith("/pharmacist", StringComparison.Ordinal)).ToList();
        doors.ShouldNotBeEmpty();
        foreach (var door in doors)
            (await _visitor.SendAsync(new HttpMethod(door.Method), door.Path, token: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, door.Path);

        var patient = await _visitor.BecomePatientAsync();
        foreach (var door in doors.Where(door => !door.Path.StartsWith("/patient", StringComparison.Ordinal)))
            (await _visitor.SendAsync(new HttpMethod(door.Method), door.Path, patient.AccessToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, door.Path);
    }

    /// <summary>Every route that is not public, as the running service has it; the other services' access tables do the same for theirs.</summary>
    private static IEnumerable<(string Method, string Path)> DoorsOf(IServiceProvider services) =>
        from endpoint in services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let parts = endpoint.RoutePattern.RawText!.Trim('/').Split('/').Select(part => part.StartsWith('{') ? Guid.NewGuid().ToString() : part)
        select (method, "/" + string.Join('/', parts));
}
