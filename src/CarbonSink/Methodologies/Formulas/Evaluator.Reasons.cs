namespace CarbonSink.Methodologies.Formulas;

/// <content>Reasons: for each member the first whose condition holds, found when it is first asked for.</content>
internal sealed partial class Evaluator
{
    private readonly Dictionary<(int Reason, int Cause), int> reasonNumbers = [];
    private sbyte[] reasons = [];
    private readonly Dictionary<int, bool> broughtIn = [];
    private bool hasReasons;

    /// <summary>Number of the cause of a row without a value: in the words of the pack where no route of this method serves it and one of the reasons holds.</summary>
    public int Reason(Symbol symbol, int row)
    {
        var cause = RowState.Cause(Storage(symbol).States[row]);
        if (Program.Reasons.Length == 0 || symbol.Domain != Program.Reasons[0].Domain || Causes[cause].Code != "no-route" || IsBroughtIn(cause))
            return cause;
        if (!hasReasons)
            TakeReasons();
        if (reasons[row] < 0)
            return cause;
        if (!reasonNumbers.TryGetValue((reasons[row], cause), out var number))
            reasonNumbers[(reasons[row], cause)] = number = Causes.Number(Program.Reasons[reasons[row]].Because(Causes[cause]));
        return number;
    }

    /// <summary>Whether an input has the cause, e.g. as the output of a method computed before: the reasons of this method do not speak of that.</summary>
    private bool IsBroughtIn(int cause)
    {
        if (!broughtIn.TryGetValue(cause, out var known))
            broughtIn[cause] = known = Array.Exists(Program.Inputs, i => Frame.Input(i.Name).States.AsSpan(0, Frame.Rows(i.Domain)).Contains(RowState.Refused(cause)));
        return known;
    }

    private void TakeReasons()
    {
        var over = Program.Reasons[0].Domain;
        var rows = Frame.Rows(over);
        if (reasons.Length < rows)
            reasons = new sbyte[rows];
        Array.Fill(reasons, (sbyte)-1, 0, rows);
        Over(over, 0, rows, () =>
        {
            for (var r = 0; r < Program.Reasons.Length; r++)
            {
                var holds = Program.Reasons[r].When?.Evaluate(this);
                for (var i = 0; i < Count; i++)
                    if (reasons[Start + i] < 0 && (holds is not { } condition || (condition[i] != 0 && RowState.HasValue(condition.State(i)))))
                        reasons[Start + i] = (sbyte)r;
            }
        });
        hasReasons = true;
    }
}
