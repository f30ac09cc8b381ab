using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Csss.Contracts;
using Csss.Contracts.Events;
using Csss.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.Chatbot.Tests;

public sealed class ConversationTests(ChatbotApplication app) : IClassFixture<ChatbotApplication>
{
    [Fact]
    public async Task What_was_said_can_be_read_again_by_its_owner_and_goes_on()
    {
        var owner = Ids.New();
        var first = await app.AskAsync("What does lung opacity mean?", userId: owner);
        var conversation = first.GetProperty("conversation_id").GetGuid();
        var second = await app.AskAsync("more please", userId: owner, conversation: conversation);

        second.GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe(first.GetProperty("sources")[0].GetProperty("id").GetString());
        second.GetProperty("reply").GetString()!.Length.ShouldBeGreaterThan(300, "the whole article");
        var turns = (await app.GetAsync(conversation, owner)).GetProperty("turns").EnumerateArray().ToList();
        turns.Select(turn => turn.GetProperty("message").GetString()).ShouldBe(["What does lung opacity mean?", "more please"]);
        turns[0].GetProperty("reply").GetString().ShouldBe(first.GetProperty("reply").GetString());
    }

    [Theory]
    [InlineData("patient")]
    [InlineData("doctor")]
    [InlineData("admin")]
    public async Task A_stranger_gets_404_whatever_they_try_with_anothers_conversation(string role)
    {
        var owner = Ids.New();
        var conversation = (await app.AskAsync("What is a passphrase?", userId: owner)).GetProperty("conversation_id").GetGuid();
        var stranger = Ids.New();

        await app.GetAsync(conversation, stranger, 404, role);
        await app.AskAsync("more", role, stranger, conversation, 404);
        using var client = app.ClientAs(role, stranger);
        await ChatbotApplication.ReadAsync(await client.DeleteAsync($"/chatbot/conversations/{conversation}"), 404);
        (await app.GetAsync(conversation, owner)).GetProperty("turns").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_strangers_attempt_is_in_the_audit_trail_as_denied_with_the_patient_whose_it_is()
    {
        var owner = Ids.New();
        var conversation = (await app.AskAsync("What is a passphrase?", userId: owner)).GetProperty("conversation_id").GetGuid();
        var stranger = Ids.New();

        await app.GetAsync(conversation, stranger, 404);

        await app.Harness.ShouldPublishAsync<AccessRecorded>(entry => entry.ActorId == stranger && entry.Action == "conversation.read" && entry.Outcome == "denied" && entry.PatientId == owner);
        await app.Harness.ShouldPublishAsync<AccessRecorded>(entry => entry.ActorId == owner && entry.Action == "assistant.ask" && entry.Outcome == "allowed" && entry.Object == $"conversations/{conversation}");
    }

    [Fact]
    public async Task A_deleted_conversation_leaves_nothing()
    {
        var owner = Ids.New();
        var conversation = (await app.AskAsync("What is a passphrase?", userId: owner)).GetProperty("conversation_id").GetGuid();
        using var client = app.ClientAs(Roles.Patient, owner);

        await ChatbotApplication.ReadAsync(await client.DeleteAsync($"/chatbot/conversations/{conversation}"), 204);

        await app.GetAsync(conversation, owner, 404);
        (await app.WithDatabaseAsync(database => database.Turns.CountAsync(turn => turn.ConversationId == conversation))).ShouldBe(0);
    }

    [Fact]
    public async Task An_erased_users_conversations_are_erased_and_others_stay()
    {
        var (erased, other) = (Ids.New(), Ids.New());
        var gone = (await app.AskAsync("What is a passphrase?", userId: erased)).GetProperty("conversation_id").GetGuid();
        var kept = (await app.AskAsync("What is a passphrase?", userId: other)).GetProperty("conversation_id").GetGuid();

        await app.Harness.Bus.Publish(new UserRemoved(erased, Roles.Patient, "removed", DateTimeOffset.UtcNow));

        await Eventually.ShouldAsync("the conversation is erased", () => app.WithDatabaseAsync(async database => !await database.Conversations.AnyAsync(row => row.Id == gone)), TimeSpan.FromMinutes(1));
        (await app.WithDatabaseAsync(database => database.Turns.CountAsync(turn => turn.ConversationId == gone))).ShouldBe(0);
        (await app.GetAsync(kept, other)).GetProperty("turns").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_conversation_is_gone_for_its_owner_too()
    {
        var owner = Ids.New();
        var conversation = (await app.AskAsync("What is a passphrase?", userId: owner)).GetProperty("conversation_id").GetGuid();
        var longAgo = DateTimeOffset.UtcNow.AddDays(-31);
        await app.WithDatabaseAsync(database => database.Conversations.Where(row => row.Id == conversation).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastAt, longAgo)));

        await app.GetAsync(conversation, owner, 404);
        await app.AskAsync("more", userId: owner, conversation: conversation, status: 404);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task An_empty_message_is_400(string? message) =>
        (await app.AskAsync(message!, status: 400)).GetProperty("code").GetString().ShouldBe("validation_failed");

    [Fact]
    public async Task A_message_of_4000_characters_is_answered_and_one_more_is_400()
    {
        await app.AskAsync(new string('x', 4000));
        var refused = await app.AskAsync(new string('x', 4001), status: 400);

        refused.GetProperty("code").GetString().ShouldBe("validation_failed");
        refused.GetProperty("errors").GetProperty("message").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_that_was_said_lies_readable_on_the_disk()
    {
        await app.AskAsync("ZZMARKERQUESTION what does lung opacity mean?");
        var reply = (await app.AskAsync("What is a passphrase?")).GetProperty("reply").GetString()!;

        foreach (var wanted in new[] { "ZZMARKERQUESTION", reply[..30] })
            foreach (var file in Directory.EnumerateFiles(app.StorageDirectory, "*", SearchOption.AllDirectories))
                Contents(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(wanted)).ShouldBe(-1, file);
    }

    [Fact]
    public async Task The_reply_streams_as_deltas_and_ends_with_the_whole_answer()
    {
        using var client = app.ClientAs(Roles.Patient);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));

        using var response = await client.PostAsJsonAsync("/chatbot/message", new { message = "What does lung opacity mean?" });

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => text.Split('\n')).Select(lines => (Type: lines[0]["event: ".Length..], Data: JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement)).ToList();
        events[..^1].ShouldAllBe(item => item.Type == "delta");
        events.Count.ShouldBeGreaterThan(2);
        events[^1].Type.ShouldBe("done");
        string.Concat(events[..^1].Select(item => item.Data.GetProperty("text").GetString())).ShouldBe(events[^1].Data.GetProperty("reply").GetString());
        events[^1].Data.GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe("lung-opacity");
    }

    [Fact]
    public async Task Sealed_turns_move_to_a_new_master_key()
    {
        await using var old = await ChatbotApplication.StartAsync();
        var owner = Ids.New();
        var conversation = (await old.AskAsync("What is a passphrase?", userId: owner)).GetProperty("conversation_id").GetGuid();
        var before = await old.WithDatabaseAsync(database => database.Turns.Select(turn => turn.SealedText).SingleAsync());
        var oldKey = old.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Storage.StorageOptions>>().Value.MasterKey;
        var newKey = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

        await using var rotated = new ChatbotApplication { Identity = old.Identity };
        await rotated.InitializeAsync();
        foreach (var (key, value) in new[] { ("Storage:Directory", old.StorageDirectory), ("Storage:MasterKey", newKey), ("Storage:PreviousMasterKeys:0", oldKey) }) rotated.Setting(key, value);
        await using var scope = rotated.Services.CreateAsyncScope();
        var output = new StringWriter();
        var code = await scope.ServiceProvider.GetServices<ServiceDefaults.Operations.IOperatorCommand>().Single(command => command.Name == "rotate-master-key").RunAsync([], output, CancellationToken.None);

        code.ShouldBe(0, output.ToString());
        output.ToString().ShouldContain("conversation turns: 1 moved");
        (await rotated.WithDatabaseAsync(database => database.Turns.Select(turn => turn.SealedText).SingleAsync())).ShouldNotBe(before);
        (await rotated.GetAsync(conversation, owner)).GetProperty("turns").GetArrayLength().ShouldBe(1);
    }

    /// <summary>Shared: the service has its database open.</summary>
    private static byte[] Contents(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}

public sealed class BudgetTests
{
    [Fact]
    public async Task Too_many_messages_are_429_with_Retry_After_for_that_person_alone_and_danger_is_answered_all_the_same()
    {
        await using var app = await ChatbotApplication.StartAsync(("Conversations:Burst", "2"), ("Conversations:MessagesPerMinute", "1"));
        var greedy = Ids.New();
        await app.AskAsync("What is a passphrase?", userId: greedy);
        await app.AskAsync("What is a passphrase?", userId: greedy);
        using var client = app.ClientAs(Roles.Patient, greedy);

        using var refused = await client.PostAsJsonAsync("/chatbot/message", new { message = "What is a passphrase?" });

        (await ChatbotApplication.ReadAsync(refused, 429)).GetProperty("code").GetString().ShouldBe("too_many_requests");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await app.AskAsync("I can't breathe", userId: greedy)).GetProperty("urgent").GetBoolean().ShouldBeTrue();
        await app.AskAsync("What is a passphrase?", userId: Ids.New());
    }
}
