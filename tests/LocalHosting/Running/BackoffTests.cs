using Csss.LocalHosting.Running;

namespace Csss.LocalHosting.Tests.Running;

public sealed class BackoffTests
{
    [Fact]
    public void The_first_restart_is_at_once_and_the_next_ones_wait_longer()
    {
        var backoff = new Backoff();
        Enumerable.Range(0, 7).Select(_ => backoff.Next(TimeSpan.Zero).TotalSeconds).ShouldBe([0, 1, 2, 5, 10, 10, 10]);
    }

    [Fact]
    public void A_minute_of_health_forgives_and_less_does_not()
    {
        var backoff = new Backoff();
        backoff.Next(TimeSpan.Zero);
        backoff.Next(TimeSpan.FromSeconds(59)).ShouldBe(TimeSpan.FromSeconds(1));
        backoff.Next(TimeSpan.FromSeconds(60)).ShouldBe(TimeSpan.Zero);
    }
}
