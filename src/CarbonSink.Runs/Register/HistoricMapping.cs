using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What a column of a historic table is used for; a column that is named by no mapping is kept as it is written.</summary>
internal enum HistoricRole
{
    /// <summary>Part of the row's id; several are joined by '/' in the order of the mapping.</summary>
    Id,

    /// <summary>Id of the project.</summary>
    Project,

    /// <summary>Name of the project.</summary>
    Name,

    /// <summary>State, as the other register calls it.</summary>
    Status,

    /// <summary>Number of units.</summary>
    Quantity,

    /// <summary>Day.</summary>
    Date,

    /// <summary>Vintage.</summary>
    Year,

    /// <summary>Serial number.</summary>
    Serial,
}

/// <summary>A column of a historic table.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Role">What it is used for.</param>
/// <param name="Required">Whether a file without it is another table, and a row where it is blank is listed.</param>
/// <param name="Counts">Of a quantity: issued or retired; null for neither.</param>
/// <param name="Factor">Of a quantity: units for one of the file's, e.g. 10000 where it is in 万吨.</param>
/// <param name="Rule">Of a serial: rule of its parts.</param>
internal sealed record HistoricColumn(string Name, HistoricRole Role, bool Required, string? Counts, decimal Factor, SerialRule? Rule);

/// <summary>A table of another register.</summary>
/// <param name="Name">Its name in the register of records; null where a column says it.</param>
/// <param name="NameColumn">Column that says it.</param>
/// <param name="Names">Values of that column with the table, and what quantities count towards.</param>
/// <param name="Sheet">Sheet of a workbook; null for any.</param>
/// <param name="SkipRows">Rows before the header.</param>
/// <param name="Columns">Columns that are used.</param>
internal sealed record HistoricLayout(string? Name, string? NameColumn, IReadOnlyDictionary<string, (string Table, string? Counts)> Names, string? Sheet, int SkipRows, IReadOnlyList<HistoricColumn> Columns)
{
    /// <summary>Columns that a file must have.</summary>
    public IEnumerable<string> Needed => Columns.Where(c => c.Required).Select(c => c.Name).Concat(NameColumn is { } name ? [name] : []);

    public bool HasKey => Columns.Any(c => c.Role == HistoricRole.Id);
}

/// <summary>How the tables of another register are read (历史登记数据映射): mapping.json of methodology/registers, or a file of the user's own.</summary>
internal sealed record HistoricMapping
{
    private static readonly string[] AllForms = [.. HistoricText.DateForms];

    public required string Id { get; init; }

    /// <summary>Name of the register; null where a column says it.</summary>
    public required string? Registry { get; init; }

    public required string? RegistryColumn { get; init; }

    /// <summary>Forms of dates.</summary>
    public required IReadOnlyList<string> Dates { get; init; }

    /// <summary>What stands for nothing, beside the empty cell.</summary>
    public required IReadOnlyList<string> Blanks { get; init; }

    /// <summary>What the first cell of a totals row says; a Chinese word may follow others (全省合计).</summary>
    public required IReadOnlyList<string> Totals { get; init; }

    /// <summary>Whether a comma is the decimal mark and a point separates thousands.</summary>
    public required bool DecimalComma { get; init; }

    public required IReadOnlyList<HistoricLayout> Tables { get; init; }

    public required string Path { get; init; }

    /// <summary>Reads a mapping.</summary>
    /// <param name="reference">A file, or the id of a mapping of the methodology folder.</param>
    /// <param name="methodology">The methodology folder.</param>
    /// <exception cref="RefusedInputException">It is not there or wrong; file, line and key are named.</exception>
    public static HistoricMapping Read(string reference, string methodology)
    {
        var folder = System.IO.Path.Combine(methodology, "registers");
        var path = File.Exists(reference) ? reference : BuiltIn(folder, reference) ?? throw DataSet.Refuse(HistoricFindings.NoMapping, null, reference, Directory.Exists(folder) ? string.Join(", ", Directory.EnumerateDirectories(folder).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)) : "—");
        var file = System.IO.Path.GetFileName(path);
        var root = ProjectObject.Parse(File.ReadAllBytes(path), file, ["id", "tables"], ["zh", "en", "source", "locator", "status", "registry", "registryColumn", "dates", "blanks", "totals", "decimalComma"]);
        var dates = root.Has("dates") ? root.Texts("dates") : HistoricText.DefaultForms;
        if (dates.FirstOrDefault(d => !AllForms.Contains(d, StringComparer.Ordinal)) is not null)
            throw root.Wrong("dates", $"其中几个：{string.Join('、', AllForms)}", $"some of {string.Join(", ", AllForms)}");
        if (dates.Contains("dd/MM/yyyy", StringComparer.Ordinal) && dates.Contains("MM/dd/yyyy", StringComparer.Ordinal))
            throw root.Wrong("dates", " dd/MM/yyyy 或 MM/dd/yyyy 之一，两者分不开", "dd/MM/yyyy or MM/dd/yyyy: they cannot be told apart");
        if (root.Has("registry") && root.TextOrNull("registry")!.Contains('/', StringComparison.Ordinal))
            throw root.Wrong("registry", "不含 / 的名称", "a name without '/'");
        var tables = root.Objects("tables", ["columns"], ["table", "tableColumn", "tables", "sheet", "skipRows"]);
        return new()
        {
            Id = root.Text("id"),
            Registry = root.TextOrNull("registry"),
            RegistryColumn = root.TextOrNull("registryColumn"),
            Dates = dates,
            Blanks = root.Has("blanks") ? root.Texts("blanks") : [],
            Totals = root.Has("totals") ? root.Texts("totals") : ["合计", "总计", "小计", "累计", "共计", "总和", "总数", "汇总", "合計", "總計", "小計", "Total", "Totals", "Grand total", "Subtotal", "Sum"],
            DecimalComma = root.Has("decimalComma") && root.Flag("decimalComma"),
            Tables = tables.Count > 0 ? [.. tables.Select(Layout)] : throw root.Wrong("tables", "至少一个表", "one table at least"),
            Path = path,
        };
    }

    private static string? BuiltIn(string folder, string id)
    {
        var parts = id.Split('/', '@');
        if (parts.Length > 2 || parts.Any(p => p.Length == 0 || !p.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) || !Directory.Exists(System.IO.Path.Combine(folder, parts[0])))
            return null;
        var version = parts.Length == 2 ? parts[1] : Directory.EnumerateDirectories(System.IO.Path.Combine(folder, parts[0])).Select(d => System.IO.Path.GetFileName(d)!).OrderBy(v => v.Length).ThenBy(v => v, StringComparer.Ordinal).LastOrDefault() ?? "";
        var path = System.IO.Path.Combine(folder, parts[0], version, "mapping.json");
        return File.Exists(path) ? path : null;
    }

    private static HistoricLayout Layout(ProjectObject table)
    {
        if (table.Has("table") == table.Has("tableColumn") || table.Has("tableColumn") != table.Has("tables"))
            throw table.Wrong("table", "表名；或者 tableColumn 与 tables 两者", "the table's name, or else both tableColumn and tables");
        var names = table.Map("tables", (map, key) => map.Object(key, ["table"], ["counts"]));
        return new(
            Plain(table, "table"), table.TextOrNull("tableColumn"), names.ToDictionary(n => n.Key, n => (Plain(n.Value, "table")!, Counts(n.Value)), StringComparer.OrdinalIgnoreCase),
            table.TextOrNull("sheet"), table.Has("skipRows") ? table.Whole("skipRows", 0) : 0,
            [.. table.Objects("columns", ["name", "as"], ["required", "counts", "factor", "rule"]).Select(Column)]);
    }

    private static HistoricColumn Column(ProjectObject column)
    {
        if (!Enum.TryParse<HistoricRole>(column.Text("as"), ignoreCase: true, out var role) || char.IsAsciiDigit(column.Text("as")[0]))
            throw column.Wrong("as", string.Join('、', Enum.GetNames<HistoricRole>().Select(n => n.ToLowerInvariant())), $"one of {string.Join(", ", Enum.GetNames<HistoricRole>().Select(n => n.ToLowerInvariant()))}");
        var rule = column.Has("rule") ? SerialRule.Find(column.Text("rule")) ?? throw column.Wrong("rule", $"{string.Join('、', SerialRule.All.Select(r => r.Id))} 之一（CCER 减排量的序列号格式没有公布，不解析）", $"one of {string.Join(", ", SerialRule.All.Select(r => r.Id))} (no form of CCER serials is published, so they are not parsed)") : null;
        if (role == HistoricRole.Serial && rule is null)
            throw column.Wrong("rule", "序列号的规则；没有规则的列不必写进映射，照原样保存", "the rule of the serial; a column without one need not be mapped and is kept as it is written");
        return new(column.Text("name"), role, column.Has("required") && column.Flag("required"), Counts(column), column.Has("factor") ? column.Whole("factor", 1) : 1, rule);
    }

    private static string? Counts(ProjectObject value) => value.TextOrNull("counts") is null or HistoricRow.Issued or HistoricRow.Retired ? value.TextOrNull("counts") : throw value.Wrong("counts", $" {HistoricRow.Issued} 或 {HistoricRow.Retired}", $"{HistoricRow.Issued} or {HistoricRow.Retired}");

    private static string? Plain(ProjectObject value, string key) => value.TextOrNull(key) is { } name && name.Contains('/', StringComparison.Ordinal) ? throw value.Wrong(key, "不含 / 的名称", "a name without '/'") : value.TextOrNull(key);
}
