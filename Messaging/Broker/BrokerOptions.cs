using System.ComponentModel.DataAnnotations;
using System.Net.Security;
using System.Security.Authentication;
using Csss.Contracts;
using Csss.ServiceDefaults.Transport;
using MassTransit;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;
using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace Csss.Messaging.Broker;

/// <summary>
/// Section <c>Broker</c>: where the broker is and who this service is to it. What is not set there is taken from
/// <c>ConnectionStrings:broker</c>, <c>amqp://user:password@host:port</c>, or <c>amqps://</c> for TLS.
/// </summary>
internal sealed class BrokerOptions : IValidatableObject
{
    private const string Plain = "amqp", Encrypted = "amqps";

    /// <summary>Name or address of the broker.</summary>
    public string Host { get; set; } = "";

    /// <summary>5672, or 5671 with TLS, when not set.</summary>
    [Range(0, 65_535, ErrorMessage = "Broker:Port must be 1 to 65535.")]
    public int Port { get; set; }

    /// <summary>RabbitMQ's virtual host.</summary>
    public string VirtualHost { get; set; } = "/";

    /// <summary>This service's own user: see BrokerPermissions in Contracts.</summary>
    public string User { get; set; } = "";

    /// <summary>That user's password.</summary>
    public string Password { get; set; } = "";

    /// <summary>Whether the connection has TLS, as with <c>amqps://</c>.</summary>
    public bool Tls { get; set; }

    /// <summary>PEM file: the only authorities whose certificates are believed. Not set: the machine's.</summary>
    public string? AuthorityFile { get; set; }

    public int PortOrDefault => Port > 0 ? Port : Tls ? 5671 : 5672;

    /// <summary>Reads the section, and the connection string for what it leaves open.</summary>
    public static void Read(BrokerOptions options, IConfiguration configuration)
    {
        if (configuration.GetConnectionString(ResourceNames.Broker) is not { Length: > 0 } text || !Uri.TryCreate(text, UriKind.Absolute, out var address)) return;
        if (address.Scheme is not (Plain or Encrypted)) return;

        var user = address.UserInfo.Split(':', 2);
        if (options.Host.Length == 0) (options.Host, options.Port) = (address.Host, address.IsDefaultPort ? 0 : address.Port);
        if (options.User.Length == 0 && user.Length == 2) (options.User, options.Password) = (Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user[1]));
        if (options.VirtualHost == "/" && address.AbsolutePath.Length > 1) options.VirtualHost = Uri.UnescapeDataString(address.AbsolutePath[1..]);
        options.Tls |= address.Scheme == Encrypted;
    }

    public void Apply(IRabbitMqHostConfigurator host, LoginFirst login)
    {
        host.OnRefreshConnectionFactory = login.TryAsync;
        host.Username(User);
        host.Password(Password);
        if (!Tls) return;
        host.UseSsl(ssl =>
        {
            ssl.ServerName = Host;
            ssl.Protocol = SslProtocols.None; // the system's choice, which is TLS 1.2 or 1.3
            ssl.CertificateValidationCallback = PinnedAuthority.Validation(AuthorityFile);
        });
    }

    /// <summary>For what speaks to the broker past MassTransit.</summary>
    public ConnectionFactory CreateFactory() => new()
    {
        HostName = Host,
        Port = PortOrDefault,
        VirtualHost = VirtualHost,
        UserName = User,
        Password = Password,
        Ssl = new SslOption
        {
            Enabled = Tls,
            ServerName = Host,
            CertificateValidationCallback = PinnedAuthority.Validation(AuthorityFile),
        },
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host.Length == 0)
            yield return new ValidationResult("The broker is not configured: set ConnectionStrings:broker to amqp://user:password@host:port (amqps:// for TLS), or Broker:Host, Broker:User and Broker:Password.");
        if (AuthorityFile is { Length: > 0 } && !File.Exists(AuthorityFile))
            yield return new ValidationResult($"Broker:AuthorityFile names {AuthorityFile}, which is not there.");
        if (AuthorityFile is { Length: > 0 } && !Tls)
            yield return new ValidationResult("Broker:AuthorityFile is set, but the connection has no TLS: use amqps:// or set Broker:Tls.");
    }
}
