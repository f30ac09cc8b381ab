using Csss.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- MODEL.onnx [repeats]
// dotnet run -c Release --project tests/Benchmarks -- latency BUNDLE…   (writes each bundle's latency.json, which its card takes in)
// dotnet run -c Release --project tests/Benchmarks -- events [a second] [seconds]
// A console program and no benchmark framework: what counts are ratios between forms on a machine that others use as well, so the forms
// take turns within each repeat, and a busy moment hits all of them.
if (args is ["latency", .. var bundles] && bundles.Length > 0)
{
    foreach (var bundle in bundles) Latency.Write(bundle, repeats: 31);
    return 0;
}

if (args is ["events", .. var load])
{
    var numbers = load.Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToList();
    await Events.RunAsync(numbers is [var perSecond, ..] ? perSecond : 50, numbers is [_, var seconds] ? seconds : 60);
    return 0;
}

if (args is not [var path, .. var rest] || !File.Exists(path))
{
    Console.Error.WriteLine("Name a bundle's model.onnx, and how many repeats if not 15.");
    return 2;
}

var graph = File.ReadAllBytes(path);
var repeats = rest is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 15;
Console.WriteLine(FormattableString.Invariant($"{Path.GetFullPath(path)}, {Environment.ProcessorCount} processors, medians of {repeats} repeats"));
Studies.Run(graph); // First: it reports the process's largest memory.
Maps.Run(graph, repeats);
Batching.Run(graph, repeats);
return 0;
