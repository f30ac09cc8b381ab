using Csss.Contracts.PublicEvents;
using Csss.Notifications.Webhooks.Targets;
using Csss.ServiceDefaults.Problems;

namespace Csss.Notifications.Webhooks;

/// <summary>What a client gives to be told of events.</summary>
internal sealed record WebhookRequest(string? Url, IReadOnlyList<string>? Events)
{
    public const int LongestUrl = 2000;

    public string[] GivenEvents => [.. (Events ?? []).Distinct(StringComparer.Ordinal)];

    /// <summary>400 for what makes no sense, 422 for where we do not call.</summary>
    public async Task<ApiProblem?> ProblemAsync(TargetRules targets, WebhookOptions options, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var url = Parse(Url);
        if (url is null) errors["url"] = [$"An absolute http or https address of at most {LongestUrl} characters, without a user, a password or a fragment."];
        if (GivenEvents.Length == 0 || !GivenEvents.All(EventTypes.All.Contains)) errors["events"] = [$"At least one of: {string.Join(", ", EventTypes.All)}."];
        if (url is null || errors.Count > 0) return ApiProblem.Invalid(errors);

        if (url.Scheme != Uri.UriSchemeHttps && !options.AllowPrivateTargets) return ApiProblem.Refused("https_required", "A webhook's address begins with https.");
        return await targets.RefusesAsync(url.IdnHost, cancellationToken)
            ? ApiProblem.Refused("target_refused", "No webhook may have that address: it is this machine's, a private network's or a link-local one.")
            : null;
    }

    private static Uri? Parse(string? text) =>
        text is { Length: > 0 and <= LongestUrl } && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url is { UserInfo.Length: 0, Fragment.Length: 0, Host.Length: > 0 } ? url : null;
}
