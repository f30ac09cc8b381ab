using System.Text.Json;
using Csss.Messaging.Outbox;
using MassTransit.Serialization;

namespace Csss.Contracts.Tests;

/// <summary>
/// What travels: the message's body as MassTransit's serialiser writes it. A changed golden file is a changed contract, and needs the consent
/// of everybody who reads it; a field may be added, none renamed, removed or given another meaning.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Contracts => [.. Samples.Types.Select(type => type.Name)];

    private static readonly JsonSerializerOptions OnTheWire = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = true };

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Each_contract_is_written_as_its_golden_file_says(string contract)
    {
        var type = Samples.Of(contract);
        var path = Path.Combine(AppContext.BaseDirectory, "golden", contract + ".json");
        var written = JsonSerializer.Serialize(Samples.Create(type), type, OnTheWire) + "\n";
        if (!File.Exists(path)) Assert.Fail($"{contract} has no golden file: add tests/Contracts/golden/{contract}.json with\n{written}");

        written.ShouldBe(File.ReadAllText(path));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Each_golden_file_is_read_back_whole(string contract)
    {
        var type = Samples.Of(contract);
        var read = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", contract + ".json")), type, OnTheWire);
        read.ShouldBeEquivalentTo(Samples.Create(type));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Each_contract_survives_the_outbox(string contract)
    {
        // The outbox's own JSON, which only the service that wrote it reads.
        var type = Samples.Of(contract);
        ContractTypes.NameOf(type).ShouldBe(type.FullName);
        ContractTypes.Find(type.FullName!).ShouldBe(type);
        var sample = Samples.Create(type);
        JsonSerializer.Deserialize(JsonSerializer.Serialize(sample, type), type).ShouldBeEquivalentTo(sample);
    }

    [Fact]
    public void A_field_of_a_later_version_is_ignored_and_a_missing_one_is_empty()
    {
        var read = JsonSerializer.Deserialize<Events.SessionRevoked>("""{"sessionId": "0199aaaa-0000-7000-8000-000000000001", "later": [1]}""", OnTheWire)!;
        read.SessionId.ShouldBe(new Guid("0199aaaa-0000-7000-8000-000000000001"));
        read.UserId.ShouldBe(Guid.Empty);
    }

    [Fact]
    public void No_golden_file_is_left_of_a_contract_that_is_gone() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "golden")).Select(Path.GetFileNameWithoutExtension)
            .Except(Samples.Types.Select(type => type.Name)).ShouldBeEmpty();
}
