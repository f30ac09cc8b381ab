using System.Net;
using System.Text;

namespace Csss.Notifications.Email;

/// <summary>What a mail says: the same words as plain text and as simple HTML. Nobody's name and nothing clinical.</summary>
internal sealed record MailText(string Subject, IReadOnlyList<MailLine> Lines)
{
    private const string Footer = "This mail was sent by a machine; answers are not read.";

    public string ToPlain() => string.Join("\r\n\r\n", Lines.Select(line => line.Text)) + "\r\n\r\n--\r\n" + Footer + "\r\n";

    public string ToHtml()
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
            .Append(WebUtility.HtmlEncode(Subject))
            .Append("</title></head><body style=\"font-family:sans-serif;line-height:1.5;max-width:36em\">");
        foreach (var line in Lines) html.Append(line.ToHtml());
        return html.Append("<hr><p style=\"color:gray;font-size:small\">").Append(Footer).Append("</p></body></html>").ToString();
    }
}

/// <summary>A paragraph.</summary>
internal sealed record MailLine(string Text, MailLineKind Kind = MailLineKind.Paragraph)
{
    public static MailLine Link(Uri address) => new(address.ToString(), MailLineKind.Link);

    public static MailLine Code(string code) => new(code, MailLineKind.Code);

    public string ToHtml()
    {
        var text = WebUtility.HtmlEncode(Text);
        return Kind switch
        {
            MailLineKind.Link => $"<p><a href=\"{text}\">{text}</a></p>",
            MailLineKind.Code => $"<p style=\"font-family:monospace;font-size:x-large;letter-spacing:.1em;word-break:break-all\">{text}</p>",
            _ => $"<p>{text}</p>",
        };
    }
}

/// <summary>How a paragraph looks in HTML.</summary>
internal enum MailLineKind
{
    Paragraph,
    Link,
    Code,
}
