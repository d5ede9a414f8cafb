using System.CommandLine;
using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>The options that every verb of the register takes, and the frame of its commands.</summary>
internal static class RegisterOptions
{
    /// <summary>--db</summary>
    public static Option<string> Db { get; } = new("--db") { Recursive = true, HelpName = "FILE|URL" };

    /// <summary>--as</summary>
    public static Option<string> As { get; } = new("--as") { Recursive = true, HelpName = "ACTOR" };

    /// <summary>--key</summary>
    public static Option<string> Key { get; } = new("--key") { Recursive = true, HelpName = "FILE" };

    /// <summary>--idempotency-key</summary>
    public static Option<string> IdempotencyKey { get; } = new("--idempotency-key") { Recursive = true, HelpName = "K" };

    /// <summary>--passphrase-file</summary>
    public static Option<string> PassphraseFile { get; } = new("--passphrase-file") { Recursive = true, HelpName = "FILE" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Db, new("登记簿：SQLite 文件，或 postgres://…（缺省取环境变量 CARBONSINK_REGISTER）", "the register: an SQLite file or postgres://… (default: environment variable CARBONSINK_REGISTER)")),
        (As, new("以哪个参与方的名义", "on behalf of which actor")),
        (Key, new("参与方的令牌文件或私钥（PEM）；令牌也可用环境变量 CARBONSINK_REGISTER_TOKEN", "the actor's token file or private key (PEM); a token also by environment variable CARBONSINK_REGISTER_TOKEN")),
        (IdempotencyKey, new("幂等键：同一请求重发时得到原回执", "a retry of the same request with the same key gets the first answer")),
        (PassphraseFile, new("私钥口令文件（缺省取环境变量 CARBONSINK_KEY_PASSPHRASE）", "file with the private key's passphrase (default: environment variable CARBONSINK_KEY_PASSPHRASE)")),
    ];

    /// <summary>Adds them to the group.</summary>
    public static void AddTo(Command command, string language) => Add(command, Options, language);

    /// <summary>A command of the register: its name is the last of the words, its options carry what they mean in the user's language.</summary>
    public static Command Command(string words, Bilingual about, IReadOnlyList<(Option Option, Bilingual Text)> options, Func<Invocation, int> body, string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var command = new Command(words.Split(' ')[^1], about.In(language));
        Add(command, options, language);
        command.SetAction(parsed => run(parsed, body));
        return command;
    }

    private static void Add(Command command, IReadOnlyList<(Option Option, Bilingual Text)> options, string language)
    {
        foreach (var (option, text) in options)
        {
            option.Description = text.In(language);
            command.Add(option);
        }
    }
}
