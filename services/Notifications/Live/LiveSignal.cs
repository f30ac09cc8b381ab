namespace Csss.Notifications.Live;

/// <summary>Wakes the feed of this replica as soon as one of its consumers has committed a change; the other replicas look again soon.</summary>
internal sealed class LiveSignal(TimeProvider time) : Signal(time);
