using Csss.ServiceDefaults.Operations;

namespace Csss.Identity.Audit;

/// <summary><c>audit verify</c>: whether the audit trail is as it was written, and where not; exit code 1 when not.</summary>
internal sealed class AuditCommand(AuditVerification verification) : IOperatorCommand
{
    public string Name => "audit";

    public string Usage => "verify    whether the audit trail is as it was written, and where not";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not ["verify"])
        {
            await output.WriteLineAsync($"{Name} {Usage}");
            return 2;
        }

        var verdict = await verification.RunAsync(cancellationToken);
        await output.WriteLineAsync(verdict.Intact
            ? $"The audit trail is intact: {verdict.Checked} entries, the last with the hash {verdict.Head}."
            : $"The audit trail is NOT intact: entry {verdict.FirstBad} is the first that is wrong ({verdict.Fault}); {verdict.Checked} before it are good.");
        return verdict.Intact ? 0 : 1;
    }
}
