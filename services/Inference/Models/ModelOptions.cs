using System.ComponentModel.DataAnnotations;

namespace Csss.Inference.Models;

/// <summary>Section <c>Models</c>: where the bundles are.</summary>
public sealed class ModelOptions
{
    /// <summary>Folder with <c>registry.json</c> and the bundles it names.</summary>
    [Required(ErrorMessage = "Models:Directory is not set: name the folder that holds registry.json and the model bundles.")]
    public string Directory { get; set; } = "";

    /// <summary>How often that folder is looked at for changes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(2);
}
