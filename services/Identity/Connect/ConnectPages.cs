using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Csss.Identity.Connect;

/// <summary>
/// The pages a person sees: plain HTML that works with a screen reader, a keyboard and without script. There is none on them, and the one style sheet is named by
/// its hash, so that nothing else could run.
/// </summary>
internal static class ConnectPages
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b2733;--ground:#f3f6f9;--card:#fff;--line:#5b6b7b;--accent:#0b5cad;--on-accent:#fff;--ring:#b45309;--wrong:#b3261e;--wrong-ground:#fdecea}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--ground:#0d1520;--card:#172231;--line:#8fa3b5;--accent:#7cb8ff;--on-accent:#08182a;--ring:#f5a623;--wrong:#ff8a80;--wrong-ground:#3a1614}}
        body{font:1.0625rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);margin:1rem;overflow-wrap:anywhere}
        main{box-sizing:border-box;max-width:30rem;margin:0 auto;padding:1.5rem;background:var(--card);border-radius:.5rem;box-shadow:0 1px 4px #0003}
        @media(min-width:40rem){main{margin-top:4rem;padding:2rem}}
        h1{font-size:1.375rem;line-height:1.3;margin-top:0}
        label{display:block;margin:1rem 0 .35rem;font-weight:600}
        input{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.3rem}
        .choice{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0 0}
        button{min-height:2.75rem;padding:.6rem 1.2rem;font:inherit;border:1px solid var(--accent);border-radius:.3rem;background:var(--accent);color:var(--on-accent);cursor:pointer}
        button.plain{background:var(--card);color:var(--accent)}
        :focus-visible{outline:3px solid var(--ring);outline-offset:2px}
        .error{padding:.7rem;border-left:4px solid var(--wrong);background:var(--wrong-ground)}
        """;

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    public static IResult Login(ConnectTicket ticket, string sealedTicket, bool failed) => Page(ticket.RedirectOrigin, failed ? 401 : 200, "Sign in", $"""
        <h1>Sign in to CSSS</h1>
        <p>to continue to <strong>{Text(ticket.Application)}</strong></p>
        {(failed ? """<p class="error" role="alert">The e-mail address or the password is wrong, or the account cannot log in.</p>""" : "")}
        <form method="post" action="/connect/login">
        {Hidden(ConnectTickets.Field, sealedTicket)}
        <label for="email">E-mail address</label><input id="email" name="email" type="email" autocomplete="username" required autofocus>
        <label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
        <p class="choice"><button>Sign in</button></p>
        </form>
        """);

    public static IResult Code(ConnectTicket ticket, string sealedTicket, bool failed) => Page(ticket.RedirectOrigin, failed ? 401 : 200, "Enter your code", $"""
        <h1>Enter your code</h1>
        <p>to continue to <strong>{Text(ticket.Application)}</strong>: the six digits from your e-mail or your authenticator, or a recovery code.</p>
        {(failed ? """<p class="error" role="alert">That code is wrong, used or too old.</p>""" : "")}
        <form method="post" action="/connect/code">
        {Hidden(ConnectTickets.Field, sealedTicket)}
        <label for="otp">Code</label><input id="otp" name="otp" autocomplete="one-time-code" required autofocus>
        <p class="choice"><button>Continue</button></p>
        </form>
        """);

    /// <param name="name">Of the user, so that they see whose account it is.</param>
    public static IResult Consent(ConnectTicket ticket, string sealedTicket, string name) => Page(ticket.RedirectOrigin, 200, "Allow access", $"""
        <h1>Allow {Text(ticket.Application)} to know who you are?</h1>
        <p>You are signed in as <strong>{Text(name)}</strong>. The application will learn:</p>
        <ul>{string.Concat(Learns(ticket).Select(what => $"<li>{what}</li>"))}</ul>
        <p>It gets no access to scans, reports or prescriptions. You will be sent to {Text(ticket.RedirectOrigin)}.</p>
        <form method="post" action="/connect/authorize">
        {Hidden(ConnectTickets.Field, sealedTicket)}{string.Concat(ticket.Parameters.Select(parameter => Hidden(parameter.Key, parameter.Value)))}
        <p class="choice"><button name="decision" value="allow">Allow</button><button class="plain" name="decision" value="deny">Cancel</button></p>
        </form>
        """);

    public static IResult Expired() => Page(redirectOrigin: null, 400, "Start again", """
        <h1>Please start again</h1>
        <p class="error" role="alert">This page is too old, or was opened in another browser. Go back to the application and sign in from there.</p>
        """);

    /// <summary>For a request that is not to be answered to any application, because it is not known to come from one: the person who was sent here is told.</summary>
    /// <param name="error">As in RFC 6749, for whoever runs the application.</param>
    public static IResult NotTheApplications(string error) => Page(redirectOrigin: null, 400, "Cannot sign in", $"""
        <h1>You cannot sign in from there</h1>
        <p class="error" role="alert">The application that sent you here is not known, or asked in a way that is not allowed. You have not been signed in, and it has learned nothing.</p>
        <p>Tell whoever runs the application: <code>{Text(error)}</code>.</p>
        """);

    private static IEnumerable<string> Learns(ConnectTicket ticket)
    {
        yield return "an id that stands for you";
        if (ticket.Scopes.Contains("profile")) yield return "your name and your role";
        if (ticket.Scopes.Contains("email")) yield return "your e-mail address";
    }

    /// <summary>Browsers hold a form to <c>form-action</c> also where its answer redirects to: hence the application's origin.</summary>
    private static IResult Page(string? redirectOrigin, int status, string title, string body) => new HtmlPage(
        status, $"default-src 'none'; style-src 'sha256-{StyleHash}'; form-action 'self' {redirectOrigin}; frame-ancestors 'none'; base-uri 'none'", $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title} · CSSS</title><style>{Style}</style></head>
        <body><main>{body}</main></body></html>
        """);

    private static string Hidden(string name, string value) => $"""<input type="hidden" name="{Text(name)}" value="{Text(value)}">""";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
