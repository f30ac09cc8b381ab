using System.Globalization;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>
/// How many mutations, and which. By default few, so that <c>make test</c> stays short; <c>CSSS_FUZZ=100000</c> for all. One that failed is repeated
/// with the seed and index it named: <c>CSSS_FUZZ_SEED=s CSSS_FUZZ_FROM=i CSSS_FUZZ=1</c>.
/// </summary>
internal static class Fuzz
{
    private const int ByDefault = 400;

    /// <summary>One in so many goes through the endpoint too.</summary>
    private const int Share = 20;

    /// <summary>Of what goes through the endpoint, at least.</summary>
    private const int Fewest = 60;

    public static int Seed { get; } = Number("CSSS_FUZZ_SEED", 20_261_124);

    public static int From { get; } = Number("CSSS_FUZZ_FROM", 0);

    public static int Images { get; } = Number("CSSS_FUZZ", ByDefault);

    public static int Requests { get; } = Images == 1 ? 1 : Math.Max(Fewest, Images / Share);

    /// <summary>What a container for Inference has (docs/operations.md).</summary>
    public const long MemoryBytes = 1L << 30;

    /// <summary>Of the processor, so that a loaded machine does not look like a hang.</summary>
    public static readonly TimeSpan ProcessorTime = TimeSpan.FromSeconds(10);

    /// <summary>Of the clock, for what waits for ever and computes nothing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
