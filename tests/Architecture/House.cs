using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Csss.Architecture.Tests;

/// <summary>The repository as it lies on the disk.</summary>
internal static class House
{
    /// <summary>Folders with nothing of ours in them.</summary>
    private static readonly string[] NotOurs = ["artifacts", "node_modules", "bin", "obj", ".git", ".csss", ".next", ".cache"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>The services that exist.</summary>
    public static IReadOnlyList<Project> Services { get; } =
        [.. Folders(Path.Combine(Root, "services")).SelectMany(folder => Directory.GetFiles(folder, "*.csproj")).Order(StringComparer.Ordinal).Select(Project.Load)];

    public static Project Block(string name) => Project.Load(Path.Combine(Root, name, $"Csss.{name}.csproj"));

    /// <summary>Files of our own, by extension, with their paths from the root.</summary>
    public static IEnumerable<string> Files(params string[] extensions) => Walk(Root).Where(file => extensions.Contains(Path.GetExtension(file)));

    public static string Relative(string file) => Path.GetRelativePath(Root, file);

    private static IEnumerable<string> Walk(string folder) =>
        Directory.GetFiles(folder).Concat(Folders(folder).Where(inner => !NotOurs.Contains(Path.GetFileName(inner))).SelectMany(Walk));

    private static string[] Folders(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>A project file: its name and what it refers to.</summary>
internal sealed record Project(string Name, string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public static Project Load(string path)
    {
        var xml = XDocument.Load(path);
        return new Project(System.IO.Path.GetFileNameWithoutExtension(path), path,
            [.. Includes(xml, "ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))], [.. Includes(xml, "PackageReference")]);
    }

    public override string ToString() => Name;

    private static IEnumerable<string> Includes(XDocument xml, string element) => xml.Descendants(element).Select(item => (string)item.Attribute("Include")!);
}
