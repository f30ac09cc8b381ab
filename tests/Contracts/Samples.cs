using System.Collections;
using System.Reflection;

namespace Csss.Contracts.Tests;

/// <summary>One filled-in instance of each contract, made from its constructor: a new field is in it without anybody's doing.</summary>
internal static class Samples
{
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(Ids).Assembly.GetExportedTypes()
            .Where(type => type.Namespace is "Csss.Contracts.Events" or "Csss.Contracts.Commands" && type is { IsAbstract: false, IsClass: true })
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static Type Of(string name) => Types.Single(type => type.Name == name);

    public static object Create(Type type)
    {
        var constructor = type.GetConstructors().Single(candidate => candidate.GetParameters().Length > 0);
        var number = 0;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter, ++number))]);
    }

    private static object Value(ParameterInfo parameter, int number) => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) switch
    {
        var type when type == typeof(Guid) => new Guid($"0199aaaa-0000-7000-8000-{number:D12}"),
        var type when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 23, 8, 9, 10, 123, TimeSpan.Zero).AddTicks(4567),
        var type when type == typeof(string) => char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..] + "-" + number,
        var type when type == typeof(int) => number,
        var type when type == typeof(decimal) => 88.41m,
        var type when type == typeof(bool) => true,
        var type when typeof(IEnumerable).IsAssignableFrom(type) => new Dictionary<string, decimal>(StringComparer.Ordinal) { ["COVID-19"] = 11.59m, ["Normal"] = 88.41m },
        var type => throw new NotSupportedException($"{parameter.Member.DeclaringType!.Name}.{parameter.Name} is a {type.Name}: contracts hold ids, times, texts and numbers."),
    };
}
