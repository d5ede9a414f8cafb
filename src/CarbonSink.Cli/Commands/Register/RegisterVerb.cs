using System.CommandLine;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>A verb that submits one request (登记事项): its options become the payload, and the answer is printed as a receipt or a refusal.</summary>
/// <param name="Name">Words of the command line: a verb, or a group and a verb.</param>
/// <param name="Verb">One of <see cref="Verbs"/>.</param>
/// <param name="About">What it does.</param>
/// <param name="Keys">Its options.</param>
internal sealed record RegisterVerb(string Name, string Verb, Bilingual About, IReadOnlyList<PayloadKey> Keys)
{
    private static readonly Bilingual PayloadAbout = new("请求内容的 JSON 文件，- 为标准输入；选项覆盖其中同名的键", "JSON file with the payload, - for standard input; options replace its keys");

    /// <summary>Fills in what a table, a layer or a folder says; null for none.</summary>
    public PayloadExtra? Extra { get; init; }

    /// <summary>Builds the command.</summary>
    public Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var options = Keys.Select(k => new Option<string[]>(k.Option) { HelpName = k.Form, AllowMultipleArgumentsPerToken = k.IsList, Arity = ArgumentArity.OneOrMore }).ToArray();
        var payload = new Option<string>("--payload") { HelpName = "FILE" };
        return RegisterOptions.Command(
            Name, About, [.. options.Zip(Keys, (option, key) => ((Option)option, key.About)), .. Extra?.Options ?? [], (payload, PayloadAbout)], i => Run(i, i.Arguments.GetValue(payload), options), language, run);
    }

    private int Run(Invocation invocation, string? file, Option<string[]>[] options)
    {
        var request = file is null ? CanonicalObject.Empty : PayloadText.Read(file, invocation.Language);
        using var store = RegisterSession.Open(invocation);
        var clock = RegisterSession.Clock(store, invocation);
        try
        {
            foreach (var (key, option) in Keys.Zip(options))
            {
                var words = invocation.Arguments.GetValue(option) ?? [];
                if (words.Length > 0 || !(key.Kind == PayloadKind.DayOrToday && request.Has(key.Path)))
                    request = PayloadText.Value(key, words, invocation.Language, clock) is { } value ? PayloadText.Set(request, key.Path, value) : request;
            }

            return ReceiptText.Print(invocation, RegisterSession.Submit(store, invocation, Verb, Extra?.Fill(invocation, request) ?? request));
        }
        catch (FormatException e)
        {
            VerifiedRegister.RequireSound(store); // what cannot be read may be the register's own rows, not the request
            throw new UsageException(invocation.Language == "zh" ? $"{RegisterTerms.Of("verb", Verb, "zh")}：{UsageReasons.Zh(e.Message)}" : $"{Verb}: {e.Message}");
        }
    }
}
