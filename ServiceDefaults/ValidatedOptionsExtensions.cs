using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Csss.ServiceDefaults;

/// <summary>Options that are checked when the service starts, not when somebody first needs them.</summary>
public static class ValidatedOptionsExtensions
{
    /// <summary>Binds <typeparamref name="T"/> to a configuration section and validates its annotations at start.</summary>
    public static OptionsBuilder<T> AddValidatedOptions<T>(this IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
