using System.Security.Cryptography;

namespace Csss.Reports.Documents.Encryption;

/// <summary>What opens an encrypted report: 24 of 31 characters, 118 bits, in groups that can be read aloud and typed on a phone.</summary>
internal static class Passphrase
{
    /// <summary>Lower case, without i, l, o, 0 and 1, which look alike.</summary>
    public const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private const int Groups = 6;
    private const int GroupLength = 4;

    public static string New() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
}
