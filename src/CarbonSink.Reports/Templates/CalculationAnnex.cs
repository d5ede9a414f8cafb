using System.Globalization;

namespace CarbonSink.Reports;

/// <summary>Where every figure of a report comes from (计算附录): its full value, the file and the place in it, the runs with their hashes, the packs with their status.</summary>
internal sealed class CalculationAnnex(FilledReport report)
{
    private readonly List<(string What, string Exact, string Unit, string Trace)> rows = [];
    private readonly Dictionary<string, int> keys = new(StringComparer.Ordinal);

    /// <summary>The key of a fact: the same wherever it is named.</summary>
    public int Key(FilledFact fact) => Key($"fact {fact.Definition.Id}", fact.Definition.Label.In(report.Language), fact.Exact, fact.Definition.Unit, fact.Trace);

    /// <summary>The key of a table's rows.</summary>
    public int Key(FilledTable table) => Key($"table {table.Definition.Id}", table.Table.Title(report.Language), "", "", table.Trace);

    /// <summary>The tables of the annex, as far as it has been named: figures, runs, packs.</summary>
    public IEnumerable<(string Id, ReportTable Table)> Tables()
    {
        var figures = new ReportTable("annex-figures", "数字的来历", "Where the figures come from", [Text("key", "序号", "Key"), Text("what", "项目", "What"), Text("value", "数值（全部位数）", "Value, all digits"), Text("unit", "单位", "Unit"), Text("from", "文件与位置", "File and place")]);
        for (var row = 0; row < rows.Count; row++)
            figures.AddRow((row + 1).ToString(CultureInfo.InvariantCulture), rows[row].What, Cell(rows[row].Exact), Cell(UnitSign.Of(rows[row].Unit, report.Language)), rows[row].Trace);
        yield return (figures.Id, figures);
        var runs = new ReportTable(ReportSourceRun.TableId, "所据的运行", "The runs it rests on", [Text("role", "来源", "Source"), Text("command", "命令", "Command"), Text("version", "程序版本", "Program"), Text("status", "参数最差状态", "Worst status"), Text("sha256", "结果清单 SHA-256", "SHA-256 of the manifest")]);
        foreach (var run in report.Runs)
            runs.AddRow(report.Template.Sources.First(s => s.Role == run.Role).Title.In(report.Language), run.Command, run.Version, Cell(run.WorstStatus), run.Sha256);
        yield return (runs.Id, runs);
        var packs = new ReportTable("annex-packs", "所用的方法与参数", "Methods and parameters used", [Text("pack", "方法或参数表", "Pack"), Text("version", "版本", "Version"), Text("status", "状态", "Status"), Text("sha256", "SHA-256", "SHA-256")]);
        foreach (var pack in report.Runs.SelectMany(r => r.Packs).Distinct().OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal))
            packs.AddRow(pack.Id, pack.Version, pack.Status, pack.Sha256);
        if (packs.Rows.Count > 0)
            yield return (packs.Id, packs);
    }

    private int Key(string name, string what, string exact, string unit, string trace)
    {
        if (keys.TryGetValue(name, out var known))
            return known;
        rows.Add((what, exact, unit, trace));
        return keys[name] = rows.Count;
    }

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);

    private static ReportCell Cell(string text) => text.Length == 0 ? ReportCell.Missing : text;
}
