using System.Globalization;
using CarbonSink.Methodologies;

namespace CarbonSink.Tests.Methodologies;

/// <summary>One run of a methodology over a few values.</summary>
internal sealed class TestRun
{
    public TestRun(Methodology methodology)
    {
        (Methodology, Causes) = (methodology, new());
        Frame = methodology.NewFrame(Causes);
        Evaluation = methodology.Evaluate(Frame, Causes);
    }

    public Methodology Methodology { get; }

    public CauseTable Causes { get; }

    public Frame Frame { get; }

    public Evaluation Evaluation { get; }

    public TestRun Members(string set, int count, params int[] parents)
    {
        Frame.SetMembers(set, count, parents.Length == 0 ? null : parents);
        return this;
    }

    public TestRun Keys(string set, params double[] keys)
    {
        Frame.SetMembers(set, keys);
        return this;
    }

    /// <summary>Gives numbers; NaN stands for a missing one.</summary>
    public TestRun Give(string symbol, params double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]))
                Frame[symbol].Set(i, values[i]);
        return this;
    }

    /// <summary>Gives codes or dates (yyyy-MM-dd); null stands for a missing one.</summary>
    public TestRun Give(string symbol, params string?[] values)
    {
        var isDate = Methodology.Inputs.Single(i => i.Symbol == symbol).Unit == "date";
        for (var i = 0; i < values.Length; i++)
            if (values[i] is { } text)
                Frame[symbol].Set(i, isDate ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber : Methodology.Codes.Intern(text));
        return this;
    }

    public TestRun Run()
    {
        Evaluation.Run();
        return this;
    }

    public double Value(string symbol, int row = 0)
    {
        var state = Evaluation.States(symbol)[row];
        return state.HasValue ? Evaluation.Values(symbol)[row] : throw new Xunit.Sdk.XunitException($"{symbol} has no value: {Causes[state.Cause].En}");
    }

    public double[] Values(string symbol) => [.. Enumerable.Range(0, Evaluation.Count(symbol)).Select(r => Value(symbol, r))];

    public ValueState State(string symbol, int row = 0) => Evaluation.States(symbol)[row];

    public Cause Cause(string symbol, int row = 0)
    {
        var state = Evaluation.States(symbol)[row];
        return state.HasValue ? throw new Xunit.Sdk.XunitException($"{symbol} is {Evaluation.Values(symbol)[row]}") : Causes[state.Cause];
    }

    public string? Route(string symbol, int row = 0) => Evaluation.Route(symbol, row)?.Number;
}
