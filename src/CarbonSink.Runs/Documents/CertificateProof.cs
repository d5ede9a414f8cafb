using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Proves the certificates of a register's folder before a document is written from it (证书核验): what the document prints of the ledger is what the registrar's key signed.</summary>
internal static class CertificateProof
{
    /// <summary>Verifies certificate.json and head.json as anyone would, and that statement.json says what the certificate proves; other folders have none.</summary>
    /// <remarks>The key is the certificate's own: that it is the registrar's, only the reader can tell, who has its fingerprint by another way.</remarks>
    /// <exception cref="RefusedInputException">One does not verify.</exception>
    public static void Require(SourceFolder folder)
    {
        if (folder.Has(RegisterFolder.HeadName))
            Proved(folder, RegisterFolder.HeadName);
        if (!folder.Has(CertificateFolder.CertificateName))
            return;
        var (certificate, statement) = Proved(folder, CertificateFolder.CertificateName);
        if (folder.Has(CertificateFolder.StatementName) && !folder.Read(CertificateFolder.StatementName).AsSpan().SequenceEqual(CertificateFolder.Stated(certificate, statement).ToUtf8()))
            throw Refused(CertificateFolder.StatementName, "不是证书所证明的陈述", "it does not say what the certificate proves");
    }

    private static (LedgerCertificate Certificate, CertificateStatement Statement) Proved(SourceFolder folder, string name)
    {
        var bytes = folder.Read(name);
        try
        {
            var certificate = LedgerCertificate.Of(bytes);
            var found = LedgerCertificate.Verify(bytes, new HashSet<string> { certificate.Head.KeyId }, isNamed: true);
            return found is { IsTrue: true, Statement: { } statement } ? (certificate, statement) : throw Refused(name, found.Checks[^1].Text.Zh, found.Checks[^1].Text.En);
        }
        catch (FormatException e)
        {
            throw Refused(name, e.Message, e.Message);
        }
    }

    private static RefusedInputException Refused(string name, string zh, string en) => SourceFolder.Refused(ReportFindings.NotProved, name, name, zh, en);
}
