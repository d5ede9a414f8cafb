using CarbonSink.Estimation;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>What an assessment found for each unit (小班结果), in columns by record number: keys, areas, the inputs that the method used, its outputs, status, route, cause and findings. Geometry is not kept.</summary>
public sealed class UnitResults
{
    /// <summary>Columns of every table of units beside these.</summary>
    private static readonly string[] Reserved = ["fid", "geom", "record"];

    private readonly Dictionary<string, ResultColumn> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ResultColumn> columns = [];
    private readonly RecordRange records;

    internal UnitResults(DataSet data, GroupKeys keys, RecordRange records, CauseTable causes)
    {
        this.records = records;
        KeyFields = [.. data.Schema.KeyFields.Select(f => (f, KeyField(data, f)))];
        if (KeyFields.Count > 0)
            columns.Insert(0, Named(new JoinedResults(Free("unit"), new("小班", "Unit"), [.. KeyFields.Select(k => k.Column)])));
        Area = NumberColumn(StockFigure.Area.Key(), new("面积", "Area"), "ha");
        RecordedArea = NumberColumn(StockFigure.RecordedArea.Key(), new("登记面积", "Recorded area"), "ha");
        EllipsoidalArea = NumberColumn(StockFigure.EllipsoidalArea.Key(), new("椭球面积", "Ellipsoidal area"), "ha");
        BelowGroundCarbon = new("belowGroundCarbonTC", new("地下碳储量", "Carbon below ground"), "tC", records);
        (Symbols, RawCodes) = MethodColumns(data);
        IsEstimated = Whole("estimated", new("已估算", "Estimated"), ResultKind.Flag, -1);
        Status = TextColumn("status", new("参数状态", "Parameter status"), s => JsonText.Status((ParameterStatus)s));
        Pool = TextColumn("pool", new("碳库", "Carbon pools"), p => CarbonPools.Name((CarbonPool)p));
        IsExtrapolated = Whole("extrapolated", new("外推", "Extrapolated"), ResultKind.Flag, -1);
        Route = TextColumn("route", new("计算路线", "Route of calculation"));
        Cause = TextColumn("causeCode", new("未估算原因代码", "Cause, not estimated"), c => causes[c].Code);
        Add(new TextResults("causeZh", new("未估算原因", "Reason in Chinese"), Cause, c => causes[c].Zh));
        Add(new TextResults("causeEn", new("未估算原因（英文）", "Reason"), Cause, c => causes[c].En));
        FindingCount = Whole("findingCount", new("触犯规则数", "Rules broken"), ResultKind.Count, 0);
        Findings = TextColumn("findings", new("质检问题代码", "Codes of findings"));

        Recorded = RecordedColumns(data);

        // A field to group by is called as its maker liked, so it comes last to its name. Keys that are inputs or outputs have their column.
        GroupKeys = [.. keys.Names.Select(k => data.Schema.DefinitionOf(k) is not null && byName.ContainsKey(k) ? null : TextColumn(k, ColumnNames.Title(k)))];
    }

    /// <summary>The record numbers of the units, in file order; records that the layer marks as deleted are none.</summary>
    public IEnumerable<long> Records
    {
        get
        {
            for (var record = records.From; record < records.To; record++)
                if (!double.IsNaN(IsEstimated.Value(record)))
                    yield return record;
        }
    }

    /// <summary>The columns in the order they are written.</summary>
    public IReadOnlyList<ResultColumn> Columns => columns;

    /// <summary>The column with a name, e.g. carbonTCPerHa, areaHa, landClass.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ResultColumn this[string name] => byName[name];

    /// <summary>The column with a name, or null.</summary>
    public ResultColumn? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>One column per group key; null where another column holds it.</summary>
    internal IReadOnlyList<TextResults?> GroupKeys { get; }

    internal IReadOnlyList<(int Field, TextResults Column)> KeyFields { get; }

    /// <summary>Fields of the layer that these columns copy.</summary>
    internal IEnumerable<int> Fields => KeyFields.Select(k => k.Field).Concat(Recorded.Select(r => r.Field));

    /// <summary>Codes as recorded, of inputs whose codes are read by a table.</summary>
    internal IReadOnlyList<(string Role, TextResults Column)> RawCodes { get; }

    /// <summary>What else the layer records in fields to which the data dictionary gives a role, e.g. ownership, forest category, crown closure, names.</summary>
    internal IReadOnlyList<(string Role, int Field, ResultColumn Column)> Recorded { get; }

    /// <summary>Inputs and outputs of the method.</summary>
    internal IReadOnlyList<(string Symbol, ResultColumn Column)> Symbols { get; }

    internal NumberResults Area { get; }

    internal NumberResults RecordedArea { get; }

    internal NumberResults EllipsoidalArea { get; }

    /// <summary>What of the carbon lies below ground, where the method tells it apart; no column of the tables of units.</summary>
    internal NumberResults BelowGroundCarbon { get; }

    internal CountResults IsEstimated { get; }

    internal TextResults Status { get; }

    internal TextResults Pool { get; }

    internal CountResults IsExtrapolated { get; }

    internal TextResults Route { get; }

    internal TextResults Cause { get; }

    internal CountResults FindingCount { get; }

    internal TextResults Findings { get; }

    /// <summary>Numbers the texts that are no codes of the method: keys, routes, codes of findings.</summary>
    internal CodeSpace Texts { get; } = new();

    private (List<(string Symbol, ResultColumn Column)>, List<(string Role, TextResults Column)>) MethodColumns(DataSet data)
    {
        var method = data.Methodology;
        var (symbols, raw) = (new List<(string, ResultColumn)>(), new List<(string, TextResults)>());
        var outputs = method.Outputs.Where(o => o.Set == data.UnitSet).GroupBy(o => ColumnNames.Of(o.As, o.Unit), StringComparer.Ordinal).ToArray();
        foreach (var input in method.Inputs.Where(i => i.Role is not ("run" or "area") && i.Set == data.UnitSet).DistinctBy(i => i.Role))
        {
            var name = ColumnNames.Of(input.Role, input.Unit);
            symbols.Add((input.Symbol, SymbolColumn(method, outputs.Any(o => o.Key == name) ? ColumnNames.Recorded(name) : name, input.Name, input.Unit)));
            if (input.Unit == "code" && data.Schema.DefinitionOf(input.Role) is { Codes.Count: > 0 })
                raw.Add((input.Role, TextColumn($"{input.Role}Code", new($"{input.Name.Zh}代码", $"Code of {input.Name.En}"), c => method.Codes[c])));
        }

        // Outputs of the same kind, e.g. carbon above and below ground, add up in one column, as they do in the totals.
        foreach (var kind in outputs)
        {
            var first = kind.First();
            var column = SymbolColumn(method, kind.Key, ColumnNames.Title(first.As), first.Unit);
            symbols.AddRange(kind.Select(o => (o.Symbol, column)));
            if (first.As is "volume" or "biomass" or "carbon")
                Add(new QuotientResults(Free($"{column.Name}PerHa"), new($"每公顷{column.Title.Zh}", $"{column.Title.En} per hectare"), $"{first.Unit}/ha", column, Area));
        }

        return (symbols, raw);
    }

    private List<(string, int, ResultColumn)> RecordedColumns(DataSet data)
    {
        var held = data.Methodology.Inputs.Where(i => i.Set == data.UnitSet).Select(i => i.Role).Append("recordedArea").ToHashSet(StringComparer.Ordinal);
        var recorded = new List<(string, int, ResultColumn)>();
        foreach (var role in data.Schema.Roles.Where(r => !held.Contains(r) && !data.Schema.KeyFields.Contains(data.Schema.FieldOf(r))))
        {
            var field = data.Schema.DefinitionOf(role)!;
            var title = new Bilingual(field.Zh, field.En);
            recorded.Add((role, data.Schema.FieldOf(role), field.Kind switch
            {
                SchemaFieldKind.Number => NumberColumn(ColumnNames.Of(role, field.Unit), title, field.Unit),
                SchemaFieldKind.Code => TextColumn($"{role}Code", title),
                _ => TextColumn(role, title),
            }));
        }

        return recorded;
    }

    private ResultColumn SymbolColumn(Methodology method, string name, Bilingual title, string unit) => unit == "code" ? TextColumn(name, title, c => method.Codes[c]) : NumberColumn(name, title, unit);

    private TextResults KeyField(DataSet data, int field)
    {
        var name = data.Reader.Schema.Fields[field].Name;
        var role = data.Schema.Roles.FirstOrDefault(r => data.Schema.FieldOf(r) == field);
        return role is null
            ? TextColumn(name, new(name, name))
            : TextColumn($"{role}Code", new($"{data.Schema.DefinitionOf(role)!.Zh}代码", $"Code of {data.Schema.DefinitionOf(role)!.En}"));
    }

    private NumberResults NumberColumn(string name, Bilingual title, string unit) => Add(new NumberResults(Free(name), title, unit, records));

    private CountResults Whole(string name, Bilingual title, ResultKind kind, int initial) => Add(new CountResults(Free(name), title, kind, initial, records));

    private TextResults TextColumn(string name, Bilingual title, Func<int, string>? text = null) => Add(new TextResults(Free(name), title, text ?? (t => Texts[t]), records));

    private T Add<T>(T column)
        where T : ResultColumn
    {
        columns.Add(column);
        return Named(column);
    }

    private T Named<T>(T column)
        where T : ResultColumn
    {
        byName.Add(column.Name, column);
        return column;
    }

    /// <summary>The name, or where it is taken the name with a number.</summary>
    private string Free(string name)
    {
        var free = name;
        for (var i = 2; byName.ContainsKey(free) || Reserved.Contains(free, StringComparer.OrdinalIgnoreCase); i++)
            free = $"{name}{i}";
        return free;
    }
}
