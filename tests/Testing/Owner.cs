using System.Net;
using Csss.Contracts;

namespace Csss.Testing;

/// <summary>Somebody who may own things: a user in a role, or an outside system with a scope.</summary>
public sealed record Owner
{
    /// <summary>The scopes that an administrator can give to outside systems.</summary>
    internal static readonly string[] SystemScopes = [Scopes.EventsRead, Scopes.WebhooksManage, Scopes.ResultsRead];

    /// <summary>Whom a table must tell apart: the rest are our own services.</summary>
    internal static readonly string[] Kinds = [.. Roles.All, .. SystemScopes];

    private Owner(string kind, string id) => (Kind, Id) = (kind, id);

    /// <summary>The role or the scope.</summary>
    public string Kind { get; }

    private string Id { get; }

    /// <summary>A user.</summary>
    public static Owner User(string role, Guid id) => new(role, id.ToString());

    /// <summary>An outside system.</summary>
    public static Owner System(string scope, string clientId) => new(scope, clientId);

    /// <summary>Somebody of that kind who owns nothing.</summary>
    internal static Owner Nothing(string kind) => new(kind, Guid.NewGuid().ToString());

    internal string Token(TestKeys keys) => Roles.All.Contains(Kind) ? keys.ForUser(Kind, Guid.Parse(Id)) : keys.ForClient(Id, Kind);
}

/// <summary>Whose the thing in a route is: nobody's alone without owners.</summary>
public sealed record Whose(object[] Ids, Owner[] Owners, HttpStatusCode Stranger, object? Body);
