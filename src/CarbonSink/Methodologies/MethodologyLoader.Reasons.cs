using CarbonSink.Methodologies.Formulas;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Methodologies;

/// <content>The Reasons table, which a pack may leave out.</content>
internal sealed partial class MethodologyLoader
{
    private Reason[] ReadReasons(MarkdownTable table, List<MethodologyOutput> outputs)
    {
        if (outputs.Find(o => o.Set.Length > 0) is not { } output || table.Rows.Count > sbyte.MaxValue)
        {
            problems.Add(new(MethodFile, table.Line, 1, table.Rows.Count > sbyte.MaxValue ? $"has more than {sbyte.MaxValue} reasons" : "reasons need an output over a set"));
            return [];
        }

        var domain = symbols[output.Symbol].Domain;
        var reasons = new List<Reason>();
        foreach (var row in table.Rows)
        {
            var (code, when, zh, en) = (table.Cell(row, "code"), table.Cell(row, "when"), table.Cell(row, "中文"), table.Cell(row, "English"));
            if (code.Text.Length == 0 || !code.Text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || Cause.Codes.Contains(code.Text))
                Problem(code, $"'{code.Text}' cannot be the code of a reason", $"small letters, digits and hyphens, but none of {string.Join(", ", Cause.Codes)}");
            if (reasons.Exists(r => r.Code == code.Text && r.Code.Length > 0))
                Problem(code, $"reason '{code.Text}' stands twice");
            if (zh.Text.Length == 0 || en.Text.Length == 0)
                Problem(zh.Text.Length == 0 ? zh : en, "a reason is said in Chinese and in English");
            if (when.Text.Length == 0 && row != table.Rows[^1])
                Problem(when, "only the last reason may hold always: those after it are never given");
            reasons.Add(new(code.Text, when.Text.Length == 0 ? null : Condition(when, domain), new(zh.Text, en.Text), domain, At(when, 0)));
        }

        return [.. reasons];
    }

    private Node? Condition(MarkdownCell when, Domain domain)
    {
        var equation = new Equation(string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, when.Text, isRule: false, string.Empty, string.Empty, string.Empty, At(when, 0));
        try
        {
            var syntax = FormulaParser.Parse(when.Text);
            if (syntax.All.Any(s => s is AggregateSyntax))
                throw new FormulaException(0, "a reason looks at one member: it takes no aggregate", "give the aggregate an equation and name its symbol");
            var condition = new Binder(scope, equation, domain, Binder.Narrowings(syntax, scope)).Bind(syntax);
            return condition.Type == FormulaType.Truth ? condition.Node : throw new FormulaException(0, "'when' needs a condition (a comparison, or 'in')");
        }
        catch (FormulaException e)
        {
            if (!e.IsConsequence)
                problems.Add(At(when, e.At) with { Message = e.Message, Hint = e.Hint });
            return null;
        }
    }
}
