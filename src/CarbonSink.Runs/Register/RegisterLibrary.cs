using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The project library and the responsibilities of a register on a day (项目库与责任清单).</summary>
/// <param name="Register">Name of the register.</param>
/// <param name="LogId">Its id.</param>
/// <param name="Size">Entries of its ledger.</param>
/// <param name="Day">The day, in China.</param>
/// <param name="Notices">What every page says of the programmes of its projects, e.g. mirror, no legal effect.</param>
/// <param name="Projects">The projects.</param>
/// <param name="Responsibilities">Who has to do what by when.</param>
public sealed record RegisterLibrary(Bilingual Register, string LogId, long Size, DateOnly Day, IReadOnlyList<Bilingual> Notices, IReadOnlyList<LibraryProject> Projects, IReadOnlyList<Responsibility> Responsibilities)
{
    private static readonly Bilingual Label = new("项目库，不是核证文件", "project library; no certificate");

    /// <summary>Reads them.</summary>
    /// <exception cref="RefusedInputException">The register is empty.</exception>
    public static RegisterLibrary Read(IRegisterStore store, DateOnly day, string place) => store.Read(state =>
    {
        var register = state.Row(Rows.Register, "register") ?? throw DataSet.Refuse(RegisterFindings.NoRegister, null, place);
        var projects = ProjectLibrary.On(state, day);
        var notices = projects.Select(p => p.Programme).Distinct(StringComparer.Ordinal).SelectMany(p => ProgrammeNotices(state, p).Select(n => RegisterFolder.Of(p, n))).ToList();
        return new RegisterLibrary(new(register.Text("zh"), register.Text("en")), register.Text("logId"), state.Size, day, notices, projects, CarbonSink.Register.Responsibilities.On(state, day));
    });

    /// <summary>Writes the library: library.html, library.json, projects.csv, history.csv, by-….csv and manifest.json.</summary>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public Manifest WriteLibrary(OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write("library.html", LibraryPage.Of(this, language).Write);
        folder.Write("library.json", WriteLibrary);
        foreach (var table in LibraryPage.Groups(Projects, language, isFile: true).Prepend(LibraryTables.History(Projects, language, isFile: true)).Prepend(LibraryTables.Projects(Projects, language, isFile: true)))
            folder.Write($"{table.Id}.csv", s => CsvTable.Write(table, s));
        return Commit(folder, command, startedUtc, Notices);
    }

    /// <summary>Writes the responsibility list: responsibilities.html, responsibilities.csv, responsibilities.json and manifest.json.</summary>
    /// <exception cref="OutputException">It cannot be written or put in place.</exception>
    public Manifest WriteResponsibilities(OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, string language)
    {
        folder.Write("responsibilities.html", LibraryPage.OfResponsibilities(this, language).Write);
        folder.Write("responsibilities.json", s => WriteResponsibilities(s, language));
        folder.Write("responsibilities.csv", s => CsvTable.Write(LibraryTables.Responsible(Responsibilities, language), s));
        return Commit(folder, command, startedUtc, Notices);
    }

    /// <summary>The document of <c>register library</c>; the stream stays open.</summary>
    public void WriteLibrary(Stream stream)
    {
        using var json = Begin(stream);
        json.WriteStartArray("projects");
        foreach (var p in Projects)
        {
            json.WriteStartObject();
            json.WriteString("project", p.Project);
            json.WriteString("programme", p.Programme);
            json.WriteString("name", p.Name);
            json.WriteString("owner", p.Owner);
            json.WriteString("methodology", p.Methodology);
            json.WriteString("state", p.State);
            WriteDay(json, "since", p.Since);
            WriteDay(json, "entered", p.Entered);
            WriteDay(json, "left", p.Left);
            json.WriteString("why", p.Why);
            json.WriteBoolean("isReserve", p.IsReserve);
            JsonText.WriteTexts(json, "divisions", p.Divisions);
            json.WriteNumber("parcels", p.Parcels);
            json.WriteNumber("areaHa", p.AreaHa);
            Number(json, "expectedTPerYear", p.ExpectedTPerYear);
            json.WriteNumber("issuedT", p.IssuedT);
            json.WriteStartArray("history");
            foreach (var (name, to, date, entry) in p.History)
            {
                json.WriteStartObject();
                json.WriteString("event", name);
                json.WriteString("to", to);
                WriteDay(json, "date", date);
                json.WriteNumber("entry", entry);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The document of <c>register responsibilities</c>; the stream stays open.</summary>
    public void WriteResponsibilities(Stream stream, string language)
    {
        using var json = Begin(stream);
        json.WriteStartArray("responsibilities");
        foreach (var r in Responsibilities)
        {
            json.WriteStartObject();
            json.WriteString("kind", r.Kind);
            JsonText.WriteTexts(json, "actors", r.Actors);
            json.WriteString("project", r.Project);
            Number(json, "period", r.Period);
            json.WriteString("what", r.What.In(language));
            WriteDay(json, "day", r.Day);
            json.WriteNumber("daysLate", r.DaysLate);
            json.WriteString("article", r.Article);
            json.WriteString("remark", r.Remark?.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Notices of a programme that the register has adopted.</summary>
    internal static IReadOnlyList<Bilingual> ProgrammeNotices(IRegisterReading state, string programme) => RulesOf(state, programme)?.Notices ?? [];

    /// <summary>Rules of a programme that the register has adopted; null where it has not.</summary>
    internal static ProgrammeRules? RulesOf(IRegisterReading state, string programme) =>
        state.Row(Rows.Programme, programme) is { } row ? ProgrammeRules.Of(row.Objects("files").ToDictionary(f => f.Text("name"), f => f.Text("text"), StringComparer.Ordinal)) : null;

    private static Manifest Commit(OutputFolder folder, IReadOnlyList<string> command, DateTime startedUtc, IReadOnlyList<Bilingual> notices) => folder.Commit(new()
    {
        ProgramVersion = AssessmentRun.ProgramVersion,
        Command = command,
        TimeUtc = startedUtc,
        Inputs = [],
        Packs = [],
        WorstStatus = ParameterStatus.Declared,
        Label = new(string.Join('；', notices.Select(n => n.Zh).Prepend(Label.Zh)), string.Join("; ", notices.Select(n => n.En).Prepend(Label.En))),
        FindingCounts = Enum.GetValues<Severity>().ToDictionary(s => s, _ => 0L),
    });

    private Utf8JsonWriter Begin(Stream stream)
    {
        var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteString("logId", LogId);
        json.WriteNumber("treeSize", Size);
        WriteDay(json, "at", Day);
        json.WriteStartArray("notices");
        foreach (var notice in Notices)
        {
            json.WriteStartObject();
            json.WriteString("zh", notice.Zh);
            json.WriteString("en", notice.En);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return json;
    }

    private static void WriteDay(Utf8JsonWriter json, string key, DateOnly? day) => json.WriteString(key, day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    private static void Number(Utf8JsonWriter json, string key, long? number)
    {
        if (number is { } known)
            json.WriteNumber(key, known);
        else
            json.WriteNull(key);
    }
}
