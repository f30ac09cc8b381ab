using System.Runtime.InteropServices;

namespace Csss.Reports.Documents.Encryption;

/// <summary>The part of libqpdf's C API (qpdf-c.h) that encrypts a document in memory. Handles are not thread-safe; each call makes its own.</summary>
internal static partial class QpdfLibrary
{
    /// <summary>Debian's libqpdf29; the number is the library's binary interface.</summary>
    public const string Name = "libqpdf.so.29";

    public const int ErrorBit = 2;
    public const int True = 1;
    public const int False = 0;

    /// <summary><c>qpdf_r3p_full</c>: printing allowed.</summary>
    public const int PrintFull = 0;

    [LibraryImport(Name, EntryPoint = "qpdf_get_qpdf_version")]
    public static partial nint Version();

    [LibraryImport(Name, EntryPoint = "qpdf_init")]
    public static partial nint Init();

    [LibraryImport(Name, EntryPoint = "qpdf_cleanup")]
    public static partial void Cleanup(ref nint qpdf);

    [LibraryImport(Name, EntryPoint = "qpdf_silence_errors")]
    public static partial void SilenceErrors(nint qpdf);

    [LibraryImport(Name, EntryPoint = "qpdf_set_suppress_warnings")]
    public static partial void SuppressWarnings(nint qpdf, int value);

    /// <param name="description">Shown in error texts.</param>
    /// <param name="buffer">Must stay where it is until the document is written.</param>
    [LibraryImport(Name, EntryPoint = "qpdf_read_memory", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ReadMemory(nint qpdf, string description, nint buffer, ulong size, string? password);

    [LibraryImport(Name, EntryPoint = "qpdf_init_write_memory")]
    public static partial int InitWriteMemory(nint qpdf);

    [LibraryImport(Name, EntryPoint = "qpdf_set_r6_encryption_parameters2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetR6EncryptionParameters(
        nint qpdf, string userPassword, string ownerPassword, int accessibility, int extract, int assemble, int annotateAndForm, int fillForms, int modifyOther,
        int print, int encryptMetadata);

    [LibraryImport(Name, EntryPoint = "qpdf_write")]
    public static partial int Write(nint qpdf);

    [LibraryImport(Name, EntryPoint = "qpdf_get_buffer_length")]
    public static partial nuint BufferLength(nint qpdf);

    /// <summary>Belongs to the handle.</summary>
    [LibraryImport(Name, EntryPoint = "qpdf_get_buffer")]
    public static partial nint Buffer(nint qpdf);

    [LibraryImport(Name, EntryPoint = "qpdf_has_error")]
    public static partial int HasError(nint qpdf);

    [LibraryImport(Name, EntryPoint = "qpdf_get_error")]
    public static partial nint Error(nint qpdf);

    [LibraryImport(Name, EntryPoint = "qpdf_get_error_message_detail")]
    public static partial nint ErrorDetail(nint qpdf, nint error);
}
