using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Csss.Deploy.Tests;

/// <summary>A YAML document to walk through; what is missing is an empty node, and a wrong turn a failed test.</summary>
internal sealed class Node(object? value)
{
    public static Node Parse(string text) => new(new DeserializerBuilder().Build().Deserialize<object>(new MergingParser(new Parser(new StringReader(text)))));

    public Node this[string key] => new(Map?.GetValueOrDefault(key));

    public string Text => value as string ?? "";

    public bool IsThere => value is not null;

    public IEnumerable<Node> Items => (value as IEnumerable<object?> ?? []).Where(_ => value is not string).Select(item => new Node(item));

    public IEnumerable<string> Keys => Map is { } map ? map.Keys : [];

    public IEnumerable<KeyValuePair<string, Node>> Entries => Keys.Select(key => KeyValuePair.Create(key, this[key]));

    private Dictionary<string, object?>? Map =>
        (value as IDictionary<object, object>)?.ToDictionary(pair => (string)pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal);
}
