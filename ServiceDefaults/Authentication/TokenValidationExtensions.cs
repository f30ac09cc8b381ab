using Csss.Contracts;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Csss.ServiceDefaults.Authentication;

internal static class TokenValidationExtensions
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256];

    public static void AddTokenValidation(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<TokenOptions>("Auth");
        builder.Services.AddSingleton<RevokedSessions>();
#pragma warning disable EXTEXP0001 // The next request asks again: this one should not wait for half a minute of retries.
        builder.Services.AddHttpClient(SigningKeys.HttpClientName, http => http.Timeout = TimeSpan.FromSeconds(5)).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services.AddSingleton<IConfigurationManager<OpenIdConnectConfiguration>>(SigningKeys.CreateManager);
        builder.Services.AddAuthentication().AddJwtBearer(Schemes.Api).AddJwtBearer(Schemes.Internal);
        Configure(builder.Services, Schemes.Api, Audiences.Api);
        Configure(builder.Services, Schemes.Internal, Audiences.Internal);
        builder.Services.AddAuthorizationBuilder()
            .SetDefaultPolicy(Nobody).SetFallbackPolicy(Nobody);
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, UnroutedRequests>();
    }

    /// <summary>A route says who may call it through <see cref="AuthorizationExtensions"/>, or nobody may.</summary>
    private static AuthorizationPolicy Nobody { get; } =
        new AuthorizationPolicyBuilder(Schemes.Api).RequireAssertion(_ => false).Build();

    private static void Configure(IServiceCollection services, string scheme, string audience) =>
        services.AddOptions<JwtBearerOptions>(scheme)
            .Configure<IOptions<TokenOptions>, IConfigurationManager<OpenIdConnectConfiguration>, TimeProvider>((jwt, token, keys, time) =>
            {
                jwt.ConfigurationManager = keys;
                jwt.MapInboundClaims = false;
                jwt.TimeProvider = time;
                jwt.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidIssuer = token.Value.Issuer,
                    ValidAudience = audience,
                    ValidAlgorithms = Algorithms,
                    ValidTypes = ["at+jwt"],
                    RequireExpirationTime = true,
                    RequireSignedTokens = true,
                    ClockSkew = TimeSpan.FromSeconds(10),
                    NameClaimType = "sub",
                    RoleClaimType = "role",
                };
                jwt.Events = new JwtBearerEvents { OnTokenValidated = RefuseRevokedAsync };
            });

    /// <summary>A user's token without a session, or of a revoked one, is no token.</summary>
    private static Task RefuseRevokedAsync(TokenValidatedContext context)
    {
        if (context.Principal is not { } user || user.Role().Length == 0) return Task.CompletedTask;

        var revoked = context.HttpContext.RequestServices.GetRequiredService<RevokedSessions>();
        if (user.SessionId() is not { } session || revoked.Contains(session)) context.Fail("The session is over.");
        return Task.CompletedTask;
    }
}
