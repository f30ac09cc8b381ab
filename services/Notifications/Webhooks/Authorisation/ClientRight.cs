namespace Csss.Notifications.Webhooks.Authorisation;

/// <summary>Whether a client may be told of events at this moment.</summary>
internal enum ClientRight
{
    /// <summary>Identity does not say: nothing is sent, and nothing is lost.</summary>
    Unknown,

    Granted,

    Denied,
}
