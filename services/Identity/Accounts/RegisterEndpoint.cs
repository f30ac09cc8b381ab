using Csss.Contracts;
using Csss.Identity.Passwords;
using Csss.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csss.Identity.Accounts;

/// <summary><c>POST /auth/register</c>.</summary>
internal static class RegisterEndpoint
{
    private static readonly string[] OpenRoles = [Roles.Patient, Roles.Doctor, Roles.Pharmacist];

    public static async Task<Results<Created<RegisterAnswer>, ApiProblem>> RegisterAsync(
        RegisterRequest request, Registration registration, PasswordCheck passwords, CancellationToken cancellationToken)
    {
        var role = request.Role ?? Roles.Patient;
        var wrong = passwords.WhyNot(request.Password, request.Name, request.Email);
        var errors = new FieldErrors()
            .Check(PersonName.TryTrim(request.Name, out var name), "name", $"A name of 1 to {PersonName.MaxLength} characters on one line is needed.")
            .Check(EmailAddress.TryNormalize(request.Email, out var email), "email", "This is not an e-mail address.")
            .Check(wrong is null, "password", wrong ?? "")
            .Check(Roles.All.Contains(role), "role", "The role is patient, doctor or pharmacist.");
        if (errors.ToProblem() is { } problem) return problem;
        if (!OpenRoles.Contains(role)) return ApiProblem.Refused("role_not_allowed", "Nobody can register with this role; an admin gives it.");

        var userId = await registration.RegisterAsync(name, email, request.Password!, role, cancellationToken);
        return TypedResults.Created((string?)null, new RegisterAnswer(userId, role, UserStatus.PendingVerification));
    }
}

internal sealed record RegisterRequest(string? Name, string? Email, string? Password, string? Role);

internal sealed record RegisterAnswer(Guid UserId, string Role, string Status);
