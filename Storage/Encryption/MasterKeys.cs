using System.Security.Cryptography;

namespace Csss.Storage.Encryption;

/// <summary>The master key, and those before it: under which things may lie until they have been moved to the new one.</summary>
internal sealed class MasterKeys(MasterKey current, IReadOnlyList<MasterKey> previous) : ISealer, IResealer
{
    private readonly Sealer[] _sealers = [.. previous.Prepend(current).Select(key => key.CreateSealer())];

    /// <summary>What a secret of before is derived from.</summary>
    public MasterKey Oldest => previous.Count > 0 ? previous[^1] : current;

    /// <summary>The key for this purpose under each master key, the current one first.</summary>
    public IReadOnlyList<byte[]> Derive(string purpose) => [.. previous.Prepend(current).Select(key => key.Derive(purpose))];

    public string Seal(string text, string context) => _sealers[0].Seal(text, context);

    public string Open(string sealedText, string context) => Open(sealedText, context, out _);

    public string? Reseal(string sealedText, string context)
    {
        var text = Open(sealedText, context, out var opened);
        return opened == 0 ? null : Seal(text, context);
    }

    private string Open(string sealedText, string context, out int opened)
    {
        for (opened = 0; ; opened++)
        {
            try
            {
                return _sealers[opened].Open(sealedText, context);
            }
            catch (AuthenticationTagMismatchException) when (opened < _sealers.Length - 1)
            {
                // Perhaps it lies under an older key.
            }
        }
    }
}
