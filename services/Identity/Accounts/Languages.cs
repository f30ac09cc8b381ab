namespace Csss.Identity.Accounts;

/// <summary>The languages an account can be addressed in (ISO 639-1).</summary>
internal static class Languages
{
    public const string Default = "en";

    public static readonly IReadOnlyList<string> All = [Default, "es", "fr", "de", "hi", "ar"];
}
