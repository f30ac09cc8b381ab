using Csss.Chatbot.Conversations;
using Csss.Contracts;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults;
using Csss.Storage;
using Csss.Storage.Rotation;
using MassTransit;

namespace Csss.Chatbot;

internal static class PersistenceExtensions
{
    /// <summary>The database, the conversations in it, and the messages that this service consumes.</summary>
    public static WebApplicationBuilder AddPersistence(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<ChatbotDb, ChatbotPostgresDb>();
        builder.Services.AddValidatedOptions<ConversationOptions>("Conversations");
        builder.Services.AddScoped<ConversationStore>();
        builder.Services.AddScoped<IMasterKeyUse, SealedTurns>();
        builder.Services.AddScoped<IAuditSubjects, ConversationSubjects>();
        builder.Services.AddSingleton<MessageBudget>();
        builder.Services.AddHostedService<ConversationExpiry>();
        builder.AddMessaging<ChatbotDb>(ResourceNames.Chatbot, bus => bus.AddConsumer<UserRemovedConsumer, UserRemovedConsumerDefinition>());
        return builder;
    }
}
