using System.Text;
using System.Text.RegularExpressions;

namespace Csss.Deploy.Tests.Configuration;

/// <summary>docs/configuration.md, as the code says it should be.</summary>
internal static class Reference
{
    public const string File = "docs/configuration.md";

    private const string Head = """
        # Configuration

        Every key there is. **Made from the options classes**: `CSSS_UPDATE=1 dotnet test tests/Deploy --filter ReferenceTests` writes it anew, and `make test` fails when it is not up to date.

        A key `A:B` is the environment variable `A__B`, or a file `A__B` in the folder that `Secrets:Directory` names. `{n}` is 0, 1, 2 …; `{name}` a name. Times are `hh:mm:ss`, with days in front `d.hh:mm:ss`.
        What is wrong stops the service at its start, and the message says what to set. What the keys are for in running the system stands in [operations](operations.md) and [deploy](deploy.md).

        """;

    /// <summary>Read by ASP.NET Core, by service discovery or directly, and so in no options class.</summary>
    private static readonly (string Key, string What)[] Others =
    [
        ("ConnectionStrings:broker", "`amqp://user:password@host:port`, `amqps://` with TLS: for what section `Broker` leaves open"),
        ("services:{name}:http:{n}", "Address of replica n of another service, `http://host:port`"),
        ("Secrets:Directory", "A folder with a file a secret. Files win over everything else"),
        ("AllowedHosts", "At the gateway: the public host names, and those that it is called by inside, with `;` between"),
        ("Kestrel:Endpoints:Https:Url", "At the gateway, where it ends TLS itself: where it listens"),
        ("Kestrel:Certificates:Default:Path", "At the gateway: its certificate in PEM"),
        ("Kestrel:Certificates:Default:KeyPath", "At the gateway: the key of that in PEM"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "A collector for traces, metrics and logs. Not set: none"),
        ("Logging:LogLevel:{name}", "What is logged: `Information`, `Warning`, `Error`, `None`"),
        ("ASPNETCORE_HTTP_PORTS", "Where a service listens; 8080 in the images"),
        ("ASPNETCORE_ENVIRONMENT", "`Production`, unless set. `Development` makes demo accounts with known passwords"),
    ];

    public static string Write(IReadOnlyList<Setting> settings)
    {
        var text = new StringBuilder(Head);
        foreach (var owner in settings.GroupBy(setting => setting.Owner).OrderBy(group => group.Key.StartsWith("services/", StringComparison.Ordinal)).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## {Title(owner.Key)}\n\n| key | type | default | what |\n|---|---|---|---|\n");
            foreach (var setting in owner) text.Append($"| `{setting.Key}` | {setting.Type} | {setting.Default} | {setting.What} |\n");
        }

        text.Append("\n## In no options class\n\n| key | what |\n|---|---|\n");
        foreach (var (key, what) in Others) text.Append($"| `{key}` | {what} |\n");
        return text.ToString();
    }

    /// <summary>Whether there is such a key; <c>A__B</c> is <c>A:B</c>.</summary>
    public static bool Knows(IReadOnlyList<Setting> settings, string variable) =>
        settings.Select(setting => setting.Key).Concat(Others.Select(other => other.Key)).Any(key => Pattern(key).IsMatch(variable.Replace("__", ":", StringComparison.Ordinal)));

    private static Regex Pattern(string key) =>
        new("^" + Regex.Escape(key).Replace(@"\{n}", "[0-9]+", StringComparison.Ordinal).Replace(@"\{name}", "[A-Za-z0-9.-]+", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static string Title(string owner) => owner switch
    {
        "ServiceDefaults" => "Every service",
        "Messaging" => "Every service with the broker",
        "Storage" => "Every service that stores",
        _ => owner["services/".Length..],
    };
}
