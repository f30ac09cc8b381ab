using Csss.Contracts;
using Csss.ServiceDefaults.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Identity.Tests.Administration;

public sealed class AdminCommandTests
{
    [Fact]
    public async Task The_first_admin_is_made_by_an_operator_and_no_second_one()
    {
        await using var factory = new IdentityFactory();
        await factory.InitializeAsync();
        var visitor = new Visitor(factory);

        var (exit, text) = await RunAsync(factory, "admin", "create", "Chief@CSSS.test", "Ada", "Chief");
        exit.ShouldBe(0, text);
        var password = text.Split("password, shown this once, is ")[1].Split(';')[0];
        password.Length.ShouldBe(20);
        var id = await factory.WithDatabaseAsync(database => database.Users.Select(user => user.Id).SingleAsync());
        (await visitor.LoginByMailAsync("chief@csss.test", id, password)).Role.ShouldBe(Roles.Admin);

        (await RunAsync(factory, "admin", "create", "second@csss.test", "Second")).ShouldBe((1, "There is an active admin already, who can make others.\n"));
        (await RunAsync(factory, "admin", "create", "no-address", "X")).Exit.ShouldBe(2);
        (await RunAsync(factory, "audit", "verify")).Text.ShouldStartWith("The audit trail is intact");
    }

    private static async Task<(int Exit, string Text)> RunAsync(IdentityFactory factory, string command, params string[] arguments)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        var output = new StringWriter { NewLine = "\n" };
        var exit = await scope.ServiceProvider.GetServices<IOperatorCommand>().Single(known => known.Name == command).RunAsync(arguments, output, CancellationToken.None);
        return (exit, output.ToString());
    }
}
