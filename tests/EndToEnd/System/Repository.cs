using System.Runtime.CompilerServices;

namespace Csss.EndToEnd.Tests.System;

/// <summary>Places in the checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath("../../..", Path.GetDirectoryName(Here())!);

    public static string Samples => Path.Combine(Root, "samples", "scans");

    /// <summary>Real images, where the checkout lies beside them.</summary>
    public static string SharedData => Path.GetFullPath("../shared/data", Root);

    public static IReadOnlyList<string> SampleScans => [.. Directory.GetFiles(Samples, "*.png").Order(StringComparer.Ordinal)];

    private static string Here([CallerFilePath] string path = "") => path;
}
