using CarbonSink.Methodologies.Formulas;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies;

/// <content>The Outputs table.</content>
internal sealed partial class MethodologyLoader
{
    private List<MethodologyOutput> ReadOutputs(MarkdownTable table)
    {
        var outputs = new List<MethodologyOutput>();
        foreach (var row in table.Rows)
        {
            var (symbol, role, complete) = (table.Cell(row, "symbol"), table.Cell(row, "as"), table.Cell(row, "complete"));
            if (complete.Text is not ("" or "yes" or "no"))
                Problem(complete, "write yes or no");
            if (!symbols.TryGetValue(symbol.Text, out var known))
            {
                Problem(symbol, $"'{symbol.Text}' is no symbol of this pack");
                continue;
            }

            if (known.Type == ColumnType.Number)
                CheckFigure(symbol, role, known);
            else
                CheckGroupKey(symbol, role, known, outputs);
            outputs.Add(new(symbol.Text, role.Text, known.Type == ColumnType.Number ? known.Unit.Symbol : "code", complete.Text == "yes") 
            {
                Set = known.Domain.Base < 0 ? string.Empty : sets[known.Domain.Base].Name,
                Name = Named(table.Cell(row, "中文"), table.Cell(row, "meaning")),
            });
        }

        return outputs;
    }

    private Bilingual? Named(MarkdownCell zh, MarkdownCell en)
    {
        if (zh.Text.Length > 0 != en.Text.Length > 0)
            Problem(zh.Text.Length > 0 ? en : zh, "an output is named in both languages or in none");
        return zh.Text.Length > 0 && en.Text.Length > 0 ? new(zh.Text, en.Text) : null;
    }

    private void CheckFigure(MarkdownCell symbol, MarkdownCell role, Symbol known)
    {
        if (MethodologyOutput.UnitOf(role.Text) is not { } unitText)
        {
            Problem(role, $"'{role.Text}' is not one of {string.Join(", ", MethodologyOutput.NumberWords)}");
            return;
        }

        if (role.Text == MethodologyOutput.AnyValue)
            return;
        var unit = Unit.Parse(unitText);
        var (needed, year) = (unit.Dimension, Unit.Parse("yr"));
        if (scope.Broken.Contains(symbol.Text))
            return;
        if (!known.Unit.Dimension.Equals(needed) && !known.Unit.Times(year).Dimension.Equals(needed) && !known.Unit.Times(Hectare).Dimension.Equals(needed) && !known.Unit.Times(Hectare).Times(year).Dimension.Equals(needed))
            Problem(symbol, $"'{symbol.Text}' is in {known.Unit}, which is no {role.Text} (nor per hectare or year)");
        else if (known.Unit.Dimension.Equals(needed) && known.Unit.Symbol != unitText)
            Problem(symbol, $"'{symbol.Text}' is in {known.Unit}, but totals of {role.Text} are in {unitText}", $"declare it in {unitText}: formulas convert by themselves");
    }

    /// <summary>A code of a unit may stand for a recorded column in groups.</summary>
    private void CheckGroupKey(MarkdownCell symbol, MarkdownCell role, Symbol known, List<MethodologyOutput> before)
    {
        if (known.Type != ColumnType.Code || known.Domain.Base < 0 || known.Domain.Ordered >= 0)
            Problem(symbol, $"'{symbol.Text}' is no number and no code of a unit, so it cannot be an output");
        else if (!MethodologyOutput.GroupKeys.Contains(role.Text))
            Problem(role, $"'{symbol.Text}' is a code: '{role.Text}' is not one of the group keys it may replace", $"group keys are {string.Join(", ", MethodologyOutput.GroupKeys)}");
        else if (before.Exists(o => o.As == role.Text))
            Problem(role, $"group key '{role.Text}' stands twice");
    }
}
