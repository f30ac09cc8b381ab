using System.Data.Common;
using System.Globalization;

namespace Csss.Identity.Audit;

/// <summary>The hashed fields of an entry, in the order they are hashed in, as text: from the entity that is written and from the row as it lies on the disk.</summary>
internal static class AuditColumns
{
    /// <summary>What <see cref="Read"/> reads: the fields, and then the three hashes.</summary>
    public const string Names =
        """ "Sequence", "MessageId", "At", "RecordedAt", "ActorId", "Role", "Action", "Object", "PatientId", "Outcome", "Reason", "Source", "PreviousHash", "Hash", "Seal" """;

    private const int Hashed = 12;
    private static readonly int[] Numbers = [0, 2, 3];

    public static IReadOnlyList<string?> Of(AuditEntry entry) =>
    [
        Text(entry.Sequence), Text(entry.MessageId), Text(entry.At.UtcTicks), Text(entry.RecordedAt.UtcTicks), Text(entry.ActorId), entry.Role, entry.Action,
        entry.Object, entry.PatientId is { } patient ? Text(patient) : null, entry.Outcome, entry.Reason, entry.Source,
    ];

    /// <summary>Null when a column holds something that was never written there.</summary>
    public static AuditRow? Read(DbDataReader reader)
    {
        var fields = new string?[Hashed + 3];
        for (var column = 0; column < fields.Length; column++)
        {
            var value = reader.GetValue(column);
            var number = Numbers.Contains(column);
            if (value is DBNull) continue;
            if (number && value is long ticks) fields[column] = Text(ticks);
            else if (!number && value is string text) fields[column] = text;
            else return null;
        }

        return fields[0] is null || fields[Hashed..].Contains(null)
            ? null
            : new AuditRow(reader.GetInt64(0), fields[..Hashed], fields[Hashed]!, fields[Hashed + 1]!, fields[Hashed + 2]!);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(Guid id) => id.ToString("D");
}

/// <summary>A row as it lies on the disk.</summary>
internal sealed record AuditRow(long Sequence, IReadOnlyList<string?> Fields, string PreviousHash, string Hash, string Seal);
