using System.Runtime.CompilerServices;
using Csss.Inference.Models;

namespace Csss.Inference.Tests.Models;

public sealed class ReloadMemoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csss-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Models_that_were_replaced_are_collected()
    {
        Bundle.Copy(_folder);
        var registry = Bundle.Registry(_folder);

        var replaced = Enumerable.Range(0, 10).Select(reload => Replace(registry, "2.0." + reload)).ToList();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        replaced.Count(model => model.TryGetTarget(out _)).ShouldBe(0);
        registry.Find("chest_xray")!.Manifest.Version.ShouldBe("2.0.9");
    }

    /// <summary>In a method of its own, so that no local of the test keeps a model alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<ScanModel> Replace(ModelRegistry registry, string version)
    {
        var before = new WeakReference<ScanModel>(registry.Find("chest_xray")!);
        Bundle.Edit(Path.Combine(_folder, Bundle.Name), manifest => manifest["version"] = version);
        registry.Load();
        return before;
    }
}
