using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Csss.Identity.Connect;

/// <summary>
/// A token is introspected and revoked by the client that it was given to, and by nobody else. OpenIddict asks that only of tokens with an audience, which an application's
/// have not; and of our users' own tokens, which were given to no client, it keeps no row and would call one alive after its session has ended.
/// </summary>
internal static class OwnTokens
{
    public static void TakeOnlyOnesOwn(this OpenIddictServerBuilder server)
    {
        server.AddEventHandler<OpenIddictServerEvents.ValidateIntrospectionRequestContext>(handler => handler.UseInlineHandler(context => Check(context, context.GenericTokenPrincipal))
            .SetOrder(OpenIddictServerHandlers.Introspection.ValidateAuthorizedParty.Descriptor.Order + 500));
        server.AddEventHandler<OpenIddictServerEvents.ValidateRevocationRequestContext>(handler => handler.UseInlineHandler(context => Check(context, context.GenericTokenPrincipal))
            .SetOrder(OpenIddictServerHandlers.Revocation.ValidateAuthorizedParty.Descriptor.Order + 500));
    }

    private static ValueTask Check(OpenIddictServerEvents.BaseValidatingClientContext context, System.Security.Claims.ClaimsPrincipal? token)
    {
        if (token is not null && (context.ClientId is null || !token.HasPresenter(context.ClientId))) context.Reject(Errors.InvalidToken, "That token was not given to this client.");
        return ValueTask.CompletedTask;
    }
}
