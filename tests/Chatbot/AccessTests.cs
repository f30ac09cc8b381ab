using Csss.Contracts;
using Csss.Testing;

namespace Csss.Chatbot.Tests;

public sealed class AccessTests(ChatbotApplication app) : IClassFixture<ChatbotApplication>
{
    [Fact]
    public Task Every_route_takes_exactly_its_callers() =>
        new AccessTable()
            .Row("POST", "/chatbot/message", [.. Roles.All])
            .Row("GET", "/chatbot/conversations/{id:guid}", [.. Roles.All])
            .Row("DELETE", "/chatbot/conversations/{id:guid}", [.. Roles.All])
            .VerifyAsync(app);

    [Fact]
    public async Task The_OpenAPI_document_describes_the_answer()
    {
        using var client = app.ClientWith(token: null);

        var document = await ChatbotApplication.ReadAsync(await client.GetAsync("/openapi/chatbot.json"), 200);

        document.GetProperty("paths").GetProperty("/chatbot/message").GetProperty("post").GetProperty("responses").GetProperty("200").ToString().ShouldContain("MessageAnswer");
    }
}
