using System.ComponentModel.DataAnnotations;

namespace Csss.ServiceDefaults.Http;

/// <summary>Section <c>ServiceClient</c>: who this service is to the others (OAuth client credentials).</summary>
public sealed class ServiceClientOptions
{
    /// <summary>Client id, for instance <c>csss-inference</c>.</summary>
    [Required(ErrorMessage = "ServiceClient:Id is not set.")]
    public string Id { get; set; } = "";

    /// <summary>Client secret; Identity knows the same one.</summary>
    [Required(ErrorMessage = "ServiceClient:Secret is not set.")]
    public string Secret { get; set; } = "";
}
