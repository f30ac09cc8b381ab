namespace Aspire.Hosting;

/// <summary>Names a project; the build writes one such class a <c>ProjectReference</c> of the app host, in the namespace <c>Projects</c>.</summary>
public interface IProjectMetadata
{
    /// <summary>The full path of the project file.</summary>
    string ProjectPath { get; }
}
