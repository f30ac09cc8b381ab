using System.ComponentModel.DataAnnotations;

namespace Csss.Notifications.WhatsApp;

/// <summary>Section <c>WhatsApp</c>: notices through Twilio's HTTP API. Off unless a site turns it on; even then only who has agreed gets any.</summary>
internal sealed class WhatsAppOptions : IValidatableObject
{
    /// <summary>Whether notices go out at all; the site needs a contract with Twilio.</summary>
    public bool Enabled { get; set; }

    /// <summary>Twilio's API, or a regional address of it.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.twilio.com");

    /// <summary>The site's account, AC….</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>Not set: the account's own SID, with its token as the secret.</summary>
    public string ApiKeySid { get; set; } = "";

    /// <summary>The API key's secret, or the account's token.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The site's WhatsApp sender, E.164.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// By language: the content template that WhatsApp has approved; its variable 1 is the portal's address. Outside Twilio's sandbox a patient who
    /// has not written first can be sent nothing else. A language without one gets the words of this service.
    /// </summary>
    public Dictionary<string, string> ContentSids { get; } = new(StringComparer.Ordinal);

    /// <summary>Longest wait for an answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10", ErrorMessage = "WhatsApp:Timeout must be between a tenth of a second and ten seconds.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public string User => ApiKeySid.Length > 0 ? ApiKeySid : AccountSid;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enabled) yield break;

        foreach (var (name, value) in new[] { (nameof(AccountSid), AccountSid), (nameof(Secret), Secret), (nameof(From), From) })
            if (value.Length == 0) yield return new ValidationResult($"WhatsApp:Enabled is set, so WhatsApp:{name} must be.", [name]);
        if (!AccountSid.All(char.IsAsciiLetterOrDigit))
            yield return new ValidationResult("WhatsApp:AccountSid has letters and digits only.", [nameof(AccountSid)]);
        if (BaseUrl is not { IsAbsoluteUri: true } || (BaseUrl.Scheme != "https" && !BaseUrl.IsLoopback))
            yield return new ValidationResult("WhatsApp:BaseUrl must be an https address: numbers are not sent in the clear.", [nameof(BaseUrl)]);
    }
}
