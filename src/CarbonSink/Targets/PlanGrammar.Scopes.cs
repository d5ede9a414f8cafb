using Kind = CarbonSink.Targets.PlanTokenKind;

namespace CarbonSink.Targets;

/// <summary>Whose a figure is, and what stands in brackets behind it.</summary>
internal sealed partial class PlanGrammar
{
    private static readonly string[] Urban = ["城市", "城区", "城镇", "建成区", "中心城"];

    private static readonly string[] Suppositions = ["如不", "若不", "如果", "情景", "预测", "原规划", "原定", "基准情形"];

    /// <summary>山区县(市、区)森林覆盖率: the noun before the bracket tells of what part it is; of 全市(…) none.</summary>
    private string? BeforeBracket(int close)
    {
        var open = close;
        while (open > 0 && tokens[open].Kind != Kind.Open)
            open--;
        return At(open - 1) is { Kind: Kind.Word } word ? word.Text
            : At(open - 1) is { Kind: Kind.Scope } place && PlanScopes.Of(place.Text, region) == PlanReach.Part ? place.Text : null;
    }

    // what a bracket with numbers says of places and years ends with it
    private void CloseBracket()
    {
        if (!_brackets.TryPop(out var before))
            return;
        (_scope, _isOther, _isHistory, time.IsHistory, time.Years, _isUsed) = (before.Scope, before.IsOther, before.IsHistory, before.IsPast, before.Years, before.IsUsed);
        _subjects.Clear();
        _subjects.AddRange(before.Subjects);
    }

    private void Scope(int at)
    {
        var reach = PlanScopes.Of(tokens[at].Text, region);
        if (Next(at + 1) is { Kind: Kind.Comma, Text: ":" } && At(at - 1)?.Kind is null or Kind.Semicolon or Kind.Comma)
        {
            // 全省: and 国家目标: say whose all that follows is
            (_isOther, _scope, _hasWhole) = (reach == PlanReach.Other, reach == PlanReach.Part ? tokens[at].Text : null, reach == PlanReach.Whole);
            return;
        }

        if (_subjects.Any(s => s.Clause == _clause && s.Indicator is not null) && !_isUsed && At(at - 1)?.Kind is not (Kind.And or Kind.Comma))
        {
            // behind the subject another region is what it is compared with
            _isCompared |= reach == PlanReach.Other;
            return;
        }

        var next = Next(at + 1)?.Kind;
        // 居全省前列, 全国森林经营试点: no figure of the province follows in the clause
        if (reach == PlanReach.Other && next is not (Kind.Indicator or Kind.Quantity or Kind.Year) && !tokens.Skip(at + 1).TakeWhile(t => t.Kind is not (Kind.Comma or Kind.Semicolon)).Any(t => t.Kind is Kind.Indicator or Kind.Year))
            return;
        if (reach == PlanReach.Whole && next is Kind.Striving or Kind.Before or Kind.Quantity or Kind.Year)
            _wholeClause = _clause;
        if (next is not (Kind.Indicator or Kind.Quantity or Kind.Year or Kind.Before or Kind.Word or Kind.Striving or Kind.Yearly or Kind.Direction or Kind.History or Kind.Base) || (reach == PlanReach.Part && next is not (Kind.Indicator or Kind.Quantity or Kind.Year)))
            return;
        _isOther = reach == PlanReach.Other;
        _scope = reach == PlanReach.Part || (reach == PlanReach.Whole && tokens[at].Text.Length == 2 && tokens[at].Text[0] == '全') ? tokens[at].Text : null;
        _scopeClause = reach == PlanReach.Part ? _clause : -1;
        _hasWhole |= reach == PlanReach.Whole;
        _isScopeListed = reach == PlanReach.Part && At(at - 1)?.Kind == Kind.And && At(at - 2)?.Kind == Kind.Scope;
    }

    // 绿化覆盖率 of which nothing before says that it is the town's
    private bool IsUrbanUnsaid(PlanToken name) =>
        name is { Indicator: { Domain: "urban", Unit: "%" } } && !Array.Exists(Urban, u => text.Text.AsSpan(tokens[0].Start, name.End - tokens[0].Start).Contains(u, StringComparison.Ordinal));

    // a bracket without number or year explains and is passed over; a year in it behind a number is that number's; another is a clause of its own
    private int Bracket(int at)
    {
        var close = at + 1;
        while (close < tokens.Count && tokens[close].Kind != Kind.Close)
            close++;
        var isNumber = At(at - 1)?.Kind is Kind.Quantity or Kind.After;
        if (close < tokens.Count && isNumber && tokens.Skip(at + 1).Take(close - at - 1).FirstOrDefault(t => t.Kind is not (Kind.Filler or Kind.History)) is { Kind: Kind.Year } year && !tokens.Skip(at + 1).Take(close - at - 1).Any(t => t.Kind is Kind.Indicator or Kind.Base or Kind.Direction))
        {
            Dated(year.Year!.Value.Year, tokens.Skip(at + 1).Take(close - at - 1).FirstOrDefault(t => t.Quantity is { Unit.Length: > 0 })?.Quantity);
            return close;
        }

        if (close == tokens.Count || Enumerable.Range(at, close - at).Any(i => tokens[i].Quantity is { Unit.Length: > 0 }) || (close == at + 2 && tokens[at + 1].Kind == Kind.Year))
        {
            if (Enumerable.Range(at, Math.Max(0, close - at)).Any(i => At(i)?.Quantity is { Unit.Length: > 0 }))
                _brackets.Push((_scope, _isOther, _isHistory, time.IsHistory, time.Years, [.. _subjects], _isUsed));
            EndClause(at);
            return at;
        }

        return close;
    }

    /// <summary>The bracket behind a number: 23.1%(2020年22.8%) gives its base, 由61.2%(2020年) the year of the base and then 提高到62%(2025年) that of the target.</summary>
    private void Dated(int year, PlanQuantity? quantity)
    {
        if (!_isUsed && _baseValue is not null && quantity is null)
        {
            (_baseYear, _hasBracketYear) = (year, true);
        }
        else if (_isUsed && _phrases is [.., { Quantity: { } stated } phrase] && phrase.End > _clauseStart)
        {
            if (quantity is { } value && value.Dimension == stated.Dimension && value.Unit == stated.Unit && (phrase.Year is null || year < phrase.Year.Value.Year))
                _phrases[^1] = phrase with { BaseYear = year, BaseValue = value.Value };
            else if (quantity is null && _hasBracketYear && phrase.BaseYear is { } from && from < year)
                (_phrases[^1], _hasBracketYear) = (phrase with { Year = new(null, year, true) }, false);
        }
    }
}
