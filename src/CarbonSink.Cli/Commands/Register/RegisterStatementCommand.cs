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
    private static readonly Bilingual About = new("对账单：一段日子里账户的变动和持有；可写成 JSON、CSV、网页或出具报告用的文件夹", "statement: what moved in an account in a window of days and what it holds; as JSON, CSV, page or a folder for reports");
    private static readonly Bilingual Form = new("--out 的文件名以 .json、.csv 或 .html 结尾，不是 {0}；没有扩展名的是文件夹", "the file of --out ends with .json, .csv or .html, not {0}; without an extension it is a folder");

    private static readonly Bilingual Reversed = new("--from（{0:yyyy-MM-dd}）在 --to（{1:yyyy-MM-dd}）之后", "--from ({0:yyyy-MM-dd}) is after --to ({1:yyyy-MM-dd})");

    private static readonly Option<string> Account = new("--account") { HelpName = "ID", Required = true };
    private static readonly Option<string> From = new("--from") { HelpName = "yyyy-MM-dd", Required = true };
    private static readonly Option<string> To = new("--to") { HelpName = "yyyy-MM-dd" };
    private static readonly Option<string> OutFile = new("--out") { HelpName = "FILE|DIR" };
    private static readonly Option<string> SigningKey = RegisterSession.SigningKey();

    private static readonly (Option Option, Bilingual Text)[] Options =
    [
        (Account, new("账户", "account")),
        (From, new("第一天", "first day")),
        (To, new("最后一天（缺省为中国的今天）", "last day (default: today in China)")),
        (SigningKey, RegisterSession.SigningText),
        (OutFile, new("写到 FILE.json、FILE.csv（变动）、FILE.html，或文件夹（含树头证书）", "write to FILE.json, FILE.csv (movements), FILE.html, or a folder with the certificate of the head")),
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
        RegisterSession.Sign(store, given.GetValue(SigningKey), invocation);
        var (statement, holder) = store.Read(state =>
        {
            var row = RegisterListing.Row(state, Rows.Account, account);
            return (AccountStatement.Of(state, account, from, to), state.Row(Rows.Actor, row.Text("holder"))?.Text("name"));
        });
        if (given.GetValue(OutFile) is { } path && Path.GetExtension(path).Length > 0)
            Write(statement, path, invocation.Language);
        else if (given.GetValue(OutFile) is { } place)
            WriteFolder(store, statement, holder, place, invocation);
        CanonicalText.Show(invocation, StatementPage.ToCanonical(statement));
        return ExitCode.Done;
    }

    private static void WriteFolder(IRegisterStore store, AccountStatement statement, string? holder, string place, Invocation invocation)
    {
        using var folder = OutputFolder.Open(place);
        folder.Write("statement.json", s => CanonicalText.WriteDocument(s, StatementPage.ToCanonical(statement).With(("holderName", holder))));
        folder.Write("statement.csv", s => CsvTable.Write(StatementPage.Movements(statement), s));
        folder.Write("statement.html", StatementPage.Of(statement, invocation.Language).Write);
        RegisterFolder.WriteHead(store, statement.TreeSize, folder);
        RegisterFolder.Commit(folder, invocation.Command, invocation.StartedUtc, [.. statement.Notices.Select(n => RegisterFolder.Of(n.Programme, n.Notice))]);
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
