using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Reports;

/// <summary>Arithmetic of a template: + − × ÷ and brackets over named numbers (算式), written in the formula language of packs.</summary>
public sealed class Arithmetic
{
    private readonly Syntax formula;

    private Arithmetic(string text, Syntax formula) => (Text, this.formula) = (text, formula);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The names it uses.</summary>
    public IEnumerable<string> Names => formula.All.OfType<SymbolSyntax>().Select(s => s.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">It is no arithmetic.</exception>
    public static Arithmetic Parse(string text)
    {
        try
        {
            var parsed = FormulaParser.Parse(text);
            return parsed.All.FirstOrDefault(s => s is not (SymbolSyntax or NumberSyntax or NegateSyntax or BinarySyntax { Operator: "+" or "-" or "*" or "/" })) is { } other
                ? throw new FormatException($"'{text}': only numbers, names, + - * / and brackets are arithmetic here (column {other.At + 1})")
                : new(text, parsed);
        }
        catch (FormulaException e)
        {
            throw new FormatException($"'{text}': {e.Message}", e);
        }
    }

    /// <summary>Its value; null where a name has none, a divisor is zero or the value is too large for a number.</summary>
    /// <param name="value">The value of a name.</param>
    public double? Of(Func<string, double?> value) => Of(formula, value) is { } number && double.IsFinite(number) ? number : null;

    private static double? Of(Syntax part, Func<string, double?> value) => part switch
    {
        NumberSyntax number => number.Value,
        SymbolSyntax symbol => value(symbol.Name),
        NegateSyntax negated => -Of(negated.Operand, value),
        BinarySyntax { Operator: "+" } both => Of(both.Left, value) + Of(both.Right, value),
        BinarySyntax { Operator: "-" } both => Of(both.Left, value) - Of(both.Right, value),
        BinarySyntax { Operator: "*" } both => Of(both.Left, value) * Of(both.Right, value),
        BinarySyntax both => Of(both.Right, value) is { } divisor && divisor != 0 ? Of(both.Left, value) / divisor : null,
        _ => throw new InvalidOperationException($"{part.GetType().Name} is no arithmetic"),
    };
}
