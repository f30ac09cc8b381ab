using Csss.Identity.Limits;
using Csss.Identity.Passwords;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Csss.Identity.Accounts;

internal static class AccountsExtensions
{
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(_ => new PasswordHasher());
        builder.Services.AddScoped<Registration>();
        return builder.AddPasswords();
    }

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var auth = app.MapGroup("/auth").WithTags("Accounts");
        auth.MapPost("/register", RegisterEndpoint.RegisterAsync).AllowAnonymous().LimitByAddress().ProducesProblem(422).ProducesProblem(429)
            .WithSummary("Register an account. A one-time code is mailed; a known address gets the same answer and a mail that says so.");
        auth.MapGet("/me", MeEndpoints.GetAsync).RequireUser().NotAudited("their own account").NoStore().ProducesProblem(401).WithSummary("The caller's own account.");
        auth.MapPatch("/me", MeEndpoints.ChangeAsync).RequireUser().Audited("account.change", "users").NoStore().ProducesProblem(401).WithSummary("Change the caller's own name or language.");
        app.MapPasswords();
    }
}
