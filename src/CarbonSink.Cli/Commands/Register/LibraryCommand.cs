using System.CommandLine;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink register library, register responsibilities and register cadtrust: what a register holds, for people and for others.</summary>
internal static class LibraryCommand
{
    private const int RowsShown = 60;

    private static readonly Bilingual LibraryAbout = new("项目库：在库、储备、已出库的项目及其进出库历史，按机制、状态、政区汇总", "the project library: projects that are in, in reserve or have left, with their history, by programme, state and division");
    private static readonly Bilingual ListAbout = new("责任清单：谁在什么时候以前要做什么，依据哪一条", "responsibilities: who has to do what by when, and by which article");
    private static readonly Bilingual CadTrustAbout = new("按 CAD Trust 的表和列导出（CSV、JSON）；没有对应值的留空并说明", "export in the tables and columns of CAD Trust (CSV, JSON); what has no counterpart is blank, with the reason");
    private static readonly Bilingual AtText = new("截至哪一天（缺省为中国的今天）", "as of which day (default: today in China)");
    private static readonly Bilingual Units = new("签发 {0}；其他登记簿的注销记录 {1}", "{0} units issued; retirements of other registers {1}");
    private static readonly Bilingual BadDay = new("--at 写成 yyyy-MM-dd", "--at is written yyyy-MM-dd");

    private static readonly Option<string> OutFolder = new("--out") { HelpName = "DIR" };
    private static readonly Option<string> SigningKey = RegisterSession.SigningKey();
    private static readonly Option<string> At = new("--at") { HelpName = "yyyy-MM-dd" };

    /// <summary>Builds the commands.</summary>
    public static IEnumerable<Command> Create(string language, Func<ParseResult, Func<Invocation, int>, int> run) =>
    [
        RegisterOptions.Command("library", LibraryAbout, [(At, AtText), (SigningKey, RegisterSession.SigningText), (OutFolder, Texts.Out)], i => Run(i, isList: false), language, run),
        RegisterOptions.Command("responsibilities", ListAbout, [(At, AtText), (OutFolder, Texts.Out)], i => Run(i, isList: true), language, run),
        RegisterOptions.Command("cadtrust", CadTrustAbout, [(OutFolder, Texts.Out)], CadTrust, language, run),
    ];

    private static int Run(Invocation invocation, bool isList)
    {
        var outPath = invocation.Arguments.GetValue(OutFolder);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        using var store = RegisterSession.Open(invocation);
        if (!isList)
            RegisterSession.Sign(store, invocation.Arguments.GetValue(SigningKey), invocation);
        var library = RegisterLibrary.Read(store, Day(invocation), RegisterSession.Place(invocation));
        if (folder is not null && !isList)
            RegisterFolder.WriteHead(store, library.Size, folder);
        if (folder is not null)
            _ = isList ? library.WriteResponsibilities(folder, invocation.Command, invocation.StartedUtc, invocation.Language) : library.WriteLibrary(folder, invocation.Command, invocation.StartedUtc, invocation.Language);
        if (invocation.Json)
        {
            if (isList)
                library.WriteResponsibilities(invocation.Stdout, invocation.Language);
            else
                library.WriteLibrary(invocation.Stdout);
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        foreach (var notice in library.Notices)
            output.WriteLine(notice.In(invocation.Language));
        ConsoleTable.Write(output, isList ? LibraryTables.Responsible(library.Responsibilities, invocation.Language) : LibraryTables.Projects(library.Projects, invocation.Language, isFile: invocation.Language == "en"), invocation.Language, RowsShown);
        if (outPath is not null)
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, Texts.Written.In(invocation.Language), outPath));
        return ExitCode.Done;
    }

    private static int CadTrust(Invocation invocation)
    {
        var outPath = invocation.Arguments.GetValue(OutFolder);
        if (outPath is null && !invocation.Json)
            throw RegisterSession.Missing("--out DIR", invocation);
        using var folder = outPath is null ? null : OutputFolder.Open(outPath);
        using var store = RegisterSession.Open(invocation);
        var export = CadTrustExport.Read(store, RegisterSession.Place(invocation));
        if (folder is not null)
            CadTrustFolder.Write(export, folder, invocation.Command, invocation.StartedUtc);
        if (invocation.Json)
        {
            CadTrustFolder.WriteJson(export, invocation.Stdout);
            return ExitCode.Done;
        }

        using var output = invocation.Text();
        foreach (var notice in export.Notices)
            output.WriteLine(notice.In(invocation.Language));
        foreach (var table in export.Tables)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {table.Name,-18} {table.Rows.Count,8:N0}"));
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Units.In(invocation.Language), export.Issued, export.HistoricUnits));
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Texts.Written.In(invocation.Language), outPath));
        return ExitCode.Done;
    }

    private static DateOnly Day(Invocation invocation) => invocation.Arguments.GetValue(At) is not { } text ? DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8))
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new UsageException(BadDay.In(invocation.Language));
}
