using System.CommandLine;
using System.Security.Cryptography;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink register export|import|verify: the register as a whole.</summary>
internal static class RegisterExportCommands
{
    private static readonly Bilingual ExportAbout = new("整体导出：全部条目、树头和摘要；任何存储导出的字节相同", "export the whole register: entries, heads, summary; the same bytes from every store");
    private static readonly Bilingual ImportAbout = new("把导出读入一个新的登记簿，逐条按规则重算", "read an export into a new register; every entry is worked out anew by the rules");
    private static readonly Bilingual VerifyAbout = new("核验这个登记簿：条目、树、密钥、树头，逐条按规则重算", "verify this register: entries, tree, keys, heads, and every entry worked out anew by the rules");
    private static readonly Bilingual Exported = new("已导出到 {0}；register.json 的 SHA-256：{1}", "exported to {0}; SHA-256 of register.json: {1}");

    private static readonly Option<string> SigningKey = RegisterSession.SigningKey();
    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR", Required = true };
    private static readonly Option<string> Key = new("--register-key") { HelpName = "PEM|FINGERPRINT" };
    private static readonly Option<string> Against = new("--against") { HelpName = "FILE" };

    private static readonly (Option, Bilingual)[] Trust =
    [
        (Key, new("信任的登记簿公钥 PEM 文件或其指纹", "public key of the register that you trust, as PEM file or fingerprint")),
        (Against, new("以前保存的树头或证书：发现被截去的末尾和改写的历史", "a head or certificate kept earlier: finds a tail that was cut off and a history that was rewritten")),
    ];

    /// <summary>Builds the commands.</summary>
    public static IEnumerable<Command> Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var source = new Argument<string>("DIR") { Description = new Bilingual("导出的文件夹", "folder of an export").In(language) };
        var import = RegisterOptions.Command("import", ImportAbout, Trust, i => Import(i, i.Arguments.GetRequiredValue(source)), language, run);
        import.Add(source);
        return
        [
            RegisterOptions.Command("export", ExportAbout, [(SigningKey, RegisterSession.SigningText), (OutFolder, Texts.Out)], Export, language, run),
            import,
            RegisterOptions.Command("verify", VerifyAbout, Trust, Verify, language, run),
        ];
    }

    private static int Export(Invocation invocation)
    {
        var place = invocation.Arguments.GetRequiredValue(OutFolder);
        using var folder = OutputFolder.Open(place);
        using var store = RegisterSession.Open(invocation);
        RegisterSession.Sign(store, invocation.Arguments.GetValue(SigningKey), invocation);
        SignedRegister.RequireHead(store);
        var hash = SignedRegister.Unchanged(() => RegisterExportFolder.Write(store, folder));
        RegisterFolder.Commit(folder, invocation.Command, invocation.StartedUtc);
        if (invocation.Json)
        {
            CanonicalText.WriteDocument(invocation.Stdout, CanonicalObject.Of(("folder", place), ("sha256", hash)));
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        output.WriteLine(string.Format(null, Exported.In(invocation.Language), place, hash));
        return ExitCode.Done;
    }

    private static int Import(Invocation invocation, string folder)
    {
        RegisterPlace.RequireNew(RegisterSession.Place(invocation));
        var (keys, against) = (Pinned(invocation), HeadOf(invocation));
        var files = RegisterExportFolder.Files(folder);
        LedgerVerification found;
        using (var trial = new MemoryStore())
            found = RegisterExport.Verify(files, keys.Fingerprints, keys.IsNamed, against, trial);
        if (found.IsTrue)
        {
            using var store = RegisterSession.Open(invocation, create: true);
            RegisterPlace.RequireEmpty(store, RegisterSession.Place(invocation));
            found = RegisterExport.Import(files, keys.Fingerprints, keys.IsNamed, against, store);
        }

        return VerificationText.Print(invocation, new(folder, "export", found, Convert.ToHexStringLower(SHA256.HashData(files.Summary))));
    }

    private static int Verify(Invocation invocation)
    {
        var (keys, against) = (Pinned(invocation), HeadOf(invocation));
        using var store = RegisterSession.Open(invocation);
        return VerificationText.Print(invocation, VerifiedRegister.Run(store, RegisterSession.Place(invocation), keys, against));
    }

    private static PinnedKeys Pinned(Invocation invocation) => PinnedKeys.Of(invocation.Arguments.GetValue(Key), PinnedKeys.ListPath(Environment.GetEnvironmentVariable));

    private static SignedTreeHead? HeadOf(Invocation invocation) => invocation.Arguments.GetValue(Against) is { } file ? VerificationRun.HeadOf(file) : null;
}
