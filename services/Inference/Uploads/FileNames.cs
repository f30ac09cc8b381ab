using Microsoft.Net.Http.Headers;

namespace Csss.Inference.Uploads;

/// <summary>A name to show, from a name somebody sent: no path, no control characters, not too long, never empty.</summary>
internal static class FileNames
{
    private const int Longest = 255;

    public static string Clean(ContentDispositionHeaderValue disposition)
    {
        var sent = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        var last = sent.ToString().Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(character => !char.IsControl(character))).Trim();
        return clean.Length switch
        {
            0 => "scan",
            > Longest => clean[..(char.IsHighSurrogate(clean[Longest - 1]) ? Longest - 1 : Longest)],
            _ => clean,
        };
    }
}
