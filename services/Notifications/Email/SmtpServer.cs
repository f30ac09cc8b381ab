using System.Globalization;
using System.Net.Sockets;
using Csss.Notifications.Deliveries;
using Csss.ServiceDefaults.Transport;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Csss.Notifications.Email;

/// <summary>Hands a message to the mail server; returns once the server has accepted it.</summary>
internal sealed partial class SmtpServer(IOptions<SmtpOptions> options, ILogger<SmtpServer> logger)
{
    /// <exception cref="DeliveryException">The server refused it, for good or for now, or is not there.</exception>
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = CreateClient();
        try
        {
            await client.ConnectAsync(options.Value.Host, options.Value.Port, options.Value.Security!.Value, cancellationToken);
            if (options.Value.User.Length > 0)
                await client.AuthenticateAsync(options.Value.User, options.Value.Password, cancellationToken);
            await client.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException exception) when (IsAboutThisMail(exception))
        {
            throw new DeliveryException(
                exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? DeliveryCodes.RecipientRejected : DeliveryCodes.SmtpRejected, isPermanent: true, Describe(exception));
        }
        catch (SmtpCommandException exception)
        {
            throw new DeliveryException(DeliveryCodes.SmtpUnavailable, isPermanent: false, Describe(exception));
        }
        catch (Exception exception) when (IsTransport(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException(DeliveryCodes.SmtpUnavailable, isPermanent: false, exception.GetType().Name);
        }

        await SayGoodbyeAsync(client, cancellationToken);
    }

    private SmtpClient CreateClient()
    {
        var client = new SmtpClient { Timeout = (int)options.Value.Timeout.TotalMilliseconds };
        if (options.Value.AuthorityFile is not { Length: > 0 } file) return client;

        // A hospital's own authority seldom has a revocation service that this machine could ask.
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = PinnedAuthority.Validation(file);
        return client;
    }

    /// <summary>5xx for the recipient or the message. A refused sender or login is our configuration's fault: put right, the mail goes out.</summary>
    private static bool IsAboutThisMail(SmtpCommandException exception) =>
        (int)exception.StatusCode >= 500 && exception.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);

    private static bool IsTransport(Exception exception) =>
        exception is SocketException or IOException or TimeoutException or OperationCanceledException or ProtocolException
            or AuthenticationException or SslHandshakeException or NotSupportedException;

    /// <summary>The codes, not the server's text, which may quote the address.</summary>
    private static string Describe(SmtpCommandException exception) =>
        string.Create(CultureInfo.InvariantCulture, $"{exception.ErrorCode} {(int)exception.StatusCode}");

    private async Task SayGoodbyeAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (IsTransport(exception) || exception is SmtpCommandException)
        {
            // The mail is accepted; how the connection ends changes nothing.
            LogHungUp(logger, exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The mail server did not say goodbye: {Exception}")]
    private static partial void LogHungUp(ILogger logger, string exception);
}
