using CarbonSink.Methodologies;
using Kind = CarbonSink.Targets.PlanTokenKind;

namespace CarbonSink.Targets;

/// <summary>Numbers and directions are given to subjects here.</summary>
internal sealed partial class PlanGrammar
{
    private static readonly string[] WorkVerbs = ["改造", "修复", "治理", "恢复", "培育", "提质"];
    private static readonly string[] Sums = ["累计", "累计完成", "累计建成", "总计", "合计", "共计", "共完成", "总共"];

    private sealed record Value(PlanQuantity Quantity, TargetComparator? After, PlanToken Token, int Next)
    {
        /// <summary>The year in a bracket of its own behind it: 69%(2025年).</summary>
        public PlanYear? Dated { get; init; }
    }

    private int Quantity(int at)
    {
        var quantity = tokens[at].Quantity!.Value;
        if (quantity.Unit == "年" && time is { Years.Count: 0, Last: { } ended })
            time.Years = [ended];
        if (quantity.Unit is "" or "年" or "月" or "日" or "天" or "个月")
            return at;
        if (!tokens.Any(t => t.Kind == Kind.Year && t.Start >= _clauseStart && t.End <= tokens[at].Start) && At(at + 1)?.Text is "的" or "以上" && Next(at + (At(at + 1)?.Text == "以上" ? 2 : 1))?.Text == "基础上")
        {
            _baseValue = quantity;
            return at;
        }

        if (_expectsBaseValue)
        {
            (_expectsBaseValue, _baseValue) = (false, quantity);
            return at;
        }

        var values = Values(at);
        var own = _subjects.Where(s => s.Clause == _clause).ToArray();
        if (!(own.Any(s => s.Indicator is not null) && !_isUsed) && NounBehind(values[0]) is { } noun)
        {
            var subject = new PlanSubject(tokens[noun].Indicator, tokens[noun].Text, tokens[at].Start, tokens[noun].End, _clause) { Scope = _scope, IsOther = _isOther };
            _subjects.Clear();
            _subjects.Add(subject);
            _isUsed = false;
            Give([subject], [values[0]], tokens[noun].End);
            return noun;
        }

        if ((own.Length == 0 || _isUsed) && IsOtherWork(at))
        {
            Leave(_clauseStart, tokens[values[0].Next - 1].End, quantity, PlanReasons.Unknown, true);
            (_before, _direction) = (null, null);
            return values[0].Next - 1;
        }

        var subjects = (_isRespective || _isEach) && _subjects.All(s => s.Indicator is not null || s.Clause == _clause) ? [.. _subjects] : own.Length > 0 ? own : [.. _subjects];
        if (_isRespective && own.Length == 0 && subjects.Length != values.Count && subjects.Where(s => s.Clause == subjects[^1].Clause && s.Indicator is not null).ToArray() is var latest && latest.Length == values.Count)
            subjects = latest;
        // ;2030年,达到48% and 分别达到69.5%和68%: of those of the part before, where they are as many
        if (_subjects.Count == 0 && _isYearNew && (_before is not null || values[0].After is not null) && _held.Length == (_isRespective ? values.Count : 1))
            (subjects, _isUsed) = (_held, false);
        else if (_subjects.Count == 0 && _isYearNew && _held.Any(s => s.Indicator is not null))
            Leave(_clauseStart, tokens[values[^1].Next - 1].End, quantity, PlanReasons.Shared);
        else if (_isRespective && own.Length == 0 && subjects.Length != values.Count && _stated.Count == values.Count)
            (subjects, _isUsed) = ([.. _stated], false);
        if (own.Length == 0 && _wholeClause == _clause)
            (subjects, _isUsed) = ([.. subjects.Select(s => s with { IsOther = false, Part = null, Scope = null })], false);
        var isDistributed = values.Count > 1 && (subjects.Length > 1 || time.Years.Count > 1 || _isRespective || (time.Years is [{ From: not null }] && values.TrueForAll(v => v.Quantity.Unit == quantity.Unit)) || values.Exists(v => v.Dated is not null));
        foreach (var subject in subjects)
        {
            if (!_stated.Any(s => s.Start == subject.Start))
                _stated.Add(subject);
        }

        var last = isDistributed ? values[^1] : values[0];
        var end = last.Next > 0 && tokens[last.Next - 1].End is var e ? e : tokens[at].End;
        if (subjects.Length == 0 || subjects.All(s => s.Indicator is null))
        {
            Leave(_clauseStart, end, quantity, PlanReasons.Unknown, true);
            (_isUsed, _isRespective, _isEach, _before, _direction) = (true, false, false, null, null);
        }
        else if (own.Length == 0 && _scope is not null && _scopeClause == _clause)
            Leave(_clauseStart, end, quantity, PlanReasons.Part(_scope));
        else
            Give(subjects, isDistributed ? values : [values[0]], end);
        return last.Next - 1;
    }

    // 改造提升1.73万亩 is no afforestation: another verb of work, which no subject has in its name
    private bool IsOtherWork(int at)
    {
        for (var i = at - 1; i >= 0 && tokens[i].Kind is not (Kind.And or Kind.Comma or Kind.Semicolon); i--)
        {
            if (tokens[i] is { Kind: Kind.Filler } verb && Array.IndexOf(WorkVerbs, verb.Text) >= 0 && !_subjects.Any(s => s.Name.Contains(verb.Text, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    /// <summary>The number with the comparator behind it, and the numbers joined to it.</summary>
    private List<Value> Values(int at)
    {
        var values = new List<Value>();
        for (var i = at; ;)
        {
            var after = At(i + 1) is { Kind: Kind.After } a ? a : null;
            values.Add(new(tokens[i].Quantity!.Value, after?.Comparator, tokens[i], i + (after is null ? 1 : 2)));
            i = values[^1].Next;
            if (At(i)?.Kind == Kind.Open && At(i + 1)?.Kind == Kind.Year && At(i + 2)?.Kind == Kind.Close)
            {
                values[^1] = values[^1] with { Dated = tokens[i + 1].Year, Next = i + 3 };
                i += 3;
            }

            if (At(i) is not { Kind: Kind.And })
                break;
            i++;
            while (At(i) is { Kind: Kind.Before } or { Kind: Kind.Filler })
                i++;
            if (At(i) is not { Kind: Kind.Quantity, Quantity.Unit.Length: > 0 })
                break;
        }

        // 60%和65%以上: the last word is said of all
        return values.Count > 1 && values[^1].After is { } last && values.SkipLast(1).All(v => v.After is null) ? [.. values.Select(v => v with { After = last })] : values;
    }

    /// <summary>Place of a name right behind a number that it can be counted or measured in: 12处废弃矿山生态修复.</summary>
    private int? NounBehind(Value value)
    {
        var i = value.Next;
        if (At(i)?.Text == "的")
            i++;
        return At(i) is { Kind: Kind.Indicator } noun && At(i + 1)?.Kind is not Kind.Word && Fitting(noun.Indicator!, noun.Text, value.Quantity, false) is not null ? i : null;
    }

    /// <summary>The indicator, or its twin that the unit goes with: 矿山修复 is counted in sites and 矿山修复面积 measured in hectares.</summary>
    private TargetIndicator? Fitting(TargetIndicator indicator, string name, PlanQuantity quantity, bool isChange) =>
        PlanUnits.Fits(indicator, name, quantity.Dimension, isChange) ? indicator
        : indicators.FirstOrDefault(i => i.Code != indicator.Code && PlanUnits.Fits(i, name, quantity.Dimension, false) && i.Names.Any(n => (name + "面积").EndsWith(n, StringComparison.Ordinal) || (n + "面积").Equals(name, StringComparison.Ordinal)));

    private void Give(PlanSubject[] subjects, IReadOnlyList<Value> values, int end)
    {
        var quantity = values[0].Quantity;
        var striven = _isStriven || _isStrivenAll;
        var isChange = quantity.Dimension == PlanDimension.Points || ((_direction ?? _directionFirst) is { } d && _before?.Comparator is not (TargetComparator.Reach or TargetComparator.Stable)
            && !(subjects.Any(s => s.Indicator is { IsWork: true }) && (_direction is null || d.Text is "新增" or "增" or "净增" or "再增")));
        var reason = subjects.Any(s => s.IsOther) || _isCompared ? PlanReasons.OtherRegion
            : _isSupposed ? PlanReasons.Supposed
            : (_isHistory || time.IsHistory) && values[0].Dated is null ? PlanReasons.History
            : values[0].Dated is { } dated && time.Issued is { } issued && dated.Year < issued ? PlanReasons.History
            : _isYearly ? PlanReasons.Yearly
            : _isScopeListed ? PlanReasons.Part(_scope ?? "")
            : subjects.Any(s => s.IsUrbanUnsaid) ? PlanReasons.Urban
            : _wasYearly && IsSum(values[0].Token) ? null
            : _isUsed && !_isOnlyDirected && !_isYearNew && !striven && isChange == _lastWasChange && !IsTwin(subjects, quantity) ? PlanReasons.Second
            : subjects.FirstOrDefault(s => s.Part is not null) is { Part: { } part } ? PlanReasons.Part(part)
            : null;
        if (reason is null && values[^1].Next is var behind && At(behind)?.Text == "的" && At(behind + 1)?.Kind is Kind.Word or Kind.Scope)
            reason = PlanReasons.Attribute;
        var pairs = Pairs(subjects, values);
        if (reason is null && pairs is null)
            reason = PlanReasons.Shared;
        if (reason is not null)
        {
            Leave(Math.Min(_clauseStart, subjects[0].Start), end, quantity, reason);
        }
        else
        {
            foreach (var (subject, value, year) in pairs!)
            {
                if (subject.Indicator is not null)
                    State(subject, value, year, isChange, striven, end);
            }
        }

        (_isUsed, _isOnlyDirected, _isYearNew, _lastWasChange, _direction, _before, _baseYear, _baseValue) = (true, false, false, isChange, null, null, null, null);
        _directionFirst = null;
        _isRespective = _isEach = false;
        _wasYearly = reason == PlanReasons.Yearly;
    }

    // 累计完成20万亩 behind 年均完成4万亩
    private bool IsSum(PlanToken number) => tokens.Any(t => t.Start >= _clauseStart && t.End <= number.Start && (Array.IndexOf(Sums, t.Text) >= 0 || t.Text == "共"));

    /// <summary>森林蓄积量每公顷增加3立方米 is the volume per hectare.</summary>
    private TargetIndicator? PerHectare(PlanSubject subject, PlanToken number) =>
        number.Quantity is { Dimension: PlanDimension.Volume or PlanDimension.Mass } && tokens.Any(t => t.Start >= subject.End && t.End <= number.Start && t.Text is "每公顷" or "平均每公顷" or "每亩")
            ? indicators.FirstOrDefault(i => i.Unit == subject.Indicator!.Unit + "/ha" && i.Domain == subject.Indicator.Domain) : null;

    // 矿山生态修复23处、面积186.5公顷: the second number is of the twin
    private bool IsTwin(PlanSubject[] subjects, PlanQuantity quantity) =>
        subjects is [{ Indicator: { } indicator } subject] && _phrases.Count > 0 && Fitting(indicator, subject.Name, quantity, false) is { } twin && twin != _phrases[^1].Indicator;

    private void State(PlanSubject subject, Value value, PlanYear? year, bool isChange, bool striven, int end)
    {
        var named = PerHectare(subject, value.Token) ?? subject.Indicator!;
        if ((named != subject.Indicator ? named : Fitting(named, subject.Name, value.Quantity, isChange)) is not { } indicator)
        {
            Leave(Math.Min(_clauseStart, subject.Start), end, value.Quantity, PlanReasons.Unit);
            return;
        }

        var comparator = value.After ?? value.Quantity.Comparator ?? (_before ?? _leading)?.Comparator ?? (isChange && _direction?.Comparator == TargetComparator.Decrease ? TargetComparator.Decrease : TargetComparator.None);
        if (isChange && (_direction ?? _directionFirst)?.Comparator == TargetComparator.Decrease && comparator != TargetComparator.Decrease)
        {
            Leave(Math.Min(_clauseStart, subject.Start), end, value.Quantity, PlanReasons.Falls);
            return;
        }

        if (year is null && !indicator.IsWork && comparator == TargetComparator.None)
        {
            Leave(Math.Min(_clauseStart, subject.Start), end, value.Quantity, PlanReasons.NoYear);
            return;
        }

        // before the years that the plan is for a state without a word of aim is what was found
        if (year is { IsAnnounced: false, From: null } stated && !indicator.IsWork && comparator == TargetComparator.None && !isChange && time is { Issued: null, FirstAnnounced: { } first } && stated.Year < first && !striven
            && !tokens.Any(t => t.Start >= _clauseStart && t.End <= value.Token.Start && t.Text is "目标" or "目标值" or "计划" or "预计" or "确保"))
        {
            Leave(Math.Min(_clauseStart, subject.Start), end, value.Quantity, PlanReasons.History);
            return;
        }

        // 森林覆盖率达到61.5% in no year, outside the chapters of targets, tells what is
        if (year is null && !indicator.IsWork && !striven && !time.IsGoal && _before?.Text is "达" or "达到" && comparator == TargetComparator.Reach && year is null && !tokens.Any(t => t.Text is "要" or "将" or "使" or "目标" or "确保" or "实现" or "保障" or "保证"))
        {
            Leave(Math.Min(_clauseStart, subject.Start), end, value.Quantity, PlanReasons.NoYear);
            return;
        }

        // the number says what the direction before it only announced
        _phrases.RemoveAll(p => p.Quantity is null && p.Indicator == subject.Indicator && p.Year == year);
        _phrases.Add(new(indicator, subject.Name, QuoteStart(subject.Start), end)
        {
            Scope = subject.Scope,
            Year = year,
            Quantity = value.Quantity,
            Comparator = comparator,
            IsStriven = striven,
            IsChange = isChange || (!indicator.IsWork && _directionFirst?.Text is "新增" && _before is null),
            BaseYear = _baseYear,
            // 由3万公顷增加到48万亩: what is printed in another unit is no base in this one
            BaseValue = _baseValue is { } based && (based.Unit == value.Quantity.Unit || based.Dimension != value.Quantity.Dimension) ? based.Value : null,
        });
    }

    /// <summary>
    /// A direction without number. 森林蓄积量稳步提升 says what is to come out and is a target, as is 持续增加全市森林蓄积量, said of the whole region;
    /// 提升森林蓄积量 alone is something to do and a target only where the sentence names a year.
    /// </summary>
    private void Directed(PlanToken direction, int start, int end)
    {
        foreach (var subject in _subjects.Where(s => s.Clause == _clause || direction != _directionFirst).Where(s => s.Indicator is not null))
        {
            var reason = subject.IsOther ? PlanReasons.OtherRegion : _isHistory || time.IsHistory ? PlanReasons.History : subject.Part is { } part ? PlanReasons.Part(part)
                : subject.Indicator!.IsWork || !(_hasYear || _hasWhole || direction != _directionFirst) ? PlanReasons.NoNumber : null;
            if (reason is not null)
            {
                Leave(start, end, default, reason);
                continue;
            }

            foreach (var year in time.Years.Count > 0 && (_hasYear || direction != _directionFirst) ? time.Years.Select(y => (PlanYear?)y) : [null])
                _phrases.Add(new(subject.Indicator!, subject.Name, QuoteStart(start), end) { Scope = subject.Scope, Year = year, Comparator = direction.Comparator, IsStriven = _isStriven || _isStrivenAll });
        }

        (_isUsed, _isOnlyDirected, _isYearNew) = (true, true, false);
    }

    // 保持基本稳定,力争有所增长
    private void Strengthen(PlanToken direction)
    {
        if (direction.Comparator != TargetComparator.Increase)
            return;
        for (var i = 0; i < _phrases.Count; i++)
        {
            if (_phrases[i] is { Quantity: null, Comparator: TargetComparator.Stable } phrase && _subjects.Any(s => s.Indicator == phrase.Indicator))
                _phrases[i] = phrase with { Comparator = TargetComparator.StablePlus, End = direction.End };
        }
    }

    private void Leave(int start, int end, PlanQuantity quantity, Bilingual reason, bool isUnknown = false)
    {
        if (!_rest.Any(r => r.Start == start && r.End == end))
            _rest.Add((start, end, isUnknown, quantity.Dimension, reason));
    }

    // the words of the clause that lead to the subject belong to it, up to a year, a joining word or what was stated before
    private int QuoteStart(int start)
    {
        var i = 0;
        while (i < tokens.Count && tokens[i].Start < start)
            i++;
        while (i > 0 && tokens[i - 1].Kind is Kind.Filler or Kind.Scope or Kind.Direction or Kind.Word or Kind.Striving && !_phrases.Any(p => p.End > tokens[i - 1].Start))
            i--;
        return i < tokens.Count ? tokens[i].Start : start;
    }
}
