using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>The folder of a certificate (证书文件夹): certificate.json, which proves; certificate.html, which is for reading; statement.json, what it states, from which documents are written.</summary>
public static class CertificateFolder
{
    /// <summary>Name of the certificate.</summary>
    public const string CertificateName = "certificate.json";

    /// <summary>Writes it.</summary>
    /// <param name="certificate">The certificate, verified.</param>
    /// <param name="statement">What it states.</param>
    /// <param name="place">The folder.</param>
    /// <param name="command">The command as it was given.</param>
    /// <param name="startedUtc">When the run started.</param>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public static Manifest Write(LedgerCertificate certificate, CertificateStatement statement, string place, IReadOnlyList<string> command, DateTime startedUtc)
    {
        using var folder = OutputFolder.Open(place);
        folder.Write(CertificateName, s => s.Write(certificate.ToCanonical().ToUtf8()));
        folder.Write("certificate.html", CertificatePage.Of(certificate, statement, CertificateName).Write);
        folder.Write("statement.json", s => s.Write(Stated(certificate, statement).ToUtf8()));
        return RegisterFolder.Commit(folder, command, startedUtc, statement.Notices);
    }

    /// <summary>{kind, zh, en, facts{}, notices[], programmes[], reason?}: programmes and reason in the words of the texts that the ledger holds.</summary>
    private static CanonicalObject Stated(LedgerCertificate certificate, CertificateStatement statement)
    {
        var rules = certificate.Programmes.Select(p => ProgrammeRules.Of(p.Entry.Payload.Objects("files").ToDictionary(f => f.Text("name"), f => f.Text("text"), StringComparer.Ordinal))).ToList();
        var reason = rules.SelectMany(r => r.RetirementReasons).Where(r => r.Reason == statement.Facts.TextOrNull("reason")).Take(1).Select(r => CanonicalObject.Of(("article", r.Article), ("zh", r.Text.Zh), ("en", r.Text.En))).FirstOrDefault();
        return CanonicalObject.Of(
            ("kind", statement.Kind), ("zh", statement.Sentence.Zh), ("en", statement.Sentence.En), ("facts", statement.Facts),
            ("notices", statement.Notices.Select(n => CanonicalObject.Of(("zh", n.Zh), ("en", n.En)))),
            ("programmes", rules.Select(r => CanonicalObject.Of(("programme", r.Id), ("version", r.Version), ("zh", r.Title.Zh), ("en", r.Title.En), ("unitClass", r.UnitClass), ("unit", r.Unit)))),
            ("reason", reason));
    }
}
