using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Csss.Contracts;
using Csss.Inference.Care;
using Csss.Inference.Imaging;
using Csss.Inference.Models;
using Csss.Inference.Patients;
using Csss.Inference.Scans;
using Csss.Messaging;
using Csss.Messaging.Auditing;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Blobs;
using Csss.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace Csss.Inference.Uploads;

/// <summary>From a request to a queued scan, or to a refusal that leaves nothing behind.</summary>
internal sealed class UploadIntake(
    UploadReader reader, ScanImages images, ModelRegistry models, PatientDirectory patients, IBlobStore blobs, InferenceDb database, AccessAudit audit, TimeProvider time)
{
    /// <exception cref="UploadRefusedException">Refused; nothing is stored.</exception>
    /// <exception cref="IdentityUnavailableException">Whether the patient exists cannot be told now; nothing is stored.</exception>
    public async Task<Scan> AcceptAsync(HttpRequest request, Guid doctorId, CancellationToken cancellationToken)
    {
        var upload = new Upload();
        var committing = false;
        try
        {
            await reader.ReadAsync(request, upload, cancellationToken);
            upload.Validate();
            audit.About(upload.PatientId);
            await CheckAsync(upload, cancellationToken);
            committing = true;
            return await SaveAsync(upload, doctorId);
        }
        catch (Exception failure) when (!committing || failure is DbUpdateException)
        {
            // Where the process died, or nobody can tell whether the commit went through, the orphan sweep decides.
            foreach (var file in upload.Files) blobs.Delete(file.Blob.Id);
            throw;
        }
    }

    private async Task CheckAsync(Upload upload, CancellationToken cancellationToken)
    {
        if (!models.Serves(upload.Modality))
            throw new UploadRefusedException(ApiProblem.Refused("no_model", "There is no model for this modality yet."));
        try
        {
            foreach (var file in upload.Files) file.Header = await images.ReadHeaderAsync(file.Blob.Id, cancellationToken);
        }
        catch (ImageRefusedException refused)
        {
            throw UploadRefusedException.Of(refused);
        }

        if (!await patients.IsActivePatientAsync(upload.PatientId, cancellationToken))
            throw new UploadRefusedException(ApiProblem.Refused("unknown_patient", "That is not an active patient."));
    }

    /// <summary>The scan, its care relation, its event and its entry in the audit trail, in one transaction. Not cancelled: it is over in a moment, one way or the other.</summary>
    private async Task<Scan> SaveAsync(Upload upload, Guid doctorId)
    {
        var now = time.GetUtcNow();
        var scan = new Scan
        {
            Id = Ids.New(now),
            PatientId = upload.PatientId,
            UploadedBy = doctorId,
            Modality = upload.Modality,
            UploadedAt = now,
            Notes = upload.Notes,
            Sha256 = HashOf(upload.Files),
            TraceParent = Activity.Current?.Id,
            Files = [.. upload.Files.Select(Describe)],
        };
        database.Scans.Add(scan);
        database.Publish(scan.Uploaded(), now);
        audit.Record(database, scan.PatientId, scan.Id);
        await database.GrantCareAsync(doctorId, upload.PatientId, until: null, CancellationToken.None);
        try
        {
            await database.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateException first) when (first.IsUniqueViolation())
        {
            // Two first uploads for one patient at once: the other one made the care relation.
            foreach (var care in database.ChangeTracker.Entries<CareRelation>().ToList()) care.State = EntityState.Detached;
            await database.GrantCareAsync(doctorId, upload.PatientId, until: null, CancellationToken.None);
            await database.SaveChangesAsync(CancellationToken.None);
        }

        return scan;
    }

    private static ScanFile Describe(StoredFile file, int index) => new()
    {
        Index = index,
        Name = file.Name,
        Bytes = file.Blob.Bytes,
        Width = file.Header!.UprightWidth,
        Height = file.Header.UprightHeight,
        Sha256 = file.Blob.Sha256,
        BlobId = file.Blob.Id,
        SixteenBit = file.Header.Layout.SixteenBit,
    };

    private static string HashOf(List<StoredFile> files) => files is [var only]
        ? only.Blob.Sha256
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(files.Select(file => file.Blob.Sha256)))));
}
