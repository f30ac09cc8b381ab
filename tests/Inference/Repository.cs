namespace Csss.Inference.Tests;

/// <summary>Where the repository's own files and the shared data are.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    public static readonly string Models = Path.Combine(Root, "models");

    public static readonly string SharedData = Path.Combine(Root, "..", "shared", "data");

    /// <summary>A synthetic radiograph that the gate accepts.</summary>
    public static byte[] Radiograph() => File.ReadAllBytes(Radiographs()[0]);

    public static string[] Radiographs() =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "samples", "scans")).Where(file => Path.GetExtension(file) is ".png" or ".jpg").Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CSSS.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
