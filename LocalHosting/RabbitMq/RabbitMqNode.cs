using System.Security.Cryptography;
using System.Text;
using Csss.LocalHosting.Installation;
using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.RabbitMq;

/// <summary>
/// One node, all of whose files lie in one folder. It listens on loopback alone, with the port of Erlang's distribution too, and has a name
/// service of its own: so nodes of several app hosts live side by side, each with the same name, and a state directory can be moved.
/// </summary>
internal sealed class RabbitMqNode(string folder)
{
    // Debian's wrapper in /usr/sbin changes user, and so cannot be used for a private node.
    private static readonly string[] Places = ["/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/rabbitmq/sbin/rabbitmq-server"];

    public static string Program => Places.FirstOrDefault(Programs.Exists) ?? Places[0];

    public required int AmqpPort { get; init; }

    public required int DistributionPort { get; init; }

    public required int NameServicePort { get; init; }

    public required int? ManagementPort { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public Launch Launch => new(Program, [], folder)
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["RABBITMQ_NODENAME"] = "broker@localhost",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = folder,
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.config"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null", // not the machine-wide settings in /etc
            ["RABBITMQ_DIST_PORT"] = $"{DistributionPort}",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["RABBITMQ_LOG"] = "-color",
            ["RUNNING_UNDER_SYSTEMD"] = "true", // makes the script exec: the process we supervise is the node itself
            ["ERL_EPMD_PORT"] = $"{NameServicePort}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["HOME"] = folder,
            ["LANG"] = "C.UTF-8",
        },
    };

    public void WriteFiles()
    {
        StateDirectory.WritePrivate(Path.Combine(folder, "enabled_plugins"), ManagementPort is null ? "[]." : "[rabbitmq_management].");
        StateDirectory.WritePrivate(Path.Combine(folder, "rabbitmq.config"), Configuration());

        // Whoever knows the cookie may do anything to the node.
        var cookie = Path.Combine(folder, ".erlang.cookie");
        if (!File.Exists(cookie))
            StateDirectory.WritePrivate(cookie, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>Erlang terms: the newer format is translated by a second program at every start. The default user is made with the database.</summary>
    private string Configuration() => $$"""
        [{rabbit, [
            {tcp_listeners, [{"127.0.0.1", {{AmqpPort}}}]},
            {default_user, {{Binary(User)}}},
            {default_pass, {{Binary(Password)}}},
            {log, [{console, [{enabled, true}, {level, info}]}, {file, [{file, false}]}]}
         ]},
         {rabbitmq_management, [{tcp_config, [{ip, "127.0.0.1"}, {port, {{ManagementPort ?? 0}}}]}]}
        ].
        """;

    /// <summary>As bytes, so that nothing in it needs quoting.</summary>
    private static string Binary(string text) => $"<<{string.Join(',', Encoding.UTF8.GetBytes(text))}>>";
}
