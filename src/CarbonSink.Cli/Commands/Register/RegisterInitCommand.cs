using System.CommandLine;
using System.Security.Cryptography;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink register init: a new register with its signing key and its registrar.</summary>
internal static class RegisterInitCommand
{
    private static readonly Bilingual About = new("新建登记簿：签名密钥、登记机构及其令牌；打印供核验方钉住的指纹", "make a new register with its signing key, its registrar and the registrar's token; prints the fingerprint to pin");
    private static readonly Bilingual Opened = new("登记簿 {0} 已建；签名密钥 {1}（口令加密），登记机构令牌 {2}，两者都不在登记簿文件里，须分开备份", "register {0} made; signing key {1} (encrypted), registrar's token {2}; neither is in the register, back them up apart");
    private static readonly Bilingual Pin = new("核验方应钉住的指纹（SHA-256）：{0}", "fingerprint to pin for verification (SHA-256): {0}");

    private static readonly Option<string> LogId = new("--log-id") { HelpName = "ID" };
    private static readonly Option<string> Zh = new("--zh") { HelpName = "NAME", Required = true };
    private static readonly Option<string> En = new("--en") { HelpName = "NAME", Required = true };
    private static readonly Option<string> Registrar = new("--registrar") { HelpName = "ID", DefaultValueFactory = _ => "registrar" };
    private static readonly Option<string> RegistrarName = new("--registrar-name") { HelpName = "NAME" };
    private static readonly Option<string> SigningKey = new("--signing-key") { HelpName = "FILE", Required = true };
    private static readonly Option<string> TokenFile = new("--token-file") { HelpName = "FILE", Required = true };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (LogId, new("登记簿编号（缺省随机生成）", "id of the register (default: made at random)")),
        (Zh, new("中文名称", "Chinese name")),
        (En, new("英文名称", "English name")),
        (Registrar, new("登记机构的编号（缺省 registrar）", "id of the registrar (default: registrar)")),
        (RegistrarName, new("登记机构的名称（缺省同编号）", "name of the registrar (default: its id)")),
        (SigningKey, new("签名密钥写到这个新文件（加密，仅本人可读）", "new file for the signing key (encrypted, readable by its owner only)")),
        (TokenFile, new("登记机构的令牌；没有则生成（仅本人可读）", "the registrar's token; made where there is none (readable by its owner only)")),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run) => RegisterOptions.Command("init", About, Options, Run, language, run);

    private static int Run(Invocation invocation)
    {
        var given = invocation.Arguments;
        var (keyFile, tokenFile, registrar) = (given.GetRequiredValue(SigningKey), given.GetRequiredValue(TokenFile), given.GetRequiredValue(Registrar));
        RegisterPlace.RequireNew(RegisterSession.Place(invocation));
        using var key = KeyFile.Create(keyFile, invocation);
        var payload = CanonicalObject.Of(
            ("logId", given.GetValue(LogId) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))), ("zh", given.GetRequiredValue(Zh)), ("en", given.GetRequiredValue(En)), ("publicKey", key.PublicKey),
            ("registrar", CanonicalObject.Of(("id", registrar), ("name", given.GetValue(RegistrarName) ?? registrar), ("tokenSha256", PayloadExtra.TokenHash(tokenFile)))));
        using var store = RegisterSession.Open(invocation, create: true);
        var clock = RegisterSession.Clock(payload.Text("logId"), invocation);
        var receipt = new UnitRegister(store, clock).Submit(new RegisterRequest(Verbs.Open, payload), new(registrar, File.ReadAllText(tokenFile).Trim(), null));
        if (receipt.Refusal is null)
            SignedRegister.Sign(store, key, clock);
        var status = ReceiptText.Print(invocation, receipt, ("logId", payload.Text("logId")), ("fingerprint", key.Id));
        if (status == ExitCode.Done && !invocation.Json)
        {
            using var output = invocation.Text();
            output.WriteLine(string.Format(null, Opened.In(invocation.Language), RegisterSession.Place(invocation), keyFile, tokenFile));
            output.WriteLine(string.Format(null, Pin.In(invocation.Language), key.Id));
        }

        return status;
    }
}
