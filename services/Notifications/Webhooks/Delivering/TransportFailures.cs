using System.Net.Sockets;
using Csss.Notifications.Webhooks.Targets;

namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>From what .NET throws to what the delivery log says.</summary>
internal static class TransportFailures
{
    public static string CodeOf(HttpRequestException exception)
    {
        var causes = Causes(exception).ToList();
        if (causes.OfType<TargetRefusedException>().Any()) return FailureCodes.AddressRefused;
        if (causes.OfType<SocketException>().FirstOrDefault() is { } socket) return CodeOf(socket.SocketErrorCode);

        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => FailureCodes.Dns,
            HttpRequestError.SecureConnectionError => FailureCodes.Tls,
            HttpRequestError.ResponseEnded => FailureCodes.ConnectionReset,
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError => FailureCodes.InvalidResponse,
            _ => causes.Exists(cause => cause is System.Security.Authentication.AuthenticationException) ? FailureCodes.Tls : FailureCodes.ConnectionFailed,
        };
    }

    private static string CodeOf(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => FailureCodes.Dns,
        SocketError.ConnectionRefused => FailureCodes.ConnectionRefused,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => FailureCodes.ConnectionReset,
        SocketError.TimedOut => FailureCodes.Timeout,
        _ => FailureCodes.ConnectionFailed,
    };

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException) yield return exception;
    }
}
