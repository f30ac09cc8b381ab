using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Csss.Deploy.Tests.Configuration;

/// <summary>One key that may be configured.</summary>
/// <param name="Owner">The project that reads it: <c>services/Identity</c>, <c>Storage</c>.</param>
/// <param name="Type">In words an operator knows.</param>
/// <param name="Default">What holds when it is not set; empty: nothing.</param>
internal sealed record Setting(string Owner, string Key, string Type, string Default, string What);

/// <summary>Reads the options classes as they are written, with their comments: every one that is bound by <c>AddValidatedOptions</c> or <c>BindConfiguration</c>.</summary>
internal sealed class OptionsSource
{
    private static readonly string[] Blocks = ["ServiceDefaults", "Messaging", "Storage"];
    private readonly Dictionary<string, List<SyntaxNode>> _projects;

    private OptionsSource(Dictionary<string, List<SyntaxNode>> projects) => _projects = projects;

    public static IReadOnlyList<Setting> Read()
    {
        var folders = Blocks.Concat(Directory.GetDirectories(Repository.In("services")).Select(folder => "services/" + Path.GetFileName(folder)));
        var source = new OptionsSource(folders.ToDictionary(folder => folder, folder => Repository.Sources(folder).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()).ToList(), StringComparer.Ordinal));
        return [.. source._projects.Keys.SelectMany(source.OfProject).Distinct().OrderBy(setting => setting.Owner, StringComparer.Ordinal).ThenBy(setting => setting.Key, StringComparer.Ordinal)];
    }

    private IEnumerable<Setting> OfProject(string project) =>
        from root in _projects[project]
        from call in root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let name = (call.Expression as MemberAccessExpressionSyntax)?.Name
        let section = (call.ArgumentList.Arguments.FirstOrDefault()?.Expression as LiteralExpressionSyntax)?.Token.ValueText
        where section is not null && name?.Identifier.Text is "AddValidatedOptions" or "BindConfiguration"
        let generic = name as GenericNameSyntax ?? call.DescendantNodes().OfType<GenericNameSyntax>().First(inner => inner.Identifier.Text == "AddOptions")
        let type = Class(project, generic.TypeArgumentList.Arguments[0].ToString()) ?? throw new InvalidOperationException($"{generic} is bound in {project}, and its class is not found.")
        from setting in OfClass(project, type, section!, null)
        select setting;

    private IEnumerable<Setting> OfClass(string project, ClassDeclarationSyntax type, string section, InitializerExpressionSyntax? defaults)
    {
        // A section with a part for each name, such as ServiceClients:{name}:Secret.
        var dictionary = type.BaseList?.Types.Select(one => one.Type).OfType<GenericNameSyntax>().FirstOrDefault(one => one.Identifier.Text == "Dictionary");
        if (dictionary is not null)
            foreach (var inner in OfClass(project, Class(project, dictionary.TypeArgumentList.Arguments[1].ToString())!, section + ":{name}", null))
                yield return inner.What.Length > 0 ? inner : inner with { What = Comment(type) };

        foreach (var property in type.Members.OfType<PropertyDeclarationSyntax>().Where(IsSettable))
        {
            var key = $"{section}:{property.Identifier.Text}";
            var given = defaults?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(one => one.Left.ToString() == property.Identifier.Text)?.Right ?? property.Initializer?.Value;
            if (Class(project, property.Type.ToString()) is { } nested)
                foreach (var inner in OfClass(project, nested, key, (given as BaseObjectCreationExpressionSyntax)?.Initializer))
                    yield return inner with { What = $"{Comment(property)} {inner.What}".Trim() };
            else
                yield return new Setting(project, property.Type.ToString().Contains("IReadOnlyList", StringComparison.Ordinal) ? key + ":{n}" : key, Words(property.Type.ToString()), Default(property, given), What(property));
        }
    }

    private ClassDeclarationSyntax? Class(string project, string name) =>
        new[] { project }.Concat(Blocks).SelectMany(folder => _projects[folder]).SelectMany(root => root.DescendantNodes().OfType<ClassDeclarationSyntax>()).FirstOrDefault(one => one.Identifier.Text == name);

    private static bool IsSettable(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.PublicKeyword) && property.AccessorList?.Accessors.Any(one => one.Kind() is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration && one.Modifiers.Count == 0) == true;

    private static string Words(string type) => type.TrimEnd('?') switch
    {
        "string" or "IReadOnlyList<string>" => "text",
        "int" or "long" => "number",
        "double" => "decimal number",
        "bool" => "`true`, `false`",
        "TimeSpan" => "time",
        "Uri" => "address",
        var other => other,
    };

    private static string Default(PropertyDeclarationSyntax property, ExpressionSyntax? given)
    {
        // "… when not set" in the comment: another key stands in for it.
        var standsIn = Comment(property).Contains("when not set", StringComparison.Ordinal);
        if (Attribute(property, "Required") is not null && !standsIn && (given is null || Value(given) is "")) return "**must be set**";
        if (given is not null) return Value(given) is { Length: > 0 } value ? $"`{value}`" : "";
        return property.Type.ToString() switch { "bool" => "`false`", "int" or "long" => "`0`", _ => "" };
    }

    private static string Value(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => "",
        LiteralExpressionSyntax literal => Convert.ToString(literal.Token.Value, CultureInfo.InvariantCulture) is "True" or "False" ? literal.Token.Text : Convert.ToString(literal.Token.Value, CultureInfo.InvariantCulture)!,
        PrefixUnaryExpressionSyntax or BinaryExpressionSyntax => Number(expression).ToString(CultureInfo.InvariantCulture),
        CollectionExpressionSyntax { Elements.Count: 0 } => "",
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax text }] } => text.Token.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "TimeSpan" } } from } call => Time(from.Name.Identifier.Text, Number(call.ArgumentList.Arguments[0].Expression)),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "TimeSpan" } } zero when zero.Name.Identifier.Text == "Zero" => "00:00:00",
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        _ => throw new InvalidOperationException($"The default {expression} is in a form that this test does not read: teach it."),
    };

    private static double Number(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => Convert.ToDouble(literal.Token.Value, CultureInfo.InvariantCulture),
        PrefixUnaryExpressionSyntax minus => -Number(minus.Operand),
        ParenthesizedExpressionSyntax inner => Number(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LeftShiftExpression } shift => Number(shift.Left) * Math.Pow(2, Number(shift.Right)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product => Number(product.Left) * Number(product.Right),
        _ => throw new InvalidOperationException($"The number {expression} is in a form that this test does not read: teach it."),
    };

    private static string Time(string from, double value) => (from switch
    {
        "FromDays" => TimeSpan.FromDays(value),
        "FromHours" => TimeSpan.FromHours(value),
        "FromMinutes" => TimeSpan.FromMinutes(value),
        "FromSeconds" => TimeSpan.FromSeconds(value),
        "FromMilliseconds" => TimeSpan.FromMilliseconds(value),
        _ => throw new InvalidOperationException($"TimeSpan.{from} is not read by this test: teach it."),
    }).ToString("c", CultureInfo.InvariantCulture);

    private static string What(PropertyDeclarationSyntax property)
    {
        if (Comment(property) is { Length: > 0 } comment) return comment;
        // What is said when it is missing: "Smtp:Host is not set: name the mail server."
        var message = Attribute(property, "Required")?.ArgumentList?.Arguments.Select(one => one.Expression).OfType<LiteralExpressionSyntax>().FirstOrDefault()?.Token.ValueText;
        return message is null || !message.Contains(": ", StringComparison.Ordinal) ? "" : message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
    }

    private static AttributeSyntax? Attribute(PropertyDeclarationSyntax property, string name) =>
        property.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(one => one.Name.ToString() == name);

    private static string Comment(MemberDeclarationSyntax member) => SummaryText.Of(member);
}
