using Csss.Contracts;
using Csss.Contracts.Broker;

namespace Csss.BrokerUsers;

/// <summary>
/// From the environment: <c>ConnectionStrings__broker</c> (an administrator's, <c>amqp://user:password@host:port</c>), <c>Management__Url</c>, and
/// <c>Users__{service}__Password</c> for each service, and for each subscriber outside (<c>subscriber-…</c>). With <c>Secrets__Directory</c>, what is not set
/// is read from the file of that name in there.
/// </summary>
/// <param name="Administrator"><c>user:password</c>.</param>
/// <param name="Missing">Variables without a value that can be used.</param>
internal sealed record Settings(Uri Management, string Administrator, IReadOnlyDictionary<string, string> Passwords, IReadOnlyList<string> Missing)
{
    private const string Prefix = "Users__", Suffix = "__Password";

    public static Settings FromEnvironment(IReadOnlyList<string> services)
    {
        var missing = new List<string>();
        var broker = Address($"ConnectionStrings__{ResourceNames.Broker}", missing);
        var management = Address("Management__Url", missing);
        var passwords = services.ToDictionary(service => service, service => Value($"{Prefix}{service}{Suffix}", missing), StringComparer.Ordinal);
        var user = string.Join(':', broker.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString));
        return new Settings(management, user, passwords, missing);
    }

    /// <summary>The subscribers that have a password; a name that would reach further than its own is none.</summary>
    public static IReadOnlyList<string> Subscribers() =>
        [.. Environment.GetEnvironmentVariables().Keys.OfType<string>()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Prefix.Length + Suffix.Length)
            .Select(name => name[Prefix.Length..^Suffix.Length]).Where(BrokerPermissions.IsSubscriber).Order(StringComparer.Ordinal)];

    private static string Value(string name, List<string> missing)
    {
        var value = Environment.GetEnvironmentVariable(name) ?? FromFile(name);
        if (value.Length == 0) missing.Add(name);
        return value;
    }

    private static string FromFile(string name)
    {
        var folder = Environment.GetEnvironmentVariable("Secrets__Directory");
        var file = Path.Combine(folder ?? "", name);
        return string.IsNullOrEmpty(folder) || !File.Exists(file) ? "" : File.ReadAllText(file).Trim();
    }

    private static Uri Address(string name, List<string> missing)
    {
        if (Uri.TryCreate(Value(name, missing), UriKind.Absolute, out var address)) return address;
        if (!missing.Contains(name)) missing.Add(name);
        return new Uri("http://localhost");
    }
}
