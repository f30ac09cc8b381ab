using System.Net;
using System.Text.RegularExpressions;
using Csss.EndToEnd.Tests.Client;
using Csss.Testing;

namespace Csss.EndToEnd.Tests.System;

/// <summary>People who come to the running system as anyone would.</summary>
internal static partial class People
{
    public const string Password = "Correct-Horse-7";

    /// <summary>Registers, proves the address with the code from the mail; staff still wait for an admin's approval then.</summary>
    public static async Task<(OutsideClient Client, Guid UserId, string Email)> RegisterAsync(this RunningSystem system, string role = "patient", string name = "Erika Mustermann", string? email = null)
    {
        email ??= $"{Guid.NewGuid():N}@csss.test";
        var client = system.Client();
        var registered = await client.PostAsync<Registered>("/auth/register", new { name, email, password = Password, role });
        registered.Status.ShouldBe("pending_verification");
        var mail = await system.Inbox.WaitForAsync(email, _ => true);
        var otp = SixDigits().Matches(mail.GetProperty("text").GetString()!).ShouldHaveSingleItem().Value;
        (await client.PostAsync<Verification>("/otp/verify", new { email, otp })).Verified.ShouldBeTrue();
        return (client, registered.UserId, email);
    }

    public static async Task<(OutsideClient Client, string Email)> RegisterPatientAsync(this RunningSystem system, string name = "Erika Mustermann", string? email = null)
    {
        var (client, userId, address) = await system.RegisterAsync(name: name, email: email);
        await client.LoginAsync(address, Password);
        client.UserId.ShouldBe(userId);
        return (client, address);
    }

    /// <summary>Registered, approved by the demo admin, logged in.</summary>
    public static async Task<OutsideClient> RegisterDoctorAsync(this RunningSystem system)
    {
        var (client, userId, email) = await system.RegisterAsync("doctor", "Dr. Ada Example");
        using var admin = await system.Client().LoginAsAdminAsync();
        await admin.PutAsync($"/admin/users/{userId}", new { status = "active" });
        return await client.LoginAsync(email, Password);
    }

    /// <summary>Tries until Identity answers again: another test, or this one, has killed it.</summary>
    public static async Task<OutsideClient> AdminOnceBackAsync(this RunningSystem system) => (await Eventually.ShouldAsync("Identity is back", async () =>
    {
        try
        {
            return await system.Client().LoginAsAdminAsync();
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null or >= HttpStatusCode.InternalServerError)
        {
            return null;
        }
    }, answer => answer is not null, TimeSpan.FromMinutes(2)))!;

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
