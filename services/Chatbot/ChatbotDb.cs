using Csss.Chatbot.Conversations;
using Csss.Messaging;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Chatbot;

/// <summary>What people asked and were told, sealed.</summary>
internal class ChatbotDb(DbContextOptions<ChatbotDb> options) : CsssDbContext(options)
{
    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Turn> Turns => Set<Turn>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ChatbotDb).Assembly);
    }
}

internal sealed class ChatbotDesignTimeFactory : DesignTimeFactory<ChatbotDb>;

/// <summary>The migrations for PostgreSQL are its.</summary>
internal sealed class ChatbotPostgresDb(DbContextOptions<ChatbotDb> options) : ChatbotDb(options);

internal sealed class ChatbotPostgresDbFactory : DesignTimeFactory<ChatbotDb, ChatbotPostgresDb>;
