namespace Csss.LocalHosting.Running;

/// <summary>One stream for all: each line behind the coloured name of whoever wrote it.</summary>
internal sealed class Output(TextWriter writer, bool colours, int nameWidth)
{
    private static readonly int[] Palette = [36, 33, 35, 32, 34, 96, 93, 95, 92, 94];
    private readonly Lock _one = new();
    private readonly Dictionary<string, int> _colours = new(StringComparer.Ordinal);

    /// <summary>What this process has to say itself.</summary>
    public const string Host = "apphost";

    /// <summary>Colours only for a person at a terminal who has not declined them (no-color.org).</summary>
    public static Output ToConsole(IEnumerable<string> names) => new(
        Console.Out,
        !Console.IsOutputRedirected && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")),
        names.Append(Host).Max(name => name.Length));

    public void Say(string text) => Line(Host, text);

    public void Line(string name, string text)
    {
        lock (_one)
        {
            writer.Write(Coloured(name, name.PadRight(nameWidth)));
            writer.Write(" | ");
            writer.WriteLine(text);
        }
    }

    /// <summary>Columns as wide as their widest cell; the first cell of a row is a name.</summary>
    public void Table(IReadOnlyList<string[]> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => cell.PadRight(widths[column])).ToArray();
            Say(string.Join("  ", cells.Select((cell, column) => column == 0 && row != rows[0] ? Coloured(row[0], cell) : cell)).TrimEnd());
        }
    }

    private string Coloured(string name, string text)
    {
        if (!colours)
            return text;
        if (!_colours.TryGetValue(name, out var colour))
            _colours[name] = colour = name == Host ? 1 : Palette[_colours.Count % Palette.Length];
        return $"\e[{colour}m{text}\e[0m";
    }
}
