using Csss.Storage.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Csss.Identity.BreakGlass;

/// <summary>Seals the doctors' reasons and opens them again for those who may read them.</summary>
internal sealed class EmergencyReasons(IdentityDb database, ISealer sealer)
{
    public const int MinLength = 10, MaxLength = 500;

    public string Seal(Guid id, string reason) => sealer.Seal(reason, EmergencyAccess.ReferenceTo(id));

    public string Open(Guid id, string sealedReason) => sealer.Open(sealedReason, EmergencyAccess.ReferenceTo(id));

    /// <summary>The texts behind those of these references that are to an emergency access.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string?> references, CancellationToken cancellationToken)
    {
        var prefix = EmergencyAccess.ReferenceTo(Guid.Empty)[..^36];
        var ids = references.Where(reference => reference?.StartsWith(prefix, StringComparison.Ordinal) == true)
            .Select(reference => Guid.TryParse(reference![prefix.Length..], out var id) ? id : Guid.Empty).Distinct().ToList();
        if (ids.Count == 0) return new Dictionary<string, string>(StringComparer.Ordinal);

        var rows = await database.Set<EmergencyAccess>().AsNoTracking().Where(access => ids.Contains(access.Id))
            .Select(access => new { access.Id, access.SealedReason }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => EmergencyAccess.ReferenceTo(row.Id), row => Open(row.Id, row.SealedReason), StringComparer.Ordinal);
    }
}
