using CarbonSink.Balances;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Words of a balance (收支用语), short of what its figures allow.</summary>
internal static class BalanceTexts
{
    /// <summary>What the sink's own figures are called among scenarios.</summary>
    public static Bilingual Baseline { get; } = new("不另加措施", "as it is");

    /// <summary>A statement as JSON writes it.</summary>
    public static string? Word(BalanceStatement? statement) => statement switch { BalanceStatement.NotCovered => "not-covered", BalanceStatement.Covered => "covered", _ => null };

    /// <summary>A statement in words.</summary>
    public static Bilingual Of(BalanceStatement? statement) => statement switch
    {
        BalanceStatement.NotCovered => new("碳汇小于排放", "sink below emissions"),
        BalanceStatement.Covered => new("按所给数据碳汇不小于排放（未经核查）", "sink not below emissions on figures that nobody has checked"),
        _ => new("缺数据，不判断", "not told: data missing"),
    };

    /// <summary>Traded units in words.</summary>
    public static Bilingual Of(TradedTotal traded)
    {
        var kind = traded.Kind switch { TradedUnit.Removal => ("清除量", "removals"), TradedUnit.Reduction => ("减排量", "reductions"), _ => ("配额", "allowances") };
        var (direction, place) = (traded.IsSold ? ("卖出", "sold") : ("购入", "bought"), traded.IsSold ? traded.IsOutside ? ("给县外", " outside") : ("给县内", " inside") : traded.IsOutside ? ("自县外", " from outside") : ("自县内", " from inside"));
        return new($"{direction.Item1}{place.Item1}的{kind.Item1}", $"{kind.Item2} {direction.Item2}{place.Item2}");
    }

    /// <summary>The boundary in words.</summary>
    public static Bilingual Of(BalanceBoundary boundary)
    {
        var principle = boundary.Principle == "territorial" ? ("属地排放", "territorial emissions") : ("消费侧排放", "emissions of consumption");
        var electricity = boundary.Electricity ? ("含外调电力的排放", "with those of electricity from outside") : ("不含外调电力的排放", "without those of electricity from outside");
        return new($"{principle.Item1}，{electricity.Item1}。{boundary.Text.Zh}", $"{principle.Item2}, {electricity.Item2}. {boundary.Text.En}");
    }
}
