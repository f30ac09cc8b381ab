using System.Net;
using System.Text.Json;
using Csss.Contracts;
using Csss.Identity.Tokens;
using Csss.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Csss.Identity.Tests;

/// <summary>Believes the access table's keys besides its own.</summary>
public sealed class AccessFactory : IdentityFactory
{
    protected override void ConfigureTestServices(IServiceCollection services)
    {
        base.ConfigureTestServices(services);
        var tableKeys = new JsonWebKeySet(JsonSerializer.Serialize(Identity.Keys.PublicKeySet())).GetSigningKeys();
        services.AddSingleton<OwnSigningKeys>();
        services.AddSingleton<IConfigurationManager<OpenIdConnectConfiguration>>(provider => new WithTableKeys(provider.GetRequiredService<OwnSigningKeys>(), tableKeys));
    }

    private sealed class WithTableKeys(OwnSigningKeys own, IEnumerable<SecurityKey> tableKeys) : IConfigurationManager<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
        {
            var configuration = await own.GetConfigurationAsync(cancel);
            foreach (var key in tableKeys) configuration.SigningKeys.Add(key);
            return configuration;
        }

        public void RequestRefresh() => own.RequestRefresh();
    }
}

public sealed class AccessTests(AccessFactory factory) : IClassFixture<AccessFactory>
{
    [Fact]
    public async Task Each_route_lets_in_exactly_whom_the_contract_says()
    {
        var visitor = new Visitor(factory);
        var patient = await visitor.BecomePatientAsync();
        var session = (await Visitor.ReadAsync<JsonElement>(await visitor.SendAsync(HttpMethod.Get, "/auth/sessions", patient.AccessToken), HttpStatusCode.OK))
            .GetProperty("items")[0].GetProperty("sid").GetGuid();

        await new AccessTable()
            .Row("POST", "/auth/register", AccessRow.Public)
            .Row("POST", "/auth/login", AccessRow.Public)
            .Row("POST", "/auth/refresh", AccessRow.Public)
            .Row("POST", "/auth/logout", [.. Roles.All])
            .Row("GET", "/auth/sessions", [.. Roles.All])
            .Row("DELETE", "/auth/sessions/{sid:guid}", [.. Roles.All]).Of([session], [Owner.User(Roles.Patient, patient.UserId)])
            .Row("POST", "/auth/password/forgot", AccessRow.Public)
            .Row("POST", "/auth/password/reset", AccessRow.Public)
            .Row("POST", "/auth/password/change", [.. Roles.All])
            .Row("POST", "/auth/totp/enroll", [.. Roles.All])
            .Row("POST", "/auth/totp/confirm", [.. Roles.All])
            .Row("DELETE", "/auth/totp", [.. Roles.All])
            .Row("GET", "/auth/me", [.. Roles.All])
            .Row("PATCH", "/auth/me", [.. Roles.All])
            .Row("POST", "/otp/send", AccessRow.Public)
            .Row("POST", "/otp/verify", AccessRow.Public)
            .Row("POST", "/connect/token", AccessRow.Public)
            .Row("GET", "/connect/authorize", AccessRow.Public)
            .Row("POST", "/connect/authorize", AccessRow.Public)
            .Row("POST", "/connect/login", AccessRow.Public)
            .Row("POST", "/connect/code", AccessRow.Public)
            .Row("GET", "/auth/external", AccessRow.Public)
            .Row("POST", "/auth/external/start", AccessRow.Public)
            .Row("POST", "/auth/external/finish", AccessRow.Public)
            .Row("POST", "/admin/clients", Roles.Admin)
            .Row("GET", "/admin/clients", Roles.Admin)
            .Row("DELETE", "/admin/clients/{clientId}", Roles.Admin).Shared("every admin administers every client")
            .Row("GET", "/doctor/patients", Roles.Doctor)
            .Row("POST", "/doctor/break-glass", Roles.Doctor)
            .Row("GET", "/patient/access-log", Roles.Patient)
            .Row("GET", "/admin/users", Roles.Admin)
            .Row("PUT", "/admin/users/{id:guid}", Roles.Admin).Shared("every admin administers every account")
            .Row("DELETE", "/admin/users/{id:guid}", Roles.Admin).Shared("every admin administers every account")
            .Row("GET", "/admin/stats", Roles.Admin)
            .Row("GET", "/admin/audit", Roles.Admin)
            .Row("GET", "/admin/audit/verify", Roles.Admin)
            .Row("GET", "/admin/audit/export", Roles.Admin)
            .Row("GET", "/admin/break-glass", Roles.Admin)
            .Row("POST", "/admin/break-glass/{id:guid}/review", Roles.Admin).Shared("whichever admin comes first reviews it")
            .Row("GET", "/internal/users/{id:guid}", Scopes.UsersRead)
            .Row("GET", "/internal/care", Scopes.CareRead)
            .Row("GET", "/internal/clients/{clientId}", Scopes.ClientsRead)
            .Row("GET", "/internal/revocations", Scopes.RevocationsRead)
            .VerifyAsync(factory);
    }
}
