namespace Csss.Contracts;

/// <summary>OAuth scopes. The internal ones are never granted to a client from outside.</summary>
public static class Scopes
{
    /// <summary>Read the event feed.</summary>
    public const string EventsRead = "events:read";

    /// <summary>Manage one's own webhooks.</summary>
    public const string WebhooksManage = "webhooks:manage";

    /// <summary>Read results by scan id.</summary>
    public const string ResultsRead = "results:read";

    /// <summary>Internal: look a user up (<c>GET /internal/users/{id}</c>).</summary>
    public const string UsersRead = "internal:users";

    /// <summary>Internal: who is in whose care (<c>GET /internal/care</c>).</summary>
    public const string CareRead = "internal:care";

    /// <summary>Internal: what an outside client may do (<c>GET /internal/clients/{client_id}</c>).</summary>
    public const string ClientsRead = "internal:clients";

    /// <summary>Internal: revoked sessions (<c>GET /internal/revocations</c>).</summary>
    public const string RevocationsRead = "internal:revocations";

    /// <summary>Internal: scans and their images (<c>GET /internal/scans/{id}</c>).</summary>
    public const string ScansRead = "internal:scans";

    /// <summary>Internal: encrypted report files (<c>GET /internal/reports/{id}/pdf</c>).</summary>
    public const string ReportsRead = "internal:reports";
}
