using System.Globalization;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Csss.Identity.Audit;

/// <summary>An entry as a FHIR R4 AuditEvent. Ids alone: names and addresses are looked up by whoever may.</summary>
internal static class AuditEvents
{
    private const string EventTypes = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private const string EntityTypes = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private const string Purposes = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    private static readonly JsonSerializerOptions Format = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    public static byte[] Json(AuditEntry entry) => JsonSerializer.SerializeToUtf8Bytes(Of(entry), Format);

    public static AuditEvent Of(AuditEntry entry) => new()
    {
        Id = entry.Sequence.ToString(CultureInfo.InvariantCulture),
        Type = new Coding(EventTypes, "rest", "RESTful Operation"),
        Subtype = [new Coding("urn:csss:action", entry.Action)],
        Action = VerbOf(entry.Action),
        Recorded = entry.At,
        Outcome = entry.Outcome == "allowed" ? AuditEvent.AuditEventOutcome.N0 : AuditEvent.AuditEventOutcome.N4,
        OutcomeDesc = entry.Reason,
        PurposeOfEvent = entry.Action == BreakGlass.BreakGlassEndpoints.OpenAction ? [new CodeableConcept(Purposes, "BTG", "break the glass", text: null)] : [],
        Agent =
        [
            new AuditEvent.AgentComponent
            {
                Who = Reference("urn:csss:user", entry.ActorId.ToString()),
                Role = [new CodeableConcept("urn:csss:role", entry.Role)],
                Requestor = true,
                Network = new AuditEvent.NetworkComponent { Address = entry.Source, Type = AuditEvent.AuditEventAgentNetworkType.N2 },
            },
        ],
        Source = new AuditEvent.SourceComponent { Observer = Reference("urn:csss", "csss") },
        Entity = [.. Entities(entry)],
        Extension = [new Extension("urn:csss:audit-hash", new FhirString(entry.Hash))],
    };

    private static IEnumerable<AuditEvent.EntityComponent> Entities(AuditEntry entry)
    {
        yield return new AuditEvent.EntityComponent { What = Reference("urn:csss:object", entry.Object), Type = new Coding(EntityTypes, "2", "System Object") };
        if (entry.PatientId is { } patient)
            yield return new AuditEvent.EntityComponent { What = Reference("urn:csss:user", patient.ToString()), Type = new Coding(EntityTypes, "1", "Person") };
    }

    private static ResourceReference Reference(string system, string value) => new() { Identifier = new Identifier(system, value) };

    /// <summary>By the verb the action ends in.</summary>
    private static AuditEvent.AuditEventAction VerbOf(string action) => action[(action.LastIndexOf('.') + 1)..] switch
    {
        "read" or "list" or "download" or "preview" or "verify" or "export" => AuditEvent.AuditEventAction.R,
        "upload" or "sign" or "create" => AuditEvent.AuditEventAction.C,
        "write" or "save" or "change" or "review" or "dispense" => AuditEvent.AuditEventAction.U,
        "erase" => AuditEvent.AuditEventAction.D,
        _ => AuditEvent.AuditEventAction.E,
    };
}
