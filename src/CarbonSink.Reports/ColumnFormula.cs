using System.Globalization;
using CarbonSink.Methodologies.Formulas;
using CarbonSink.Quantities;

namespace CarbonSink.Reports;

/// <summary>The arithmetic of a column (列算式): keys of columns, numbers, + − × ÷ and brackets.</summary>
internal sealed class ColumnFormula
{
    private const double Tolerance = 1e-9; // of the size of the terms: what doubles lose, and nothing that a reader sees

    private readonly Syntax formula;
    private readonly Dictionary<string, int> places;

    /// <summary>Reads the formula of a column.</summary>
    /// <exception cref="ArgumentException">It is no formula, names what is no column of figures, or has more in it than arithmetic.</exception>
    public ColumnFormula(ReportColumn column, IReadOnlyList<ReportColumn> columns)
    {
        try
        {
            formula = FormulaParser.Parse(column.Formula!);
        }
        catch (FormulaException exception)
        {
            throw new ArgumentException($"column {column.Key}: {exception.Message} at {exception.At + 1} of '{column.Formula}'", nameof(column), exception);
        }

        places = columns.Index().Where(c => c.Item.Kind != ReportColumnKind.Text).ToDictionary(c => c.Item.Key, c => c.Index, StringComparer.Ordinal);
        if (formula.All.FirstOrDefault(s => !IsArithmetic(s)) is { } other)
            throw new ArgumentException($"column {column.Key}: '{column.Formula}' is no arithmetic of figures of this table at {other.At + 1}", nameof(column));
    }

    /// <summary>The formulas of columns, null for a column without one.</summary>
    public static IReadOnlyList<ColumnFormula?> Of(IReadOnlyList<ReportColumn> columns) =>
        [.. columns.Select(c => c.Formula is null ? null : new ColumnFormula(c, columns))];

    /// <summary>Whether the row's own figure is what the formula gives, a missing operand counted as 0 as workbooks do; a missing figure claims nothing.</summary>
    public bool Holds(IReadOnlyList<ReportCell> row, int column)
    {
        if (row[column].Kind is null)
            return true;
        var (value, size) = Evaluated(formula, row);
        return double.IsFinite(value) && Math.Abs(value - row[column].Number) <= Tolerance * size;
    }

    /// <summary>The formula of a workbook.</summary>
    /// <param name="cell">Name of the cell of a column, from 0.</param>
    public string InCells(Func<int, string> cell) => Text(formula, cell);

    /// <summary>The formula for a table in mu: the same with other names where areas cancel out, otherwise with hectares made of mu.</summary>
    public string InMu(ReportColumn column, IReadOnlyList<ReportColumn> columns)
    {
        var degree = AreaUnits.Degree(column);
        var isSame = Degree(formula, columns) == degree;
        var text = column.Formula!;
        foreach (var symbol in formula.All.OfType<SymbolSyntax>().OrderByDescending(s => s.At))
        {
            var key = AreaUnits.InMu(columns[places[symbol.Name]]).Key;
            text = text[..symbol.At] + (isSame ? key : Scaled(key, -AreaUnits.Degree(columns[places[symbol.Name]]))) + text[(symbol.At + symbol.Name.Length)..];
        }

        return isSame || degree == 0 ? text : Scaled($"({text})", degree);
    }

    private static string Scaled(string text, int degree) => degree == 0 ? text : $"({text} {(degree > 0 ? '*' : '/')} {AreaUnits.MuPerHectare})";

    private bool IsArithmetic(Syntax syntax) => syntax switch
    {
        NumberSyntax number => number.Unit.Equals(Unit.One),
        SymbolSyntax symbol => symbol.Bare is null && places.ContainsKey(symbol.Name),
        BinarySyntax binary => binary.Operator is "+" or "-" or "*" or "/",
        _ => syntax is NegateSyntax,
    };

    private (double Value, double Size) Evaluated(Syntax syntax, IReadOnlyList<ReportCell> row)
    {
        switch (syntax)
        {
            case NumberSyntax number:
                return (number.Value, number.Value);
            case SymbolSyntax symbol:
                var cell = row[places[symbol.Name]].Number;
                return (cell, Math.Abs(cell));
            case NegateSyntax negated:
                var (positive, same) = Evaluated(negated.Operand, row);
                return (-positive, same);
            default:
                var binary = (BinarySyntax)syntax;
                var ((a, sizeA), (b, sizeB)) = (Evaluated(binary.Left, row), Evaluated(binary.Right, row));
                return binary.Operator switch
                {
                    "+" => (a + b, sizeA + sizeB),
                    "-" => (a - b, sizeA + sizeB),
                    "*" => (a * b, sizeA * sizeB),
                    _ => (a / b, sizeA / Math.Abs(b)),
                };
        }
    }

    /// <summary>To which power areas stand in a formula; null where terms of different powers are added.</summary>
    private int? Degree(Syntax syntax, IReadOnlyList<ReportColumn> columns) => syntax switch
    {
        NumberSyntax => 0,
        SymbolSyntax symbol => AreaUnits.Degree(columns[places[symbol.Name]]),
        NegateSyntax negated => Degree(negated.Operand, columns),
        BinarySyntax { Operator: "*" } product => Degree(product.Left, columns) + Degree(product.Right, columns),
        BinarySyntax { Operator: "/" } quotient => Degree(quotient.Left, columns) - Degree(quotient.Right, columns),
        BinarySyntax sum when Degree(sum.Left, columns) is { } degree && degree == Degree(sum.Right, columns) => degree,
        _ => null,
    };

    private string Text(Syntax syntax, Func<int, string> cell) => syntax switch
    {
        NumberSyntax number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        SymbolSyntax symbol => cell(places[symbol.Name]),
        NegateSyntax negated => $"-{Bracketed(negated.Operand, cell, 2)}",
        BinarySyntax binary => $"{Bracketed(binary.Left, cell, Rank(binary) - 1)}{binary.Operator}{Bracketed(binary.Right, cell, Rank(binary))}",
        _ => throw new InvalidOperationException($"{syntax.GetType().Name} is no arithmetic"),
    };

    private string Bracketed(Syntax syntax, Func<int, string> cell, int rank) => Rank(syntax) <= rank ? $"({Text(syntax, cell)})" : Text(syntax, cell);

    /// <summary>How closely a part holds together: a sign and a sum least, a product more, a number or a cell most.</summary>
    private static int Rank(Syntax syntax) => syntax switch
    {
        NegateSyntax => 0,
        BinarySyntax { Operator: "+" or "-" } => 1,
        BinarySyntax => 2,
        _ => 3,
    };
}
