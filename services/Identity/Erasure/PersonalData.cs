using Csss.Identity.Login;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Csss.Identity.Erasure;

/// <summary>
/// What is kept for a user: every table with a column <c>UserId</c>, so that a feature added later is erased without anybody thinking of it, and the refresh
/// tokens of their sessions. The ended sessions themselves stay for the day that replicas may still ask for them; they hold ids and times.
/// </summary>
internal static class PersonalData
{
    private const string Column = "UserId";

    /// <summary>Statements with the user's id as their one parameter.</summary>
    public static IEnumerable<string> Deletes(IModel model)
    {
        var (tokens, session) = (model.FindEntityType(typeof(RefreshToken))!.GetTableName(), model.FindEntityType(typeof(Session))!.GetTableName());
        yield return $$"""DELETE FROM "{{tokens}}" WHERE "SessionId" IN (SELECT "Id" FROM "{{session}}" WHERE "{{Column}}" = {0})""";
        foreach (var table in TablesOf(model)) yield return $$"""DELETE FROM "{{table}}" WHERE "{{Column}}" = {0}""";
    }

    public static IEnumerable<string> TablesOf(IModel model) =>
        from entity in model.GetEntityTypes()
        where entity.ClrType != typeof(Session) && entity.FindProperty(Column) is not null
        select entity.GetTableName();
}
