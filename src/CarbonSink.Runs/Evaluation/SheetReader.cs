using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>Fills a sheet from the tables and layers of an evaluation (读数据表): keys, parents, columns by symbol in the units of the method, areas and covered areas of polygons.</summary>
internal sealed class SheetReader(EvaluationFile file, EvaluationChain chain, FindingLog findings, CancellationToken stop)
{
    /// <summary>Beyond this no amount, area or rate of any unit lies; sums and products stay finite.</summary>
    private const double MostNumber = 1e15;

    private readonly Dictionary<string, Dictionary<string, int>> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> origins = new(StringComparer.Ordinal);
    private readonly HashSet<string> files = new(StringComparer.Ordinal);

    public Sheet Sheet { get; } = new();

    /// <summary>Every file that was read.</summary>
    public IEnumerable<string> Files => files;

    /// <summary>Reads everything; what the command names goes before the file.</summary>
    /// <exception cref="RefusedInputException">A table cannot be read, or what it says is not clear.</exception>
    public void Read(IReadOnlyDictionary<string, string> run)
    {
        foreach (var set in file.Sets)
            if (chain.Set(set.Name) is not { } known)
                throw file.Unknown("集合", "set", set.Name, chain.Name, chain.SetNames);
            else if (set.Range is not null && !known.IsOrdered)
                throw Wrong($"sets.{set.Name}", set.Line, "有 path 的表（这个集合没有次序）", "a table with path (this set has no order)");
        foreach (var symbol in file.Overlays.Keys)
            if (chain.Input(symbol) is not { Set.Length: > 0 } input)
                throw file.Unknown("输入", "input", symbol, chain.Name, chain.Symbols);
            else if (file.Sets.All(s => s.Name != input.Set))
                throw file.Unknown("已给出的集合", "set that is given", input.Set, chain.Name, file.Sets.Select(s => s.Name));
        foreach (var set in file.Sets.OrderBy(Depth))
            Add(set);
        foreach (var series in file.Series)
            new SeriesReader(this, file, chain).Read(series);
        foreach (var (symbol, (text, _)) in file.Run.Where(r => !run.ContainsKey(r.Key)))
            One(symbol, text, file.Name);
        foreach (var (symbol, text) in run)
            One(symbol, text, "--run");
    }

    /// <summary>Place of a member by its key; null where there is none.</summary>
    public int? Place(string set, string key) => places.TryGetValue(set, out var known) && known.TryGetValue(key, out var place) ? place : null;

    /// <summary>Tells what is remarkable.</summary>
    public void Tell(Finding finding) => findings.Add(finding);

    /// <summary>A table, its files noted.</summary>
    public MemberTable Table(string path, string? encoding, string? crs, bool geometry)
    {
        var table = MemberTable.Read(path, encoding, crs, geometry, findings, stop);
        files.UnionWith(table.Files.Select(Path.GetFullPath));
        return table;
    }

    /// <summary>Columns of a table that inputs want, with their unit; what is not wanted is told.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Headings by symbol.</param>
    /// <param name="place">Name of the set, for messages.</param>
    /// <param name="fits">Whether an input may stand in the table.</param>
    /// <param name="taken">Columns that are keys.</param>
    public IReadOnlyList<(MethodologyInput Input, int Field, Unit Unit)> Match(MemberTable table, IReadOnlyDictionary<string, string> columns, string place, Func<MethodologyInput, bool> fits, IEnumerable<int> taken)
    {
        var (found, keys) = (new Dictionary<string, int>(StringComparer.Ordinal), taken.ToHashSet());
        var used = keys.ToHashSet();
        var written = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (symbol, heading) in columns)
        {
            if (chain.Input(symbol) is null)
                throw file.Unknown("输入", "input", symbol, chain.Name, chain.Symbols);
            var (name, unit) = MemberTable.Split(heading);
            var field = table.IndexOf(heading) is >= 0 and var whole ? whole : table.IndexOf(name);
            if (field < 0)
                throw new RefusedInputException(new(EvaluationFindings.NoColumn, table.File, null, heading, null, table.File, heading, symbol, table.Headings));
            if (unit is not null && MemberTable.Split(table.Schema.Fields[field].Name).Unit is { } stated && !IsSame(unit, stated))
                throw new RefusedInputException(new(EvaluationFindings.UnitsDiffer, table.File, null, table.Schema.Fields[field].Name, unit, table.File, symbol, unit, stated));
            (found[symbol], written[symbol]) = (field, unit ?? MemberTable.Split(table.Schema.Fields[field].Name).Unit);
            used.Add(field);
        }

        for (var field = 0; field < table.Schema.Fields.Count; field++)
        {
            var (name, unit) = MemberTable.Split(table.Schema.Fields[field].Name);

            // A column of keys may be an input as well, e.g. the land class of a set of classes.
            if (chain.Input(name) is null || (keys.Contains(field) ? !chain.Uses(name).All(u => fits(u.Input)) : used.Contains(field)))
                continue;
            if (!found.TryAdd(name, field))
                throw new RefusedInputException(new(EvaluationFindings.TwoColumns, table.File, null, name, null, table.File, name, $"{table.Schema.Fields[found[name]].Name}, {table.Schema.Fields[field].Name}"));
            written[name] = unit;
            used.Add(field);
        }

        var unused = table.Schema.Fields.Where((f, i) => !used.Contains(i) && f.Name.Trim() != file.By).Select(f => f.Name).ToArray();
        if (unused.Length > 0)
            findings.Add(new Finding(EvaluationFindings.UnusedColumns, table.File, null, null, null, table.File, string.Join(", ", unused)));
        return [.. found.OrderBy(f => f.Value).Select(f => (Fitting(f.Key, table, place, fits), f.Value, UnitOf(f.Key, written[f.Key], $"{table.File} {table.Schema.Fields[f.Value].Name}")))];
    }

    /// <summary>A cell as the method takes it; what cannot be is told and left out.</summary>
    public SheetCell Cell(MethodologyInput input, Unit unit, MemberTable table, int field, int row)
    {
        if (table.Text(field, row) is not { } text)
            return default;
        if (input.Unit == "code")
            return new(null, text);
        if (input.Unit == "date")
            return Day(text) is { } day ? new(day) : Told(EvaluationFindings.BadDate);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return Told(EvaluationFindings.BadNumber);
        if (Math.Abs(number) > MostNumber)
            return Told(EvaluationFindings.TooLarge);
        if (number < 0 && IsArea(unit))
            return Told(EvaluationFindings.NegativeArea);
        if (number < 0 && EvaluationTotals.IsStock(input.Unit))
            findings.Add(EvaluationFindings.Negative, table.File, table.Records[row], table.Schema.Fields[field].Name, text, input.Symbol);
        return new(unit.Convert(number, Unit.Parse(input.Unit)));

        SheetCell Told(FindingRule rule)
        {
            findings.Add(rule, table.File, table.Records[row], table.Schema.Fields[field].Name, text, input.Symbol, "1e15");
            return new(null, Cause: new("missing", $"{input.Symbol} 的值“{text}”不能用（{rule.Code}）", $"the value '{text}' of {input.Symbol} cannot be used ({rule.Code})"));
        }
    }

    /// <summary>Puts a column, unless its symbol was given elsewhere.</summary>
    public void Put(MethodologyInput input, string set, string order, SheetCell[] cells, string origin)
    {
        if (!origins.TryAdd(input.Symbol, origin))
            throw new RefusedInputException(new(EvaluationFindings.TwoColumns, file.Name, null, input.Symbol, null, file.Name, input.Symbol, $"{origins[input.Symbol]}, {origin}"));
        var kind = KindOf(input);
        Sheet.Put(new(input.Symbol, set, order, kind, kind == SheetCellKind.Number ? Unit.Parse(input.Unit) : Unit.One, cells));
    }

    /// <summary>Puts the codes by which totals are grouped where they are no input.</summary>
    private void PutGroups(string set, MemberTable[] tables)
    {
        if (file.By is not { } by || chain.Input(by) is not null || !Array.Exists(tables, t => t.IndexOf(by) >= 0))
            return;
        if (Sheet.Columns.ContainsKey(by))
            throw new RefusedInputException(new(EvaluationFindings.TwoColumns, file.Name, null, by, null, file.Name, by, string.Join(", ", file.Sets.Select(s => s.Name))));
        Sheet.Put(new(by, set, string.Empty, SheetCellKind.Code, Unit.One, [.. tables.SelectMany(t => Enumerable.Range(0, t.Records.Count).Select(row => t.IndexOf(by) is >= 0 and var field && t.Text(field, row) is { } code ? new SheetCell(null, code) : default))]));
    }

    private static SheetCellKind KindOf(MethodologyInput input) => input.Unit switch { "code" => SheetCellKind.Code, "date" => SheetCellKind.Date, _ => SheetCellKind.Number };

    private static bool IsSame(string one, string other) => one == other || (Unit.TryParse(one, out var a, out _) && Unit.TryParse(other, out var b, out _) && a.Dimension.Equals(b.Dimension) && a.Convert(1, b) == 1);

    private static bool IsArea(Unit unit) => unit.Dimension.Equals(Unit.Parse("ha").Dimension);

    private static double? Day(string text) => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.DayNumber : null;

    private int Depth(EvaluationSet set)
    {
        var depth = 0;
        for (var name = set.Name; chain.Set(name) is { Inside.Length: > 0 } known; name = known.Inside)
            depth++;
        return depth;
    }

    private void Add(EvaluationSet set)
    {
        var known = chain.Set(set.Name)!;
        if (set.Range is var (from, to) && set.Range is not null)
        {
            AddOrdered(set.Name, [.. Enumerable.Range(from, to - from + 1).Select(n => (double)n)]);
            return;
        }

        var covered = file.Overlays.Where(o => chain.Input(o.Key)!.Set == set.Name).OrderBy(o => o.Key, StringComparer.Ordinal).ToArray();
        var tables = set.Paths.Select(p => Table(p, set.Encoding, set.Crs, set.Area is not null || covered.Length > 0)).ToArray();
        if (tables.Sum(t => t.Records.Count) == 0)
            throw new RefusedInputException(new(EvaluationFindings.EmptySet, tables[0].File, null, null, null, set.Name, string.Join(", ", tables.Select(t => t.File))));
        var reading = new MemberReading(this, file, chain, set);
        var cells = reading.Read(tables);
        if (known.IsOrdered)
        {
            var order = Enumerable.Range(0, reading.Keys.Count).OrderBy(i => reading.Numbers[i]).ToArray();
            AddOrdered(set.Name, [.. order.Select(i => reading.Numbers[i])]);
            foreach (var (input, column) in cells)
                Put(input, string.Empty, set.Name, [.. order.Select(i => column[i])], tables[0].File);
            return;
        }

        var inside = reading.Parents is null && known.Inside.Length > 0 && (!Sheet.Has(known.Inside) || Sheet.Count(known.Inside) != 1) ? null : known.Inside;
        if (inside is null)
            throw Wrong($"sets.{set.Name}.parent", set.Line, $"指明上级（{known.Inside}）编号的列", $"the column that names the member of {known.Inside}");
        Sheet.Add(set.Name, reading.Keys, Sheet.Has(inside) ? inside : string.Empty, reading.Parents);
        places[set.Name] = reading.Keys.Select((k, i) => (k, i)).ToDictionary(p => p.k, p => p.i, StringComparer.Ordinal);
        foreach (var (input, column) in cells)
            Put(input, set.Name, string.Empty, column, tables[0].File);
        PutGroups(set.Name, tables);
        var geometry = new MemberGeometry(this, file, chain, findings, stop);
        if (set.Area is { } symbol)
            Put(geometry.AreaInput(symbol, set), set.Name, string.Empty, geometry.Areas(symbol, tables, $"sets.{set.Name}.crs"), $"area ({tables[0].File})");
        foreach (var (overlay, layers) in covered)
            Put(geometry.AreaInput(overlay, set), set.Name, string.Empty, geometry.Covered(overlay, tables, layers, $"sets.{set.Name}.crs"), "overlays");
    }

    private void AddOrdered(string set, double[] keys)
    {
        Sheet.Add(set, keys);
        places[set] = keys.Select((k, i) => (Key: k.ToString("R", CultureInfo.InvariantCulture), i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
    }

    private void One(string symbol, string written, string origin)
    {
        if (chain.Input(symbol) is not { } input)
            throw file.Unknown("输入", "input", symbol, chain.Name, chain.Symbols);
        var line = file.Run.TryGetValue(symbol, out var there) ? there.Line : 1;
        RefusedInputException No(string zh, string en) => Wrong(origin == "--run" ? $"--run {symbol}" : $"run.{symbol}", line, zh, en);
        SheetCell cell;
        if (input.Unit == "code")
        {
            cell = new(null, written);
        }
        else if (input.Unit == "date")
        {
            cell = new(Day(written) ?? throw No(" yyyy-MM-dd 的日期", "a date, yyyy-MM-dd"));
        }
        else
        {
            var (text, unit) = MemberTable.Split(written);
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(Math.Abs(number) <= MostNumber))
                throw No("数，可带单位，如 0.2 [1]", "a number, with its unit or without: 0.2 [1]");
            if (number < 0 && IsArea(Unit.Parse(input.Unit)))
                throw No("不小于 0 的面积", "an area that is not negative");
            cell = new(UnitOf(symbol, unit, $"run.{symbol}").Convert(number, Unit.Parse(input.Unit)));
        }

        Put(input, string.Empty, string.Empty, [cell], origin);
    }

    /// <summary>The input of a symbol, which every method that has it must be able to take from the table.</summary>
    private MethodologyInput Fitting(string symbol, MemberTable table, string place, Func<MethodologyInput, bool> fits)
    {
        foreach (var (_, input) in chain.Uses(symbol))
            if (!fits(input))
                throw new RefusedInputException(new(EvaluationFindings.WrongSet, table.File, null, symbol, null, symbol, place, input.OrderedSet.Length > 0 ? $"{input.Set} × {input.OrderedSet}" : input.Set.Length > 0 ? input.Set : "run"));
        return chain.Input(symbol)!;
    }

    private Unit UnitOf(string symbol, string? written, string where)
    {
        var own = chain.Input(symbol)!.Unit;
        if (own is "code" or "date")
            return Unit.One;
        var unit = Unit.Parse(own);
        if (written is null)
            return unit;
        return Unit.TryParse(written, out var given, out _) && given.Dimension.Equals(unit.Dimension) ? given
            : throw new RefusedInputException(new(EvaluationFindings.WrongUnit, null, null, symbol, written, where, written, symbol, own));
    }

    private RefusedInputException Wrong(string key, int line, string zh, string en) => new(new(EvaluationFindings.WrongValue, file.Name, null, key, null, file.Name, line.ToString(CultureInfo.InvariantCulture), key, zh, en));
}
