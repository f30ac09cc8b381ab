using System.Net;
using System.Text.Json;
using Csss.EndToEnd.Tests.Client;
using Csss.EndToEnd.Tests.System;

namespace Csss.EndToEnd.Tests;

/// <summary>The assistant as people reach it: through the gateway, beside the real services.</summary>
[Collection(SystemCollection.Name)]
public sealed class AssistantTests(RunningSystem system)
{
    [Fact]
    public async Task A_patient_asks_hears_of_their_own_scan_and_is_sent_for_help_and_a_stranger_gets_404()
    {
        var (patient, _) = await system.RegisterPatientAsync();
        var (stranger, _) = await system.RegisterPatientAsync();

        var about = await patient.PostAsync<JsonElement>("/chatbot/message", new { message = "What does lung opacity mean?" });
        about.GetProperty("answered").GetBoolean().ShouldBeTrue();
        about.GetProperty("sources")[0].GetProperty("id").GetString().ShouldBe("lung-opacity");
        var conversation = about.GetProperty("conversation_id").GetGuid();

        var own = await patient.PostAsync<JsonElement>("/chatbot/message", new { message = "Is my report ready?", conversation_id = conversation });
        own.GetProperty("reply").GetString()!.ShouldStartWith("There is no scan of yours in this system yet.");

        var danger = await patient.PostAsync<JsonElement>("/chatbot/message", new { message = "Where is my report, and my chest hurts a lot", conversation_id = conversation });
        danger.GetProperty("urgent").GetBoolean().ShouldBeTrue();

        (await stranger.StatusAsync($"/chatbot/conversations/{conversation}")).ShouldBe(HttpStatusCode.NotFound);
        (await patient.GetAsync<JsonElement>($"/chatbot/conversations/{conversation}")).GetProperty("turns").GetArrayLength().ShouldBe(3);
    }
}
