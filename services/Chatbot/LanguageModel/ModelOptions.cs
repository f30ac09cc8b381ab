using System.ComponentModel.DataAnnotations;

namespace Csss.Chatbot.LanguageModel;

/// <summary>Section <c>LanguageModel</c>: a model of the site's own that words the answers, behind any OpenAI-compatible endpoint. Without an endpoint there is none.</summary>
internal sealed class ModelOptions : IValidatableObject
{
    /// <summary>Base address, for instance <c>http://ollama:11434/v1</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name at that endpoint.</summary>
    public string Model { get; set; } = "";

    /// <summary>Key of the endpoint; any text where it wants none.</summary>
    public string ApiKey { get; set; } = "none";

    /// <summary>After this long the retrieved passages are the answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:50", ErrorMessage = "LanguageModel:Timeout is between 100 ms and 50 s.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")))
            yield return new ValidationResult("LanguageModel:Endpoint is not an http or https address.", [nameof(Endpoint)]);
        if (Endpoint is not null && string.IsNullOrWhiteSpace(Model))
            yield return new ValidationResult("LanguageModel:Model is not set: name the model that the endpoint serves.", [nameof(Model)]);
    }
}
