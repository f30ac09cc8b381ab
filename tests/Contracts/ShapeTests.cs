using System.Reflection;
using System.Runtime.CompilerServices;

namespace Csss.Contracts.Tests;

public sealed class ShapeTests
{
    /// <summary>Nothing that names, describes or reaches a person may travel.</summary>
    private static readonly string[] Personal =
        ["Name", "Email", "Address", "Phone", "Birth", "Note", "Finding", "Impression", "Recommendation", "Comment", "Image", "Password", "Passphrase", "Text"];

    /// <summary>The model's name, not a person's.</summary>
    private static readonly string[] Impersonal = ["ModelName"];

    private static readonly Type[] Plain = [typeof(Guid), typeof(string), typeof(int), typeof(decimal), typeof(bool), typeof(DateTimeOffset)];

    public static TheoryData<string> Contracts => [.. Samples.Types.Select(type => type.Name)];

    [Fact]
    public void All_of_EVENTS_md_are_there() =>
        Samples.Types.Select(type => type.Name).Order(StringComparer.Ordinal).ShouldBe(
        [
            "AccessRecorded", "CareGranted", "ClassifyScan", "EmailReport", "PredictionCompleted", "PredictionFailed", "PrescriptionDispensed", "PrescriptionIssued",
            "ReportDeliveryFailed", "ReportEmailed", "ReportGenerated", "ScanRejected", "ScanUploaded", "SendAccountMail", "SessionRevoked", "UserChanged",
            "UserRegistered", "UserRemoved",
        ]);

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_contract_is_a_sealed_flat_record_without_behaviour(string contract)
    {
        var type = Samples.Of(contract);
        type.IsSealed.ShouldBeTrue();
        type.BaseType.ShouldBe(typeof(object));
        type.GetMethod("<Clone>$").ShouldNotBeNull("it is a record");
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute))).ShouldBeEmpty();
        foreach (var property in Properties(type))
        {
            var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            (Plain.Contains(inner) || inner == typeof(IReadOnlyDictionary<string, decimal>)).ShouldBeTrue($"{contract}.{property.Name} is not flat");
            property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().ShouldContain(typeof(IsExternalInit), $"{contract}.{property.Name} can be changed");
        }
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void No_field_is_about_a_person(string contract) =>
        Properties(Samples.Of(contract)).Select(property => property.Name).Except(Impersonal)
            .Where(name => Personal.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Events_are_in_the_past_tense_and_commands_are_not(string contract)
    {
        var past = contract.EndsWith("ed", StringComparison.Ordinal);
        past.ShouldBe(Samples.Of(contract).Namespace == "Csss.Contracts.Events");
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Every_event_tells_when(string contract)
    {
        var type = Samples.Of(contract);
        if (type.Namespace == "Csss.Contracts.Events")
            Properties(type).ShouldContain(property => property.PropertyType == typeof(DateTimeOffset) && property.Name.EndsWith("At", StringComparison.Ordinal));
    }

    [Fact]
    public void Contracts_needs_nothing_but_the_runtime() =>
        typeof(Ids).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard");

    [Fact]
    public void Ids_sort_by_time()
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 50).Select(number => Ids.New(at.AddMilliseconds(number))).ToList();
        ids.Select(id => id.ToString()).Order(StringComparer.Ordinal).ShouldBe(ids.Select(id => id.ToString()));
        Ids.New().Version.ShouldBe(7);
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties().Where(property => property.Name != "EqualityContract");
}
