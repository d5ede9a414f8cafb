using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink register statement: what moved in an account in a window of days, and what it holds.</summary>
internal static class RegisterStatementCommand
{
    private static readonly Bilingual About = new("对账单：一段日子里账户的变动和持有；可写成 JSON、CSV 或网页", "statement: what moved in an account in a window of days and what it holds; as JSON, CSV or page");
    private static readonly Bilingual Form = new("--out 的文件名以 .json、.csv 或 .html 结尾，不是 {0}", "the file of --out ends with .json, .csv or .html, not {0}");

    private static readonly Bilingual Reversed = new("--from（{0:yyyy-MM-dd}）在 --to（{1:yyyy-MM-dd}）之后", "--from ({0:yyyy-MM-dd}) is after --to ({1:yyyy-MM-dd})");

    private static readonly Option<string> Account = new("--account") { HelpName = "ID", Required = true };
    private static readonly Option<string> From = new("--from") { HelpName = "yyyy-MM-dd", Required = true };
    private static readonly Option<string> To = new("--to") { HelpName = "yyyy-MM-dd" };
    private static readonly Option<string> OutFile = new("--out") { HelpName = "FILE" };

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Account, new("账户", "account")),
        (From, new("第一天", "first day")),
        (To, new("最后一天（缺省为中国的今天）", "last day (default: today in China)")),
        (OutFile, new("写到 FILE.json、FILE.csv（变动）或 FILE.html", "write to FILE.json, FILE.csv (movements) or FILE.html")),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run) => RegisterOptions.Command("statement", About, Options, Run, language, run);

    private static int Run(Invocation invocation)
    {
        var given = invocation.Arguments;
        using var store = RegisterSession.Open(invocation);
        var clock = RegisterSession.Clock(store, invocation);
        var (account, from, to) = (given.GetRequiredValue(Account), PayloadText.Day(given.GetValue(From), "--from", clock, invocation.Language), PayloadText.Day(given.GetValue(To), "--to", clock, invocation.Language));
        if (from > to)
            throw new UsageException(string.Format(CultureInfo.InvariantCulture, Reversed.In(invocation.Language), from, to));
        var statement = store.Read(state =>
        {
            RegisterListing.Row(state, Rows.Account, account);
            return AccountStatement.Of(state, account, from, to);
        });
        if (given.GetValue(OutFile) is { } path)
            Write(statement, path, invocation.Language);
        CanonicalText.Show(invocation, StatementPage.ToCanonical(statement));
        return ExitCode.Done;
    }

    private static void Write(AccountStatement statement, string path, string language)
    {
        var (mark, write) = Path.GetExtension(path) switch
        {
            ".json" => ("\"account\"", (Action<Stream>)(s => CanonicalText.WriteDocument(s, StatementPage.ToCanonical(statement)))),
            ".csv" => ("entry,", s => CsvTable.Write(StatementPage.Movements(statement), s)),
            ".html" => ("<!DOCTYPE html>", s => StatementPage.Of(statement, language).Write(s)),
            var other => throw new UsageException(string.Format(null, Form.In(language), other)),
        };
        using var file = OutputFile.Open(path, mark);
        file.Commit(write);
    }
}
