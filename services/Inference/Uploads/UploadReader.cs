using System.Text;
using Csss.Inference.Scans;
using Csss.ServiceDefaults.Problems;
using Csss.Storage.Blobs;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Csss.Inference.Uploads;

/// <summary>Reads a multipart request part by part; files go straight into the blob store, 64 KiB at a time.</summary>
internal sealed class UploadReader(IBlobStore blobs, IOptions<UploadLimits> limits)
{
    private const int MostParts = 80;
    private const int FieldBytes = UploadLimits.NotesCharacters * 4;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Adds what comes to <paramref name="upload"/>, so that the caller can remove stored files even when this throws.</summary>
    /// <exception cref="UploadRefusedException">Not multipart, malformed, empty or too large.</exception>
    public async Task ReadAsync(HttpRequest request, Upload upload, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(BoundaryOf(request), new RequestBody(request.Body));
        try
        {
            for (var part = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; part++)
            {
                if (part == MostParts) throw new UploadRefusedException(ApiProblem.Malformed("too_many_parts", "The form has too many parts."));
                await ReadPartAsync(section, upload, cancellationToken);
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException or DecoderFallbackException || IsCutShort(malformed))
        {
            throw new UploadRefusedException(ApiProblem.Malformed("malformed_form", "The multipart form could not be read to its end."));
        }
    }

    private static bool IsCutShort(Exception exception) => exception is IOException and not (BadHttpRequestException or BlobTooLargeException) && exception.Message.Contains("end of Stream", StringComparison.Ordinal);

    private static string BoundaryOf(HttpRequest request)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 128 } boundary)
            return boundary.ToString();

        throw new UploadRefusedException(ApiProblem.Malformed("malformed_form", "Send the scan as multipart/form-data."));
    }

    private async Task ReadPartAsync(MultipartSection section, Upload upload, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) return;

        var (name, fileName) = NamesOf(disposition);
        if (name == "file") await StoreAsync(section.Body, fileName, upload, cancellationToken);
        else upload.Fields.TryAdd(name, await ReadFieldAsync(section.Body, name, cancellationToken));
    }

    private static (string Part, string File) NamesOf(ContentDispositionHeaderValue disposition)
    {
        try
        {
            return (HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), FileNames.Clean(disposition));
        }
        catch (NotSupportedException utf7)
        {
            throw new InvalidDataException("A name is in UTF-7, which the framework refuses to decode.", utf7);
        }
    }

    private async Task StoreAsync(Stream body, string name, Upload upload, CancellationToken cancellationToken)
    {
        if (upload.Files.Count == limits.Value.StudyFiles)
            throw new UploadRefusedException(ApiProblem.Invalid("file", $"At most {limits.Value.StudyFiles} files."));

        var left = limits.Value.StudyBytes - upload.Files.Sum(file => file.Blob.Bytes);
        try
        {
            var stored = new StoredFile(name, await blobs.WriteAsync(body, Math.Min(limits.Value.FileBytes, left), cancellationToken));
            upload.Files.Add(stored);
            if (stored.Blob.Bytes == 0) throw new UploadRefusedException(ApiProblem.Malformed("empty_file", "The file is empty."));
        }
        catch (BlobTooLargeException)
        {
            throw new UploadRefusedException(left < limits.Value.FileBytes
                ? ApiProblem.TooLarge("study_too_large", $"The files of a study may have {limits.Value.StudyBytes >> 20} MB together.")
                : ApiProblem.TooLarge("file_too_large", $"A file may have {limits.Value.FileBytes >> 20} MB."));
        }
    }

    private static async Task<string> ReadFieldAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        var bytes = new byte[FieldBytes + 1];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read <= FieldBytes ? Utf8.GetString(bytes, 0, read) : throw new UploadRefusedException(ApiProblem.Invalid(name, "The text is too long."));
    }
}
