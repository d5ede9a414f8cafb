using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>The methods page (方法页): equations as written with their sources, parameters with their status, options, packs and input files with their hashes.</summary>
internal sealed class MethodPage(HtmlDocument document, AssessmentPart part, ReportSources sources)
{
    private static readonly Dictionary<string, Bilingual> OptionNames = new(StringComparer.Ordinal)
    {
        ["area"] = new("面积口径", "area used"),
        ["areaMethod"] = new("面积算法", "area method"),
        ["by"] = new("分组", "grouped by"),
        ["crs"] = new("坐标系", "coordinate reference"),
        ["ellipsoid"] = new("椭球", "ellipsoid"),
        ["encoding"] = new("文字编码", "encoding of texts"),
        ["method"] = new("方法", "method"),
        ["schema"] = new("数据字典", "input schema"),
        ["division"] = new("行政区划代码", "administrative division"),
        ["nameZh"] = new("中文名称", "name in Chinese"),
        ["nameEn"] = new("英文名称", "name in English"),
        ["surveyDate"] = new("调查日期", "date of survey"),
    };

    private string Language => document.Language;

    /// <summary>Writes the page.</summary>
    public void Write()
    {
        if (sources.Layer?.Methodology is { } methodology)
        {
            document.Paragraph($"{methodology.Description.Title.In(Language)} · {part.Method.Id}/{part.Method.Version} · {(Language == "zh" ? part.Method.LabelZh : part.Method.LabelEn)}");
            WriteInputs(methodology);
            WriteEquations(methodology);
            document.Table(RouteTable.Of(sources.Layer).In(sources.Units));
            document.Note(ReportTexts.RoutesNote.In(Language));
            WriteSources(methodology);
        }
        else
        {
            document.Paragraph(string.Format(null, ReportTexts.NoEquations.In(Language), part.Method.Id, part.Method.Version));
        }

        WriteOptions();
        WritePacks();
        WriteFiles();
    }

    private void WriteInputs(Methodology methodology)
    {
        var table = new ReportTable("inputs", "输入", "Inputs", [Text("symbol", "符号", "Symbol"), Text("name", "含义", "Meaning"), Text("unit", "单位", "Unit"), Text("role", "字段角色", "Role of the field")]);
        foreach (var input in methodology.Inputs)
            table.AddRow(input.Symbol, input.Name.In(Language), input.Unit == "code" && Language == "zh" ? "代码" : UnitSign.Of(input.Unit, Language), input.Role == "run" ? (Language == "zh" ? "运行选项" : "option of the run") : input.Role);
        document.Table(table);
    }

    private void WriteEquations(Methodology methodology)
    {
        var table = new ReportTable("equations", "公式", "Equations", [Text("number", "编号", "No."), Text("symbol", "符号", "Symbol"), Text("unit", "单位", "Unit"), Text("formula", "公式与适用条件", "Formula and condition"), Text("source", "出处", "Source")]);
        foreach (var e in methodology.Equations)
            table.AddRow(e.Number, e.SymbolName, e.UnitText, e.When.Length == 0 ? e.Formula : $"{e.Formula}\n{(Language == "zh" ? "条件：" : "when ")}{e.When}", e.Locator.Length == 0 ? e.Source : $"{e.Source}\n{e.Locator}");
        document.Table(table);
        document.Note(ReportTexts.EquationsNote.In(Language));
    }

    private void WriteSources(Methodology methodology)
    {
        var bibliography = sources.Layer!.Bibliography;
        var used = methodology.Equations.Select(e => e.Source).Concat(methodology.Tables.SelectMany(t => t.Table.Rows).Select(r => r.Source)).Distinct(StringComparer.Ordinal)
            .Where(bibliography.ContainsKey).Select(id => bibliography[id]).Where(s => s.Kind != "definition").OrderBy(s => s.Id, StringComparer.Ordinal);
        var table = new ReportTable("sources", "出处", "Sources", [Text("id", "代号", "Id"), Text("title", "文献", "Document"), Text("publisher", "发布者", "Publisher"), Text("date", "日期", "Date")]);
        foreach (var source in used)
            table.AddRow(source.Id, string.Join(' ', ((string[])[source.Number, source.Title]).Where(t => t.Length > 0)), source.Publisher, source.Date);
        document.Table(table);
    }

    private void WriteOptions()
    {
        var table = new ReportTable("options", "运行选项", "Options of the run", [Text("option", "选项", "Option"), Text("setting", "取值", "Value")]);
        foreach (var (name, value) in part.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
            table.AddRow(OptionName(name), OptionValue(name, value));
        document.Table(table);
    }

    private string OptionValue(string name, string value) => (name, value) switch
    {
        ("area", "recorded") => ReportTexts.RecordedArea.In(Language),
        ("area", "ellipsoidal") => ReportTexts.EllipsoidalArea.In(Language),
        ("areaMethod", "geodesic") => Language == "zh" ? "测地线多边形（椭球面）" : "geodesic polygon on the ellipsoid",
        ("areaMethod", "official") => Language == "zh" ? "国土调查图斑椭球面积公式" : "formula of the national land survey",
        ("areaMethod", "planar") => Language == "zh" ? "平面" : "planar",
        ("by", _) => string.Join(Language == "zh" ? "、" : ", ", value.Split(',').Select(k => Language == "zh" ? AssessmentTables.Heading(k).Zh : AssessmentTables.Heading(k).En)),
        _ => value,
    };

    private string OptionName(string name)
    {
        if (OptionNames.TryGetValue(name, out var known))
            return known.In(Language);
        var words = name.Split(' ', 2);
        return words switch
        {
            ["table", var table] => $"{(Language == "zh" ? "参数表" : "table")} {table}",
            ["parameter", var parameter] => $"{(Language == "zh" ? "参数" : "parameter")} {parameter}",
            _ => name,
        };
    }

    private void WritePacks()
    {
        var table = new ReportTable("packs", "方法包、参数表与代码表", "Packs: method, parameter tables, code tables", [Text("id", "代号", "Id"), Text("version", "版本", "Version"), Text("status", "状态", "Status"), Text("sha256", "SHA-256", "SHA-256")]);
        foreach (var pack in part.Packs)
            table.AddRow(pack.Id, pack.Version, pack.Status, pack.Sha256);
        document.Table(table);
        document.Note(string.Join(Language == "zh" ? "" : " ", part.Packs.Select(p => p.Status).Distinct(StringComparer.Ordinal).Where(s => Enum.TryParse<ParameterStatus>(s, true, out _)).Order(StringComparer.Ordinal)
            .Select(s => $"{s}{(Language == "zh" ? "：" : ": ")}{ReportTexts.Meaning(Enum.Parse<ParameterStatus>(s, true)).In(Language)}")));
    }

    private void WriteFiles()
    {
        var table = new ReportTable("input-files", "输入文件", "Input files", [Text("name", "文件", "File"), new("bytes", "字节", "Bytes", "", ReportColumnKind.Count), Text("sha256", "SHA-256", "SHA-256")]);
        foreach (var file in part.Inputs)
            table.AddRow(file.Name, file.Bytes, file.Sha256);
        document.Table(table);
    }

    private static ReportColumn Text(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Text);
}
