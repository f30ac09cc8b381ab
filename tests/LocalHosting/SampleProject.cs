using System.Runtime.CompilerServices;

namespace Csss.LocalHosting.Tests;

/// <summary>As the build would write it for the sample app.</summary>
internal sealed class SampleProject : IProjectMetadata
{
    public string ProjectPath => Path.Combine(Folder(), "SampleApp", "Csss.SampleApp.csproj");

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
