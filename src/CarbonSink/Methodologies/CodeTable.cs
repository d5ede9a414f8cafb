using System.Collections.Frozen;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Methodologies;

/// <summary>One code of a code table.</summary>
/// <param name="Code">Code as printed, leading zeros included.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Class">Class the code belongs to, or null.</param>
/// <param name="IsPrefix">Whether longer codes beginning with this one are meant too.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Status">How far it can be trusted; a row in conflict is never used.</param>
/// <param name="Reason">Why it is in conflict or has no class, or empty.</param>
public sealed record CodeRow(string Code, string Name, string NameEn, string? Class, bool IsPrefix, string Source, ParameterStatus Status, string Reason)
{
    /// <summary>What the code stands for in computing: its class, or the code itself where the table has no classes.</summary>
    public string Meaning => Class ?? Code;
}

/// <summary>A versioned code table (代码表) of methodology/codes. Immutable.</summary>
public sealed class CodeTable
{
    private readonly FrozenDictionary<string, CodeRow> exact;
    private readonly FrozenDictionary<string, CodeRow> prefixes;
    private readonly ILookup<string, CodeRow> byName;
    private readonly int longestPrefix;

    private CodeTable(string reference, IReadOnlyList<CodeRow> rows)
    {
        (Reference, Rows) = (reference, rows);
        var used = rows.Where(r => r.Status != ParameterStatus.Conflict).ToArray();
        exact = used.Where(r => !r.IsPrefix).ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
        prefixes = used.Where(r => r.IsPrefix).ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
        longestPrefix = prefixes.Keys.Select(k => k.Length).DefaultIfEmpty(0).Max();
        var widths = exact.Keys.Where(k => k.All(char.IsAsciiDigit)).Select(k => k.Length).Distinct().ToArray();
        Width = widths.Length == 1 ? widths[0] : 0;
        byName = used.SelectMany(r => NamesOf(r.Name).Select(n => (n, r))).ToLookup(p => p.n, p => p.r, StringComparer.Ordinal);
    }

    /// <summary>Reference as packs write it, e.g. codes/land-class-01xx@1, or the path of a table that came with a data set.</summary>
    public string Reference { get; }

    /// <summary>Whether it is a versioned table of the methodology folder.</summary>
    public bool IsPack => Reference.Contains('@', StringComparison.Ordinal);

    /// <summary>All rows, those in conflict included.</summary>
    public IReadOnlyList<CodeRow> Rows { get; }

    /// <summary>Digits of every whole code that is a number; 0 where they differ in length or there are none.</summary>
    public int Width { get; }

    /// <summary>Reads codes/ID/VERSION/codes.csv below the methodology folder.</summary>
    /// <param name="methodology">The methodology folder.</param>
    /// <param name="reference">E.g. codes/land-class-01xx@1.</param>
    /// <exception cref="MethodologyLoadException">The file is missing or wrong; all problems are named.</exception>
    public static CodeTable Load(string methodology, string reference)
    {
        var at = reference.LastIndexOf('@');
        return at < 0
            ? throw new MethodologyLoadException([new(reference, 1, 1, "is no reference to a code table", "write codes/ID@VERSION")])
            : Load(methodology, $"{reference[..at]}/{reference[(at + 1)..]}/codes.csv", reference);
    }

    /// <summary>Reads a code table that came with a data set; it has the columns of a codes.csv.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="path">Its path relative to that folder.</param>
    /// <exception cref="MethodologyLoadException">The file is missing or wrong; all problems are named.</exception>
    public static CodeTable LoadFile(string folder, string path) => Load(folder, path, path);

    /// <summary>The row of a whole code, or null.</summary>
    public CodeRow? FindExact(string code) => exact.GetValueOrDefault(code);

    /// <summary>The row of the longest prefix of a code, or null.</summary>
    public CodeRow? FindPrefix(string code)
    {
        for (var length = Math.Min(code.Length, longestPrefix); length > 0; length--)
        {
            if (prefixes.TryGetValue(code[..length], out var row))
                return row;
        }

        return null;
    }

    /// <summary>The rows with a name, or with it as one step of their name; brackets and a final 地 do not count.</summary>
    public IEnumerable<CodeRow> FindByName(string name) => byName[PlainName(name)];

    /// <summary>The row in conflict that a code would have, or null.</summary>
    public CodeRow? FindDisputed(string code) => Rows.FirstOrDefault(r => r.Status == ParameterStatus.Conflict && (r.Code == code || (r.IsPrefix && code.StartsWith(r.Code, StringComparison.Ordinal))));

    /// <summary>How far the reading of a code can be trusted: the best status among its rows of the same meaning, since each of them is enough.</summary>
    public ParameterStatus StatusOf(string code, string meaning)
    {
        var status = ParameterStatus.Conflict;
        if (FindExact(code) is { } row && row.Meaning == meaning)
            status = row.Status;
        for (var length = Math.Min(code.Length, longestPrefix); length > 0; length--)
        {
            if (prefixes.TryGetValue(code[..length], out var prefix) && prefix.Meaning == meaning && prefix.Status < status)
                status = prefix.Status;
        }

        return status;
    }

    private static CodeTable Load(string folder, string file, string reference)
    {
        var problems = new List<LoadProblem>();
        var rows = PackText.Read(Path.Combine(folder, file), file, problems) is { } text && PackCsv.Parse(text, problems) is { } csv ? ReadRows(csv, problems) : [];
        return problems.Count == 0 ? new(reference, rows) : throw new MethodologyLoadException(problems);
    }

    private static List<CodeRow> ReadRows(PackCsv csv, List<LoadProblem> problems)
    {
        string[] columns = ["code", "name", "name_en", "class", "match", "source", "status"];
        foreach (var missing in columns.Where(c => csv.IndexOf(c) < 0))
            problems.Add(new(csv.File, 1, 1, $"column '{missing}' is missing", "a code table has the columns code,name,name_en,class,match,source,status[,reason]"));
        if (problems.Count > 0)
            return [];
        var at = columns.Select(csv.IndexOf).ToArray();
        var reasonAt = csv.IndexOf("reason");
        var rows = new List<CodeRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in csv.Rows)
        {
            string Cell(int column) => line.Cells[at[column]];
            void Problem(int column, string message, string hint) => problems.Add(new(csv.File, line.Lines[at[column]], line.Columns[at[column]], message, hint));

            if (Cell(0).Length == 0)
                Problem(0, "the code is blank", string.Empty);
            if (!seen.Add(Cell(0)))
                Problem(0, $"code '{Cell(0)}' stands twice", "a code has one row");
            if (Cell(4) is not ("exact" or "prefix"))
                Problem(4, $"'{Cell(4)}' is no kind of match", "write exact or prefix");
            if (Cell(5).Length == 0)
                Problem(5, "the source is blank", "name the source, see sources.csv");
            if (!Enum.TryParse<ParameterStatus>(Cell(6), true, out var status) || Cell(6).Any(char.IsAsciiDigit))
                Problem(6, $"'{Cell(6)}' is no status", "write verified, secondary, memory, derived, conflict or declared");
            rows.Add(new(Cell(0), Cell(1), Cell(2), Cell(3).Length == 0 ? null : Cell(3), Cell(4) == "prefix", Cell(5), status, reasonAt < 0 ? string.Empty : line.Cells[reasonAt]));
        }

        csv.CheckLeadingZeros(at[0], r => r.Cells[at[4]] == "exact", problems);
        return rows;
    }

    private static IEnumerable<string> NamesOf(string name) => PlainName(name).Split('-').Append(PlainName(name)).Select(PlainName).Where(n => n.Length > 0).Distinct();

    private static string PlainName(string name)
    {
        var end = name.IndexOfAny(['(', '（']);
        var plain = (end < 0 ? name : name[..end]).Trim().Replace('－', '-');
        return plain.Length > 1 && plain[^1] == '地' ? plain[..^1] : plain;
    }
}
