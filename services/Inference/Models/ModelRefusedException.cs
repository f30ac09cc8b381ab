namespace Csss.Inference.Models;

/// <summary>A bundle that will not be served. The message is for the operator.</summary>
internal sealed class ModelRefusedException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The registry names a model for this modality, but it could not be loaded.</summary>
internal sealed class ModelUnavailableException(string modality) : Exception($"The model for {modality} is not loaded; see /health and the log.");
