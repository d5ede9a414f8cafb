using CarbonSink.Estimation;
using CarbonSink.Methodologies.Formulas;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies;

/// <summary>Reads, checks and compiles one pack; gathers every problem before it gives up.</summary>
internal sealed partial class MethodologyLoader
{
    private static readonly Dictionary<string, string[]> TableColumns = new(StringComparer.Ordinal)
    {
        ["Sets"] = ["set", "inside", "ordered", "key", "area"],
        ["Inputs"] = ["symbol", "over", "unit", "role", "中文", "meaning"],
        ["Tables"] = ["table", "file@version", "keys", "outside"],
        ["Equations"] = ["no.", "symbol", "over", "unit", "pool", "when", "kind", "formula", "source"],
        ["Outputs"] = ["symbol", "as", "complete", "中文", "meaning"],
        [ReasonsTable] = ["code", "when", "中文", "English"],
    };

    private const string ReasonsTable = "Reasons";

    private static readonly Unit Hectare = Unit.Parse("ha");

    private readonly List<LoadProblem> problems = [];
    private readonly List<SetDefinition> sets = [];
    private readonly List<(MarkdownCell Area, MarkdownCell Key)> setCells = [];
    private readonly Dictionary<string, Symbol> symbols = new(StringComparer.Ordinal);
    private readonly List<Symbol> order = [];
    private readonly List<Equation> equations = [];
    private readonly List<BoundTable> bound = [];
    private readonly Dictionary<string, TableIndex> indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<double>> lists = new(StringComparer.Ordinal);
    private readonly MethodologyCatalog catalog;
    private readonly string folder;
    private readonly IReadOnlyDictionary<string, TableChoice> choices;
    private readonly Scope scope;

    public MethodologyLoader(MethodologyCatalog catalog, string folder, IReadOnlyDictionary<string, TableChoice> choices)
    {
        (this.catalog, this.folder, this.choices) = (catalog, folder, choices);
        scope = new(sets, symbols, indexes, lists, catalog.Codes);
    }

    private string MethodFile => $"{folder}/METHOD.md";

    public Methodology Load()
    {
        var description = Description();
        var text = PackText.Read(Path.Combine(catalog.Folder, MethodFile), MethodFile, problems);
        if (text is null)
            ThrowIfAny();
        var parts = MarkdownTable.Read(text!, TableColumns, ReasonsTable, problems);
        if (TableColumns.Keys.Any(t => t != ReasonsTable && !parts.ContainsKey(t)))
            ThrowIfAny();
        scope.ListsAreIncomplete = description is null;
        ReadSets(parts["Sets"]);
        ReadLists(description?.Codes ?? []);
        ReadTables(parts["Tables"]);
        ReadInputs(parts["Inputs"]);
        ReadEquations(parts["Equations"]);
        CheckSets();
        var outputs = ReadOutputs(parts["Outputs"]);
        var groups = Compile();
        var reasons = parts.TryGetValue(ReasonsTable, out var rows) ? ReadReasons(rows, outputs) : [];
        ThrowIfAny();
        return new(description!, new(sets, order, groups, indexes, catalog.Codes, scope.NodeCount) { Reasons = reasons }, equations, bound, outputs, sets);
    }

    private void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw new MethodologyLoadException([.. problems.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    private void Problem(MarkdownCell cell, string message, string hint = "") => problems.Add(new(MethodFile, cell.Line, cell.Column, message, hint));

    private void ReadSets(MarkdownTable table)
    {
        foreach (var row in table.Rows)
        {
            var (name, inside, ordered, key, area) = (table.Cell(row, "set"), table.Cell(row, "inside"), table.Cell(row, "ordered"), table.Cell(row, "key"), table.Cell(row, "area"));
            var parent = inside.Text.Length == 0 ? -1 : sets.FindIndex(s => s.Name == inside.Text);
            if (inside.Text.Length > 0 && parent < 0)
                Problem(inside, $"'{inside.Text}' is no set above this row");
            if (!IsName(name.Text))
                Problem(name, $"'{name.Text}' cannot be a set");
            if (sets.Exists(s => s.Name == name.Text))
                Problem(name, $"set '{name.Text}' stands twice");
            if (key.Text.Length > 0 && !IsName(key.Text))
                Problem(key, $"'{key.Text}' cannot be a key");
            if (ordered.Text is not ("" or "yes" or "no"))
                Problem(ordered, "write yes or leave blank");
            if (ordered.Text == "yes" && parent >= 0)
                Problem(inside, "an ordered set lies inside no other");
            setCells.Add((area, key));
            sets.Add(new(sets.Count, name.Text, parent, ordered.Text == "yes", key.Text.Length > 0 ? key.Text : null, area.Text.Length > 0 ? area.Text : null));
        }
    }

    /// <summary>What sets say about symbols, once the symbols are known.</summary>
    private void CheckSets()
    {
        foreach (var set in sets)
        {
            LoadProblem At(MarkdownCell cell, string message) => new(MethodFile, cell.Line, cell.Column, message);
            var (area, key) = setCells[set.Index];
            if (set.Key is not null && set.Ordered && symbols.ContainsKey(set.Key))
                problems.Add(At(key, $"key '{set.Key}' of {set.Name} is a symbol too"));
            if (set.Area is null)
                continue;
            if (!symbols.TryGetValue(set.Area, out var symbol))
                problems.Add(At(area, $"area '{set.Area}' of set {set.Name} is no symbol of this pack"));
            else if (symbol.Domain != new Domain(set.Index, -1) || !symbol.Unit.Dimension.Equals(Hectare.Dimension))
                problems.Add(At(area, $"area '{set.Area}' must be an area over {set.Name}"));
        }
    }

    private void ReadLists(IReadOnlyList<string> codeFolders)
    {
        var before = problems.Count;
        foreach (var reference in codeFolders)
            foreach (var (name, codes) in catalog.Lists(reference, new($"{folder}/method.json", 1, 1, string.Empty), problems))
                if (!lists.TryAdd(name, codes))
                    problems.Add(new($"{folder}/method.json", 1, 1, $"code list '{name}' comes from two code folders"));
        scope.ListsAreIncomplete |= problems.Count > before;
    }

    private void ReadTables(MarkdownTable table)
    {
        foreach (var row in table.Rows)
        {
            var (name, file, keys, outside) = (table.Cell(row, "table"), table.Cell(row, "file@version"), table.Cell(row, "keys"), table.Cell(row, "outside"));
            var byRun = file.Text == "run" || file.Text.StartsWith("run:", StringComparison.Ordinal);
            var reference = byRun ? file.Text[3..].TrimStart(':', ' ') : file.Text;
            if (!IsName(name.Text))
                Problem(name, $"'{name.Text}' cannot be a table");
            if (choices.TryGetValue(name.Text, out var choice) && !byRun)
                Problem(file, $"table '{name.Text}' is fixed by the pack; the run may not name another");
            if (byRun && choice is null && reference.Length == 0)
            {
                Problem(file, $"table '{name.Text}' must be named by the run", $"add \"{name.Text}\" to \"tables\" in inventory.json, or pass --tables {name.Text}=FILE");
                scope.Broken.Add(name.Text);
                continue;
            }

            if (TableKey.Parse(keys.Text) is not { } tableKeys)
            {
                Problem(keys, $"keys '{keys.Text}' are not understood", "e.g. species; U in (from,to]; H linear");
                scope.Broken.Add(name.Text);
                continue;
            }

            if (outside.Text is not ("refuse" or "flag"))
                Problem(outside, "write refuse or flag");
            if (bound.Exists(b => b.Name == name.Text) || scope.Broken.Contains(name.Text))
                Problem(name, $"table '{name.Text}' stands twice");
            if (catalog.Table(choice ?? new(reference, Path.Combine(catalog.Folder, folder)), new(MethodFile, file.Line, file.Column, string.Empty), problems) is not { } parameters)
            {
                scope.Broken.Add(name.Text);
                continue;
            }

            bound.Add(new(name.Text, parameters, byRun));
            if (TableIndex.Build(parameters, tableKeys, outside.Text == "flag", problems) is { } index)
                indexes[name.Text] = index;
            else
                scope.Broken.Add(name.Text);
        }
    }

    private void ReadInputs(MarkdownTable table)
    {
        foreach (var row in table.Rows)
        {
            var (symbol, over, unit) = (table.Cell(row, "symbol"), table.Cell(row, "over"), table.Cell(row, "unit"));
            Declare(symbol, over, unit, new(table.Cell(row, "role").Text, table.Cell(row, "中文").Text, table.Cell(row, "meaning").Text));
        }
    }

    private Symbol? Declare(MarkdownCell name, MarkdownCell over, MarkdownCell unit, InputDefinition? input)
    {
        if (!IsName(name.Text))
            Problem(name, $"'{name.Text}' cannot be a symbol");
        if (symbols.ContainsKey(name.Text))
        {
            Problem(name, $"symbol '{name.Text}' is declared twice");
            return null;
        }

        var before = problems.Count;
        var domain = ReadDomain(over);
        var type = unit.Text switch { "code" => ColumnType.Code, "date" => ColumnType.Date, _ => ColumnType.Number };
        var parsedUnit = Unit.One;
        if (type == ColumnType.Number && !Unit.TryParse(unit.Text, out parsedUnit, out var bad))
        {
            Problem(unit, $"'{bad}' is not a unit");
            parsedUnit = Unit.One;
        }

        if (before < problems.Count)
            scope.Broken.Add(name.Text);
        var symbol = new Symbol(order.Count, name.Text, parsedUnit, type, domain, input);
        symbols[name.Text] = symbol;
        order.Add(symbol);
        return symbol;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_') && !FormulaParser.IsReserved(text);

    private Domain ReadDomain(MarkdownCell over)
    {
        var domain = Domain.One;
        foreach (var name in over.Text.Split('×', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var set = sets.Find(s => s.Name == name);
            if (set is null)
                Problem(over, $"'{name}' is no set of this pack");
            else if (set.Ordered ? domain.Ordered >= 0 : domain.Base >= 0)
                Problem(over, $"'{over.Text}': a symbol lives on one set, or on one unordered set × one ordered set");
            else
                domain = set.Ordered ? domain with { Ordered = set.Index } : domain with { Base = set.Index };
        }

        return domain;
    }

    private void ReadEquations(MarkdownTable table)
    {
        foreach (var row in table.Rows)
        {
            MarkdownCell Cell(string column) => table.Cell(row, column);
            var (symbol, over, unit, kind, source) = (Cell("symbol"), Cell("over"), Cell("unit"), Cell("kind"), Cell("source"));
            if (kind.Text is not ("" or "rule"))
                Problem(kind, "kind is blank or rule");
            var comma = source.Text.IndexOf(',', StringComparison.Ordinal);
            var id = comma < 0 ? source.Text : source.Text[..comma];
            if (!catalog.Sources.ContainsKey(id))
                Problem(source, $"source '{id}' is not in sources.csv");
            if (comma < 0 || source.Text[(comma + 1)..].Trim().Length == 0)
                Problem(source, "has no locator after the source id (equation number, table or page)");
            if (Cell("no.").Text.Length == 0 || equations.Exists(e => e.Number == Cell("no.").Text))
                Problem(Cell("no."), $"equation number '{Cell("no.").Text}' is blank or stands twice");
            var equation = new Equation(Cell("no.").Text, symbol.Text, over.Text, unit.Text, Cell("pool").Text, Cell("when").Text, kind.Text == "rule", Cell("formula").Text, id, comma < 0 ? string.Empty : source.Text[(comma + 1)..].Trim(), new(MethodFile, Cell("formula").Line, Cell("formula").Column, string.Empty))
            {
                PoolPlace = Cell("pool"),
                WhenPlace = Cell("when"),
            };
            equations.Add(equation);
            if (symbols.TryGetValue(symbol.Text, out var known) && known.Input is null && known.Routes.Count > 0)
            {
                var first = known.Routes[0];
                if ((first.Over, first.UnitText, first.IsRule) != (equation.Over, equation.UnitText, equation.IsRule))
                {
                    Problem(symbol, $"routes of '{symbol.Text}' must agree in over, unit and kind with equation {first.Number}");
                    scope.Broken.Add(symbol.Text);
                }

                known.Routes.Add(equation);
            }
            else
            {
                Declare(symbol, over, unit, null)?.Routes.Add(equation);
            }
        }
    }
}
