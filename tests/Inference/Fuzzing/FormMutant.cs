using System.Text;

namespace Csss.Inference.Tests.Fuzzing;

/// <summary>An upload as bytes on the wire, spoiled: its parts, their headers, the boundary, or how long it says it is.</summary>
/// <param name="What">What was done to it.</param>
/// <param name="Headers">Of the request, each ended by CR LF, without the blank line.</param>
/// <param name="Body">What follows them.</param>
/// <param name="Framed">Whether the body is as long as the headers say; otherwise there may be no answer to read.</param>
internal sealed record FormMutant(string What, string Headers, byte[] Body, bool Framed)
{
    private static readonly byte[] Picture = TestImages.Pattern(96, 80).Png();

    public static FormMutant Of(int seed, int index, Guid patient)
    {
        var chance = new Chance(seed ^ 0x5A5A5A, index);
        var parts = new List<(string Headers, byte[] Content)>
        {
            (Disposition("\"patient_id\""), Encoding.ASCII.GetBytes(patient.ToString())),
            (Disposition("\"modality\""), "chest_xray"u8.ToArray()),
            (Disposition("\"notes\""), "cough"u8.ToArray()),
            (Disposition("\"file\"; filename=\"scan.png\"") + "Content-Type: image/png\r\n", Picture),
        };
        var what = new List<string>();
        for (var times = 1 + chance.Below(2); times > 0; times--) Spoil(parts, chance, what, patient);
        var boundary = chance.In(12) ? chance.Of(FormTricks.Boundaries) : "----csss7MA4YWxkTrZu0gW";
        var body = Write(parts, boundary, chance, what);
        if (chance.In(4)) body = Blind(body, chance, what);
        var type = chance.In(15) ? chance.Of(FormTricks.ContentTypes) : $"multipart/form-data; boundary={(chance.In(3) ? $"\"{boundary}\"" : boundary)}";
        return Framing(type, body, chance, what);
    }

    private static string Disposition(string name) => $"Content-Disposition: form-data; name={name}\r\n";

    private static void Spoil(List<(string Headers, byte[] Content)> parts, Chance chance, List<string> what, Guid patient)
    {
        if (parts.Count == 0) return;
        var kind = chance.Of(["order", "part lost", "part twice", "many parts", "header", "header", "file name", "file name", "file name", "field", "field", "name", "patient", "nested"]);
        what.Add(kind);
        var at = chance.Below(parts.Count);
        switch (kind)
        {
            case "order": parts.Sort((_, _) => chance.Below(3) - 1); break;
            case "part lost": parts.RemoveAt(at); break;
            case "part twice": parts.Add(parts[at]); break;
            case "many parts": parts.AddRange(Enumerable.Repeat(parts[at], 60 + chance.Below(40))); break;
            case "header": parts[at] = (chance.In(2) ? parts[at].Headers + chance.Of(FormTricks.PartHeaders) : chance.Of(FormTricks.PartHeaders) + parts[at].Headers, parts[at].Content); break;
            case "file name": parts[at] = (Disposition("\"file\"; " + chance.Of(FormTricks.FileNames)), Picture); break;
            case "field": parts[at] = (Disposition(chance.Of(["\"notes\"", "\"modality\"", "\"other\""])), chance.Of(FormTricks.FieldContents)); break;
            case "name": parts[at] = (Disposition(chance.Of(FormTricks.Names)), parts[at].Content); break;
            case "patient": parts[0] = (Disposition("\"patient_id\""), Encoding.UTF8.GetBytes(chance.Of([patient.ToString("B"), patient.ToString("X"), Guid.Empty.ToString(), "1", "' OR 1=1", patient + "\0", new string('a', 17_000)]))); break;
            default: parts[at] = (parts[at].Headers + "Content-Type: multipart/mixed; boundary=inner\r\n", "--inner\r\nContent-Disposition: file; filename=\"a.png\"\r\n\r\nx\r\n--inner--"u8.ToArray()); break;
        }
    }

    private static byte[] Write(List<(string Headers, byte[] Content)> parts, string boundary, Chance chance, List<string> what)
    {
        var (line, end) = (chance.In(12) ? chance.Of(["\n", "\r", "\r\n\r\n", "\r\n "]) : "\r\n", chance.In(8) ? chance.Of(["", "\r\n", "\r\n--", "--X", "\r\n--other--\r\n"]) : $"\r\n--{boundary}--\r\n");
        using var body = new MemoryStream();
        void Add(string text) => body.Write(Encoding.Latin1.GetBytes(text));
        if (chance.In(8)) Add(chance.Of(["preamble\r\n", new string('p', 9000) + "\r\n", "\r\n\r\n", "\0"]));
        for (var part = 0; part < parts.Count; part++)
        {
            Add($"{(part == 0 ? "" : line)}--{boundary}{line}{parts[part].Headers}{line}");
            body.Write(parts[part].Content);
        }

        Add(end);
        if (chance.In(10)) Add(new string('e', chance.Below(100_000)));
        if (line != "\r\n") what.Add("line ends");
        return body.ToArray();
    }

    private static byte[] Blind(byte[] body, Chance chance, List<string> what)
    {
        var (a, b) = (chance.Below(body.Length), chance.Below(body.Length));
        var (from, to) = (Math.Min(a, b), Math.Max(a, b));
        what.Add("blind");
        switch (chance.Below(5))
        {
            case 0: return body[..a];
            case 1: return [.. body[..from], .. body[to..]];
            case 2: return [.. body[..to], .. body[from..]];
            default:
                var copy = (byte[])body.Clone();
                for (var times = 1 + chance.Below(6); times > 0 && copy.Length > 0; times--) copy[chance.Below(Math.Min(copy.Length, chance.In(2) ? 600 : copy.Length))] ^= (byte)(1 << chance.Below(8));
                return copy;
        }
    }

    private static FormMutant Framing(string type, byte[] body, Chance chance, List<string> what)
    {
        string Length(object length) => $"Content-Type: {type}\r\nContent-Length: {length}\r\n";
        FormMutant Broken(string kind, string headers, byte[] sent) => new(string.Join(", ", what.Append(kind)), headers, sent, Framed: false);

        return chance.Below(40) switch
        {
            0 => Broken("cut in its body", Length(body.Length), body[..chance.Below(body.Length)]),
            1 => Broken("longer than it says", Length(chance.Below(body.Length)), body),
            2 => Broken("no length", $"Content-Type: {type}\r\n", body),
            3 => Broken("impossible length", Length(chance.Of<object>(["-1", "x", "1e3", "99999999999999999999", "2147483648", "0x10", ""])), body),
            4 => Broken("two lengths", Length(body.Length) + $"Content-Length: {body.Length + 1}\r\n", body),
            5 => Broken("length and chunks", Length(body.Length) + "Transfer-Encoding: chunked\r\n", body),
            6 => Broken("broken chunks", $"Content-Type: {type}\r\nTransfer-Encoding: chunked\r\n", [.. Encoding.ASCII.GetBytes(chance.Of(["FFFFFFFF\r\n", "-1\r\n", "zz\r\n", "10\r\n", "0\r\n\r\n", "\r\n"])), .. body]),
            7 => Broken("odd request header", Length(body.Length) + chance.Of(["Prefer: wait=99999999999999999999\r\n", "Prefer: wait=0\r\n", "Content-Encoding: gzip\r\n", "X: " + new string('h', 40_000) + "\r\n", "a\0b: c\r\n", " folded\r\n", "Prefer: wait=\u00ff,,;=;wait\r\n"]), body),
            _ => new FormMutant(string.Join(", ", what), Length(body.Length), body, Framed: true),
        };
    }
}
