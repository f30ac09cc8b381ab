using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Chatbot.Conversations;

/// <summary>What one person and the assistant say to each other; nobody else sees it.</summary>
internal sealed class Conversation
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The person's role when it began: whether the audit trail counts it as a patient's.</summary>
    public required string Role { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Of the last message; from then on the time until it expires runs.</summary>
    public required DateTimeOffset LastAt { get; set; }
}

/// <summary>A message and its answer.</summary>
internal sealed class Turn
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required Guid ConversationId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Both, as JSON, sealed to conversation and turn.</summary>
    public required string SealedText { get; init; }
}

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<Turn>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.Property(conversation => conversation.Id).ValueGeneratedNever();
        builder.Property(conversation => conversation.Role).HasMaxLength(16);
        builder.HasIndex(conversation => conversation.UserId);
        builder.HasIndex(conversation => conversation.LastAt);
    }

    public void Configure(EntityTypeBuilder<Turn> builder)
    {
        builder.ToTable("turns");
        builder.HasKey(turn => turn.Sequence);
        builder.HasIndex(turn => new { turn.ConversationId, turn.Sequence });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(turn => turn.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
