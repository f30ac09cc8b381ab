using Csss.Contracts;
using Csss.Contracts.Commands;
using Csss.Contracts.Events;

namespace Csss.Messaging.Tests;

internal static class Samples
{
    public static ScanUploaded Scan(Guid? id = null) =>
        new(id ?? Ids.New(), Ids.New(), Ids.New(), Modalities.ChestXray, new string('a', 64), TimeProvider.System.GetUtcNow());

    public static ScanUploaded[] Scans(int count) => [.. Enumerable.Range(0, count).Select(_ => Scan())];

    public static EmailReport Mail() => new(Ids.New(), Ids.New(), Ids.New(), Ids.New());
}
