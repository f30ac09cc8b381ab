using System.Security.Claims;
using Csss.Contracts;
using Csss.Identity.Limits;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Clients;

/// <summary><c>/admin/clients</c>: which outside systems and applications may connect.</summary>
internal static class ClientEndpoints
{
    public static void MapClients(this IEndpointRouteBuilder app)
    {
        var clients = app.MapGroup("/admin/clients").RequireRoles(Roles.Admin).WithTags("Administration");
        clients.MapPost("", AddAsync).Audited("client.add", "clients").NoStore().ProducesProblem(422)
            .WithSummary("Let a system (scopes) or an application (redirect_uris) in. The secret is shown this once.");
        clients.MapGet("", ListAsync).Audited("client.list", "clients").NoStore().WithSummary("The systems and applications that may connect, newest first.");
        clients.MapDelete("/{clientId}", RemoveAsync).Audited("client.remove", "clients", "clientId").ProducesProblem(404)
            .WithSummary("Shut one out. Access tokens that it holds end within five minutes.");
    }

    private static async Task<Results<Created<ClientCreated>, ApiProblem>> AddAsync(
        ClientRequest request, ClaimsPrincipal caller, ClientRegistry clients, IHostEnvironment host, CancellationToken cancellationToken)
    {
        if (request.Problem(host.IsDevelopment()) is { } problem) return problem;

        var (client, secret) = await clients.AddAsync(request, caller.UserId(), cancellationToken);
        return TypedResults.Created(
            $"/admin/clients/{client.ClientId}", new ClientCreated(client.ClientId, secret, client.Name, client.Scopes, client.RedirectUris, client.CreatedAt));
    }

    private static async Task<Ok<Page<ClientAnswer>>> ListAsync([AsParameters] PageRequest page, IdentityDb database, CancellationToken cancellationToken) =>
        TypedResults.Ok(await database.Clients.AsNoTracking().ToPageAsync(
            page, row => new ClientAnswer(row.ClientId, row.Name, row.Scopes, row.RedirectUris, row.CreatedBy, row.CreatedAt), cancellationToken));

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(string clientId, ClientRegistry clients, CancellationToken cancellationToken) =>
        await clients.RemoveAsync(clientId, cancellationToken) ? TypedResults.NoContent() : ApiProblem.NotFound();
}
