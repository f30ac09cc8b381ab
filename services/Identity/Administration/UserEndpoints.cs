using Csss.Contracts;
using Csss.Identity.Accounts;
using Csss.Identity.Erasure;
using Csss.Identity.Limits;
using Csss.Identity.TwoFactor;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Authentication;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.Administration;

/// <summary><c>/admin/users</c>.</summary>
internal static class UserEndpoints
{
    private static readonly string[] Settable = [UserStatus.Active, UserStatus.Disabled];
    private static readonly string[] Listed = [UserStatus.PendingVerification, UserStatus.PendingApproval, UserStatus.Active, UserStatus.Disabled];

    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/admin/users").RequireRoles(Roles.Admin).WithTags("Admin");
        users.MapGet("", ListAsync).Audited("user.list", "users").NoStore().ProducesProblem(400)
            .WithSummary("Accounts, newest first; query finds a part of the name or of the address.");
        users.MapPut("/{id:guid}", ChangeAsync).Audited("user.change", "users", "id").NoStore().ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Give another role, approve, disable or enable. A new role and disabling end the user's sessions.");
        users.MapDelete("/{id:guid}", RemoveAsync).Audited("user.erase", "users", "id").ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Erase who it was. Clinical records and the audit trail stay, under the id.");
    }

    private static async Task<Results<Ok<Page<UserItem>>, ApiProblem>> ListAsync(
        [AsParameters] UserFilter filter, [AsParameters] PageRequest page, IdentityDb database, SecondFactor secondFactor, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors()
            .Check(string.IsNullOrWhiteSpace(filter.Query) || PersonName.TryTrim(filter.Query, out _), "query", "A part of a name or of an address, on one line.")
            .Check(filter.Role is null || Roles.All.Contains(filter.Role), "role", "One of: " + string.Join(", ", Roles.All))
            .Check(filter.Status is null || Listed.Contains(filter.Status), "status", "One of: " + string.Join(", ", Listed));
        if (errors.ToProblem() is { } problem) return problem;

        var users = database.Users.AsNoTracking().Where(user => user.Status != UserStatus.Removed);
        if (filter.Role is { } role) users = users.Where(user => user.Role == role);
        if (filter.Status is { } status) users = users.Where(user => user.Status == status);
        if (!string.IsNullOrWhiteSpace(filter.Query))
        {
            var (name, address) = (NameKey.Containing(filter.Query), NameKey.Containing(filter.Query).ToLowerInvariant());
            users = users.Where(user => EF.Functions.Like(user.NameKey, name, @"\") || EF.Functions.Like(user.Email, address, @"\"));
        }

        return TypedResults.Ok(await users.ToPageAsync(page, UserItem.Of(database, secondFactor.RequiredRoles), cancellationToken));
    }

    private static async Task<Results<Ok<UserItem>, ApiProblem>> ChangeAsync(
        Guid id, ChangeUserRequest request, UserChanges changes, IdentityDb database, SecondFactor secondFactor, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors()
            .Check(request.Role is null || Roles.All.Contains(request.Role), "role", "One of: " + string.Join(", ", Roles.All))
            .Check(request.Status is null || Settable.Contains(request.Status), "status", "One of: " + string.Join(", ", Settable))
            .Check(request.Role is not null || request.Status is not null, "status", "Give a role, a status or both.");
        if (errors.ToProblem() is { } problem) return problem;
        if (await changes.ApplyAsync(id, request.Role, request.Status, cancellationToken) is { } refused) return refused;

        return TypedResults.Ok(await database.Users.AsNoTracking().Where(user => user.Id == id).Select(UserItem.Of(database, secondFactor.RequiredRoles)).SingleAsync(cancellationToken));
    }

    private static async Task<Results<NoContent, ApiProblem>> RemoveAsync(Guid id, AccountErasure erasure, CancellationToken cancellationToken) =>
        await erasure.EraseAsync(id, cancellationToken) is { } refused ? refused : TypedResults.NoContent();

    internal sealed record UserFilter(
        [FromQuery(Name = "query")] string? Query, [FromQuery(Name = "role")] string? Role, [FromQuery(Name = "status")] string? Status);
}

internal sealed record ChangeUserRequest(string? Role, string? Status);
