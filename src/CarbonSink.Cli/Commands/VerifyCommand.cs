using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink verify FILE|DIR [--register-key PEM|FINGERPRINT] [--against FILE]</summary>
internal static class VerifyCommand
{
    private static readonly Bilingual About = new("离线核验：结果文件夹（manifest.json）、证书、登记簿导出、已签名树头", "verify offline: a folder of results (manifest.json), a certificate, a register export, a signed tree head");
    private static readonly Bilingual PathText = new("文件或文件夹", "file or folder");
    private static readonly Bilingual Good = new("核验通过", "verified");
    private static readonly Bilingual Consistent = new("内容与清单一致（没有签名）", "the contents agree with the manifest (nothing is signed)");
    private static readonly Bilingual Bad = new("核验不通过", "NOT verified");
    private static readonly Bilingual TrustText = new("信任依据：{0}；签名密钥指纹：{1}", "trust: {0}; fingerprint of the key that signed: {1}");
    private static readonly Bilingual ExportText = new("导出的 SHA-256（register.json）：{0}", "SHA-256 of the export (register.json): {0}");

    private static readonly Option<string> Key = new("--register-key") { HelpName = "PEM|FINGERPRINT" };
    private static readonly Option<string> Against = new("--against") { HelpName = "FILE" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Key, new("信任的登记簿公钥 PEM 文件或其指纹（默认：配置文件 carbonsink/register-keys 里的）", "public key of the register that you trust, as PEM file or fingerprint (default: those of the configuration file carbonsink/register-keys)")),
        (Against, new("以前保存的已签名树头或证书：发现被截去的末尾和改写的历史", "a signed head or certificate kept earlier: finds a tail that was cut off and a history that was rewritten")),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var path = new Argument<string>("FILE|DIR") { Description = PathText.In(language) };
        var command = new Command("verify", About.In(language)) { path };
        foreach (var (option, text) in Options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }

        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(path))));
        return command;
    }

    private static int Run(Invocation invocation, string path)
    {
        var keys = PinnedKeys.Of(invocation.Arguments.GetValue(Key), PinnedKeys.ListPath(Environment.GetEnvironmentVariable));
        var result = VerificationRun.Run(new(path, keys, invocation.Arguments.GetValue(Against)), invocation.Stop);
        if (invocation.Json)
            VerificationJson.Write(result, invocation.Stdout, invocation.Language);
        else
            Print(result, invocation);
        if (VerificationJson.Finding(result) is not { } finding)
            return ExitCode.Done;
        invocation.Stderr.WriteLine($"{Texts.Error.In(invocation.Language)} {finding.Rule.Code}: {finding.Message(invocation.Language)}");
        invocation.Stderr.WriteLine($"{Texts.Remedy.In(invocation.Language)}: {finding.Hint(invocation.Language)}");
        return ExitCode.Refused;
    }

    private static void Print(VerificationResult result, Invocation invocation)
    {
        var (language, found) = (invocation.Language, result.Found);
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        using var output = invocation.Text();
        output.WriteLine((found.IsTrue ? result.Kind == "manifest" ? Consistent : Good : Bad).In(language));
        foreach (var check in found.Checks)
            output.WriteLine($"  {(check.IsPassed ? "✓" : "✗")} {check.Name}: {check.Text.In(language)}");
        output.WriteLine(Say(TrustText, VerificationJson.Word(found.Trust), found.KeyFingerprint ?? "—"));
        if (result.ExportSha256 is { } hash)
            output.WriteLine(Say(ExportText, hash));
        if (found.Statement is not { } statement)
            return;
        output.WriteLine(statement.Sentence.In(language));
        foreach (var notice in statement.Notices)
            output.WriteLine(notice.In(language));
    }
}
