namespace Csss.Identity.OneTimeCodes;

/// <summary>What a code opens; a code for one purpose opens no other.</summary>
internal static class CodePurpose
{
    /// <summary>Prove that a registered address is the registrant's.</summary>
    public const string VerifyAddress = "verify_address";
}
