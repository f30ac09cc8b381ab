using System.Text.Json;

namespace Csss.Chatbot.Languages;

/// <summary>Data that is embedded in the binary: articles, rules, word lists, wording.</summary>
internal static class Resource
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Names under a folder, without it: <c>en/lung-opacity</c>.</summary>
    public static IEnumerable<string> Names(string folder) => typeof(Resource).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal)).Select(name => name[(folder.Length + 1)..]).Order(StringComparer.Ordinal);

    public static string Text(string folder, string name)
    {
        using var reader = new StreamReader(Open(folder, name));
        return reader.ReadToEnd();
    }

    /// <summary>One for each language.</summary>
    /// <exception cref="InvalidOperationException">A language is missing, or its file cannot be read.</exception>
    public static IReadOnlyDictionary<string, T> OfEachLanguage<T>(string folder) => Language.All.ToDictionary(language => language, language =>
    {
        try
        {
            using var stream = Open(folder, language);
            return JsonSerializer.Deserialize<T>(stream, Json)!;
        }
        catch (JsonException fault)
        {
            throw new InvalidOperationException($"{folder}/{language}.json cannot be read: {fault.Message}", fault);
        }
    }, StringComparer.Ordinal);

    private static Stream Open(string folder, string name) =>
        typeof(Resource).Assembly.GetManifestResourceStream($"{folder}/{name}") ?? throw new InvalidOperationException($"{folder}/{name} is not in the binary.");
}
