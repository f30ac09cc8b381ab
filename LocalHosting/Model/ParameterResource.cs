namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A value from outside: <c>Parameters:{name}</c> in the configuration. A secret that nobody gave is made up once (32 random bytes) and kept, readable
/// by its owner alone, in the state directory.
/// </summary>
public sealed class ParameterResource : Resource
{
    internal ParameterResource(string name, bool secret) : base(name) => Secret = secret;

    /// <summary>Whether the value must never be shown.</summary>
    public bool Secret { get; }
}
