using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Tests.Methodologies;

/// <summary>One mistake planted in one file of a methodology folder.</summary>
/// <param name="Name">What was done, e.g. "county-forest-stock/1 eq. 7 formula: drop a factor: (B_ha * A) → B_ha".</param>
/// <param name="Kind">Kind of mistake.</param>
/// <param name="File">Path relative to the folder.</param>
/// <param name="Text">The file with the mistake.</param>
internal sealed record Mutant(string Name, string Kind, string File, string Text);

/// <summary>Plants the mistakes people make when they write packs: a factor or a term dropped, a sign, a literal, a symbol, a unit, a pool, a condition; a gap or an overlap in a range table.</summary>
internal static class Mutation
{
    private static readonly Dictionary<string, string[]> Units = new(StringComparer.Ordinal)
    {
        ["t"] = ["kg", "tC"], ["tC"] = ["t", "tCO2e"], ["tCO2e"] = ["tC", "kgCO2e"], ["m3"] = ["dm3", "m2"], ["m3/ha"] = ["m3/mu", "m3"], ["t/ha"] = ["kg/ha", "t"], ["tC/ha"] = ["t/ha", "kgC/ha"],
        ["tC/ha/yr"] = ["tC/ha", "kgC/ha/yr"], ["tCO2e/yr"] = ["tCO2e", "kgCO2e/yr"], ["t2/ha2"] = ["t/ha", "kg2/ha2"], ["ha"] = ["mu", "m"], ["1"] = ["%", "t"], ["tC/t"] = ["1", "kgC/t"],
        ["m2/ha"] = ["1", "m2/mu"], ["yr"] = ["1", "ha"], ["1/yr"] = ["1", "yr"], ["cm"] = ["m", "kg"], ["m"] = ["cm", "kg"], ["1/ha"] = ["1/mu", "1"], ["code"] = ["1", "date"], ["%"] = ["1", "t"],
        ["t/ha/yr"] = ["t/ha", "kg/ha/yr"], ["tC/yr"] = ["tC", "kgC/yr"], ["tCO2/yr"] = ["tCO2", "kgCO2/yr"], ["tCH4/yr"] = ["tCH4", "kgCH4/yr"], ["tN2O/yr"] = ["tN2O", "kgN2O/yr"],
        ["tCO2/ha/yr"] = ["tCO2/ha", "kgCO2/ha/yr"], ["kgCH4/ha/yr"] = ["kgCH4/ha", "tCH4/ha/yr"], ["kgN2O/ha/yr"] = ["kgN2O/ha", "tN2O/ha/yr"], ["m2"] = ["ha", "m"], ["kg"] = ["t", "m3"],
        ["TgC"] = ["tC", "Tg"], ["TgC/yr"] = ["tC/yr", "TgC"], ["tCO2e/ha/yr"] = ["tC/ha/yr", "kgCO2e/ha/yr"], ["tCO2e/ha"] = ["tCO2e", "kgCO2e/ha"], ["tCH4"] = ["kgCH4", "tCO2e"],
        ["tN2O"] = ["kgN2O", "tCH4"], ["tN"] = ["kgN", "t"], ["tN2O-N"] = ["tN2O", "kgN2O-N"], ["ha/yr"] = ["ha", "mu/yr"], ["t/m3"] = ["kg/m3", "1"],
    };

    /// <summary>Mistakes in every equation of a method.</summary>
    public static IEnumerable<Mutant> OfMethod(string folder, Methodology methodology)
    {
        var id = $"{methodology.Description.Id}/{methodology.Description.Version}";
        var file = $"methods/{id}/METHOD.md";
        var lines = File.ReadAllText(Path.Combine(folder, file)).Split('\n');
        var header = Cells(lines[Array.IndexOf(lines, "## Equations") + 2]);
        foreach (var equation in methodology.Equations)
        {
            var at = equation.Place.Line - 1;
            var cells = Cells(lines[at]);
            Mutant With(string column, string what, string text, string shown)
            {
                var changed = cells.ToArray();
                changed[Array.IndexOf(header, column)] = text;
                var copy = lines.ToArray();
                copy[at] = $"| {string.Join(" | ", changed)} |";
                return new($"{id} eq. {equation.Number} {column}: {what}: {shown}", what, file, string.Join('\n', copy));
            }

            foreach (var (what, tree) in Trees(FormulaParser.Parse(equation.Formula)))
                yield return With("formula", what, $"`{Write(tree)}`", $"{equation.Formula} → {Write(tree)}");
            if (equation.When.Length > 0)
            {
                yield return With("when", "delete the condition", string.Empty, equation.When);
                foreach (var (what, tree) in Trees(FormulaParser.Parse(equation.When)))
                    yield return With("when", what, $"`{Write(tree)}`", $"{equation.When} → {Write(tree)}");
            }

            foreach (var unit in Units[equation.UnitText])
                yield return With("unit", "swap the unit", unit, $"{equation.UnitText} → {unit}");
            foreach (var pool in (string[])["AGB", "living", ""])
                if (pool != equation.PoolText && equation.UnitText != "code" && Array.IndexOf(header, "pool") >= 0)
                    yield return With("pool", "change the pool", pool, $"{equation.PoolText} → {pool}");
            yield return With("symbol", "misspell a symbol", $"`{equation.SymbolName}x`", $"{equation.SymbolName} → {equation.SymbolName}x");
        }
    }

    /// <summary>Gaps and overlaps at every bound that two rows share.</summary>
    public static IEnumerable<Mutant> OfTable(string file, string text)
    {
        var lines = text.Split('\n');
        var header = lines[0].Split(',');
        foreach (var from in Enumerable.Range(0, header.Length).Where(i => header[i].Contains(".from [", StringComparison.Ordinal)))
        {
            var to = Array.FindIndex(header, h => h.StartsWith(header[from].Split(".from")[0] + ".to", StringComparison.Ordinal));
            var last = Math.Max(from, to);
            var bounds = lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')).ToList();
            for (var row = 1; row < lines.Length; row++)
            {
                var cells = lines[row].Split(',');
                if (cells.Length <= last || cells[from].Length == 0 || !bounds.Exists(b => b[to] == cells[from]))
                    continue;
                var value = double.Parse(cells[from], CultureInfo.InvariantCulture);
                foreach (var (what, shifted) in ((string, double)[])[("gap in a range", value * 1.05), ("overlap of ranges", value * 0.95)])
                {
                    var changed = cells.ToArray();
                    changed[from] = shifted.ToString("R", CultureInfo.InvariantCulture);
                    var copy = lines.ToArray();
                    copy[row] = string.Join(',', changed);
                    yield return new($"{file}:{row + 1} {header[from]}: {what}: {cells[from]} → {changed[from]}", what, file, string.Join('\n', copy));
                }
            }
        }
    }

    /// <summary>A formula written out with every parenthesis.</summary>
    public static string Write(Syntax s) => s switch
    {
        NumberSyntax n => n.Value.ToString("R", CultureInfo.InvariantCulture) + (n.Unit.IsOne ? string.Empty : $"[{n.Unit}]"),
        SymbolSyntax y => y.Name + (y.Bare is null ? string.Empty : $"[{y.Bare}]"),
        LookupSyntax l => $"{l.Table}({string.Join(", ", l.Keys.Select(Write))}).{l.Column}",
        CallSyntax c => $"{c.Function}({string.Join(", ", c.Arguments.Select(Write))})",
        AggregateSyntax a => $"{a.Function}({string.Join(", ", a.Arguments.Select(Write))} over {a.Set}{(a.Where is null ? string.Empty : $" where {Write(a.Where)}")})",
        NegateSyntax n => $"(-{Write(n.Operand)})",
        NotSyntax n => $"(not {Write(n.Operand)})",
        BinarySyntax b => $"({Write(b.Left)} {b.Operator} {Write(b.Right)})",
        InSyntax i => $"({Write(i.Operand)} in {i.Name})",
        _ => throw new InvalidOperationException(s.GetType().Name),
    };

    /// <summary>Every formula that differs from the given one by one mistake.</summary>
    private static IEnumerable<(string What, Syntax Tree)> Trees(Syntax s)
    {
        switch (s)
        {
            case NumberSyntax n:
                yield return ("change a literal", n with { Value = n.Value == 0 ? 1 : n.Value * 1.1 });
                break;
            case SymbolSyntax y:
                yield return ("misspell a symbol", y with { Name = y.Name + "x" });
                break;
            case BinarySyntax { Operator: "*" or "/" } b:
                yield return ("drop a factor", b.Left);
                yield return ("drop a factor", b.Right);
                break;
            case BinarySyntax { Operator: "+" or "-" } b:
                yield return ("drop a term", b.Left);
                yield return ("drop a term", b.Right);
                yield return ("swap + and -", b with { Operator = b.Operator == "+" ? "-" : "+" });
                break;
            case BinarySyntax { Operator: "^" } b:
                yield return ("drop a power", b.Left);
                break;
            case BinarySyntax { Operator: "and" or "or" } b:
                yield return ("drop a condition", b.Left);
                yield return ("drop a condition", b.Right);
                break;
            case NegateSyntax n:
                yield return ("drop a sign", n.Operand);
                break;
            case NotSyntax n:
                yield return ("drop a not", n.Operand);
                break;
            case AggregateSyntax { Where: not null } a:
                yield return ("drop a condition", a with { Where = null });
                break;
        }

        foreach (var (part, put) in Parts(s))
            foreach (var (what, tree) in Trees(part))
                yield return (what, put(tree));
    }

    private static IEnumerable<(Syntax Part, Func<Syntax, Syntax> Put)> Parts(Syntax s) => s switch
    {
        LookupSyntax l => l.Keys.Select((k, i) => (k, (Func<Syntax, Syntax>)(t => l with { Keys = Replaced(l.Keys, i, t) }))),
        CallSyntax c => c.Arguments.Select((k, i) => (k, (Func<Syntax, Syntax>)(t => c with { Arguments = Replaced(c.Arguments, i, t) }))),
        AggregateSyntax a => a.Arguments.Select((k, i) => (k, (Func<Syntax, Syntax>)(t => a with { Arguments = Replaced(a.Arguments, i, t) }))).Concat(a.Where is null ? [] : [(a.Where, t => a with { Where = t })]),
        NegateSyntax n => [(n.Operand, t => n with { Operand = t })],
        NotSyntax n => [(n.Operand, t => n with { Operand = t })],
        BinarySyntax b => [(b.Left, t => b with { Left = t }), (b.Right, t => b with { Right = t })],
        InSyntax i => [(i.Operand, t => i with { Operand = t })],
        _ => [],
    };

    private static Syntax[] Replaced(IReadOnlyList<Syntax> list, int at, Syntax by) => [.. list.Select((s, i) => i == at ? by : s)];

    private static string[] Cells(string line)
    {
        var (cells, start, quoted) = (new List<string>(), 1, false);
        for (var i = 1; i < line.Length; i++)
        {
            quoted ^= line[i] == '`';
            if (line[i] != '|' || quoted)
                continue;
            cells.Add(line[start..i].Trim());
            start = i + 1;
        }

        return [.. cells];
    }
}
