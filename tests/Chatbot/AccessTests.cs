using Csss.Contracts;
using Csss.Testing;

namespace Csss.Chatbot.Tests;

public sealed class AccessTests(ChatbotApplication app) : IClassFixture<ChatbotApplication>
{
    [Fact]
    public async Task Every_route_takes_exactly_its_callers()
    {
        var patient = Ids.New();
        var conversation = (await app.AskAsync("What is a passphrase?", userId: patient)).GetProperty("conversation_id").GetGuid();
        Owner[] asker = [Owner.User(Roles.Patient, patient)];

        await new AccessTable()
            .Row("POST", "/chatbot/message", [.. Roles.All]).Of([], asker, body: new { message = "more please", conversation_id = conversation })
            .Row("GET", "/chatbot/conversations/{id:guid}", [.. Roles.All]).Of([conversation], asker)
            .Row("DELETE", "/chatbot/conversations/{id:guid}", [.. Roles.All]).Of([conversation], asker)
            .VerifyAsync(app);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_the_answer()
    {
        using var client = app.ClientWith(token: null);

        var document = await ChatbotApplication.ReadAsync(await client.GetAsync("/openapi/chatbot.json"), 200);

        document.GetProperty("paths").GetProperty("/chatbot/message").GetProperty("post").GetProperty("responses").GetProperty("200").ToString().ShouldContain("MessageAnswer");
    }
}
