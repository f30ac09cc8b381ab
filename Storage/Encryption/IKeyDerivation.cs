namespace Csss.Storage.Encryption;

/// <summary>
/// Keys for a service's own purposes, derived from its master key (HKDF, RFC 5869), which itself is never given out. Once derived they are kept, so that
/// they stay the same when the master key is replaced.
/// </summary>
public interface IKeyDerivation
{
    /// <summary>32 bytes, the same each time for the same purpose.</summary>
    /// <param name="purpose">Names what the key is for, and the version of that use, for instance <c>verification-code/1</c>.</param>
    byte[] Derive(string purpose);
}
