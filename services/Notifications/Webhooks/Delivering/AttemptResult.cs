namespace Csss.Notifications.Webhooks.Delivering;

/// <summary>What came of one attempt.</summary>
/// <param name="Code">Null when the receiver has it; else one of <see cref="FailureCodes"/>.</param>
/// <param name="Status">The HTTP status, if there was one.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone.</param>
internal sealed record AttemptResult(DateTimeOffset At, TimeSpan Duration, string? Code, int? Status = null, TimeSpan? RetryAfter = null)
{
    private const int Gone410 = 410;

    public bool IsDelivered => Code is null;

    /// <summary>Whether it says something about the receiver, rather than about us.</summary>
    public bool IsReceivers => Code is not (FailureCodes.InternalError or FailureCodes.EventForgotten);

    /// <summary>The receiver wants no more of this, ever.</summary>
    public bool IsGone => Status == Gone410;
}
