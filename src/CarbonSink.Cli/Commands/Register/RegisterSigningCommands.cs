using System.CommandLine;
using System.Security.Cryptography;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink register head|certificate|rotate-key: what the register's key signs.</summary>
internal static class RegisterSigningCommands
{
    private static readonly Bilingual HeadAbout = new("签署台账现状并显示树头；没有密钥时显示最近的树头", "sign the ledger as it is and show the head; without a key, the last head");
    private static readonly Bilingual CertificateAbout = new("出具证书：一个条目、一个账户的持有，或树头", "write a certificate: of an entry, of what an account holds, or of the head");
    private static readonly Bilingual RotateAbout = new("更换签名密钥，新旧密钥都签名", "replace the signing key; both keys sign");
    private static readonly Bilingual Written = new("证书 {0}，打印页 {1}；核验：carbonsink verify {0} --register-key {2}", "certificate {0}, page {1}; verify: carbonsink verify {0} --register-key {2}");

    private static readonly Option<string> SigningKey = RegisterSession.SigningKey();
    private static readonly Option<string> OldKey = new("--signing-key") { HelpName = "FILE", Required = true };
    private static readonly Option<string> NewKey = new("--new-key") { HelpName = "FILE", Required = true };
    private static readonly Option<long?> Entry = new("--entry") { HelpName = "N" };
    private static readonly Option<string> Account = new("--account") { HelpName = "ID" };
    private static readonly Option<string> OutFile = new("--out") { HelpName = "FILE.json|DIR", Required = true };

    /// <summary>Builds the commands.</summary>
    public static IEnumerable<Command> Create(string language, Func<ParseResult, Func<Invocation, int>, int> run) =>
    [
        RegisterOptions.Command("head", HeadAbout, [(SigningKey, RegisterSession.SigningText)], Head, language, run),
        RegisterOptions.Command("certificate", CertificateAbout, [(Entry, new("条目号", "number of the entry")), (Account, new("账户（出具持有证明）", "account, for a statement of holding")), (SigningKey, RegisterSession.SigningText), (OutFile, new("写到哪里；打印页写在旁边（.html）；没有扩展名的是文件夹，供出具报告", "where to; the printable page goes beside it (.html); without an extension it is a folder, for reports"))], Certificate, language, run),
        RegisterOptions.Command("rotate-key", RotateAbout, [(OldKey, new("现用密钥", "the key in force")), (NewKey, new("新密钥写到这个新文件", "new file for the new key"))], Rotate, language, run),
    ];

    private static int Head(Invocation invocation)
    {
        using var store = RegisterSession.Open(invocation);
        RegisterSession.Sign(store, invocation.Arguments.GetValue(SigningKey), invocation);
        CanonicalText.Show(invocation, SignedRegister.Certify(store, null, null, null, TimeProvider.System).Head.ToCanonical());
        return ExitCode.Done;
    }

    private static int Certificate(Invocation invocation)
    {
        var given = invocation.Arguments;
        var (entry, account, path) = (given.GetValue(Entry), given.GetValue(Account), given.GetRequiredValue(OutFile));
        using var store = RegisterSession.Open(invocation);
        using var key = given.GetValue(SigningKey) is { } file ? KeyFile.Open(RegisterSession.File(file, "--signing-key", invocation), invocation) : null;
        var certificate = SignedRegister.Certify(store, entry, account, key, RegisterSession.Clock(store, invocation));
        var bytes = certificate.ToCanonical().ToUtf8();
        var statement = SignedRegister.StatementOf(certificate);
        if (Path.GetExtension(path).Length == 0)
        {
            CertificateFolder.Write(certificate, statement, path, invocation.Command, invocation.StartedUtc);
            path = Path.Combine(path, CertificateFolder.CertificateName);
        }
        else
        {
            using (var json = OutputFile.Open(path, "\"certificate\":"))
                json.Commit(s => s.Write(bytes));
            using var html = OutputFile.Open(Path.ChangeExtension(path, ".html"), "<!DOCTYPE html>");
            html.Commit(CertificatePage.Of(certificate, statement, Path.GetFileName(path)).Write);
        }

        var page = Path.ChangeExtension(path, ".html");
        if (invocation.Json)
        {
            CanonicalText.WriteDocument(invocation.Stdout, CanonicalObject.Of(
                ("file", path), ("page", page), ("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes))), ("kind", statement.Kind), ("statement", statement.Facts),
                ("notices", statement.Notices.Select(n => n.In(invocation.Language))), ("head", certificate.Head.ToCanonical()), ("fingerprint", certificate.Head.KeyId)));
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        output.WriteLine(statement.Sentence.In(invocation.Language));
        foreach (var notice in statement.Notices)
            output.WriteLine(notice.In(invocation.Language));
        output.WriteLine(string.Format(null, Written.In(invocation.Language), path, page, certificate.Head.KeyId));
        return ExitCode.Done;
    }

    private static int Rotate(Invocation invocation)
    {
        using var store = RegisterSession.Open(invocation);
        using var old = KeyFile.Open(RegisterSession.File(invocation.Arguments.GetRequiredValue(OldKey), "--signing-key", invocation), invocation);
        var clock = RegisterSession.Clock(store, invocation);
        SignedRegister.Sign(store, old, clock); // the last head of the old key
        using var key = KeyFile.Create(invocation.Arguments.GetRequiredValue(NewKey), invocation);
        var logId = store.Read(state => RegisterListing.Row(state, Rows.Register, Rows.Register).Text("logId"));
        var receipt = RegisterSession.Submit(store, invocation, Verbs.RotateKey, KeyChain.Rotation(logId, old, key));
        if (receipt.Refusal is null)
            SignedRegister.Sign(store, key, clock);
        return ReceiptText.Print(invocation, receipt, ("fingerprint", key.Id));
    }
}
