using System.Runtime.InteropServices;

namespace Csss.Reports.Documents.Encryption;

/// <summary>Encrypts a PDF as ISO 32000-2 says for revision 6: AES-256, in memory, metadata included.</summary>
internal sealed class PdfEncryption
{
    /// <exception cref="InvalidOperationException">The library is not installed.</exception>
    public PdfEncryption()
    {
        try
        {
            Version = Marshal.PtrToStringUTF8(QpdfLibrary.Version()) ?? "";
        }
        catch (DllNotFoundException exception)
        {
            throw new InvalidOperationException(
                $"{QpdfLibrary.Name} is not installed: without it no report can be encrypted, and none is made unencrypted. Install it (Debian: libqpdf29).", exception);
        }
    }

    /// <summary>The library's version.</summary>
    public string Version { get; }

    /// <summary>
    /// Only <paramref name="passphrase"/> opens the answer. Reading, copying (screen readers need it) and printing are allowed, changing is
    /// not. The owner's password, which would lift that, is random and forgotten.
    /// </summary>
    /// <exception cref="PdfEncryptionException">The bytes are not a PDF.</exception>
    public byte[] Encrypt(byte[] pdf, string passphrase)
    {
        var pinned = GCHandle.Alloc(pdf, GCHandleType.Pinned);
        var qpdf = QpdfLibrary.Init();
        try
        {
            QpdfLibrary.SilenceErrors(qpdf);
            QpdfLibrary.SuppressWarnings(qpdf, QpdfLibrary.True);
            Check(qpdf, "read", QpdfLibrary.ReadMemory(qpdf, "report", pinned.AddrOfPinnedObject(), (ulong)pdf.LongLength, password: null));
            Check(qpdf, "prepare", QpdfLibrary.InitWriteMemory(qpdf));
            QpdfLibrary.SetR6EncryptionParameters(
                qpdf, passphrase, Passphrase.New(), accessibility: QpdfLibrary.True, extract: QpdfLibrary.True, assemble: QpdfLibrary.False,
                annotateAndForm: QpdfLibrary.False, fillForms: QpdfLibrary.False, modifyOther: QpdfLibrary.False, QpdfLibrary.PrintFull, encryptMetadata: QpdfLibrary.True);
            Check(qpdf, "encrypt", QpdfLibrary.Write(qpdf));
            var encrypted = new byte[checked((int)QpdfLibrary.BufferLength(qpdf))];
            Marshal.Copy(QpdfLibrary.Buffer(qpdf), encrypted, 0, encrypted.Length);
            return encrypted;
        }
        finally
        {
            QpdfLibrary.Cleanup(ref qpdf);
            pinned.Free();
        }
    }

    private static void Check(nint qpdf, string step, int code)
    {
        if ((code & QpdfLibrary.ErrorBit) == 0 && QpdfLibrary.HasError(qpdf) == QpdfLibrary.False) return;

        var detail = Marshal.PtrToStringUTF8(QpdfLibrary.ErrorDetail(qpdf, QpdfLibrary.Error(qpdf)));
        throw new PdfEncryptionException(step, detail ?? "no reason given");
    }
}
