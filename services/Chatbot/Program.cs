using Csss.Chatbot;
using Csss.Chatbot.Answers;
using Csss.Chatbot.Conversations;
using Csss.Chatbot.LanguageModel;
using Csss.Chatbot.Records;
using Csss.Contracts;
using Csss.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ResourceNames.Chatbot).AddPersistence().AddRecords().AddLanguageModel().AddAssistant();

var app = builder.Build();
app.UseServiceDefaults();
app.MapConversations();

return await app.RunServiceAsync(args);
