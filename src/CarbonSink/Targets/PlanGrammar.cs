using CarbonSink.Methodologies;
using Kind = CarbonSink.Targets.PlanTokenKind;

namespace CarbonSink.Targets;

/// <summary>
/// The grammar of a sentence (句法): walks over its tokens and keeps what a reader keeps in mind: time, scope, the subjects named last, the comparator before the number.
/// A clause without subject goes on with that of the clause before; an unknown noun is a subject too, so that its number is given to nobody else.
/// </summary>
internal sealed partial class PlanGrammar(PlanText text, IReadOnlyList<PlanToken> tokens, PlanTime time, string region, IReadOnlyList<TargetIndicator> indicators)
{
    private readonly List<PlanPhrase> _phrases = [];
    private readonly List<(int Start, int End, bool IsUnknown, PlanDimension Dimension, Bilingual Reason)> _rest = [];
    private readonly List<PlanSubject> _subjects = [];
    private readonly HashSet<int> _years = [];
    private readonly List<PlanSubject> _stated = [];
    private readonly Stack<(string? Scope, bool IsOther, bool IsHistory, bool IsPast, IReadOnlyList<PlanYear> Years, PlanSubject[] Subjects, bool IsUsed)> _brackets = new();
    private PlanSubject[] _held = [];
    private bool _isSupposed;
    private int _wholeClause = -1;
    private int _clause;
    private int _clauseStart;
    private bool _isUsed;
    private bool _isOnlyDirected;
    private bool _isYearNew;
    private bool _lastWasChange;
    private PlanToken? _before;
    private PlanToken? _leading;
    private bool _hasContent;
    private PlanToken? _direction;
    private PlanToken? _directionFirst;
    private int? _baseYear;
    private PlanQuantity? _baseValue;
    private bool _expectsBaseValue;
    private bool _isRespective;
    private bool _isEach;
    private bool _isStrivenAll;
    private bool _isStriven;
    private bool _isYearly;
    private bool _isHistory;
    private bool _isCompared;
    private bool _hasYear;
    private bool _hasWhole;
    private string? _scope;
    private int _scopeClause = -1;
    private bool _isOther;
    private bool _isScopeListed;
    private bool _wasYearly;
    private bool _hasBracketYear;

    /// <summary>What the sentence states.</summary>
    public IReadOnlyList<PlanPhrase> Phrases => _phrases;

    /// <summary>Years to come that the sentence names.</summary>
    public IReadOnlySet<int> Years => _years;

    /// <summary>Quantities and directions that are no targets, with the reason.</summary>
    public IReadOnlyList<(int Start, int End, bool IsUnknown, PlanDimension Dimension, Bilingual Reason)> Rest => _rest;

    /// <summary>Reads the sentence.</summary>
    public void Read()
    {
        _clauseStart = tokens.Count > 0 ? tokens[0].Start : 0;
        _held = [.. time.Held.Select(s => s with { Start = _clauseStart, End = _clauseStart, Clause = -1 })];
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            _hasContent |= token.Kind is Kind.Word or Kind.Indicator or Kind.Quantity;
            switch (token.Kind)
            {
                case Kind.Comma:
                    EndClause(i);
                    break;
                case Kind.Semicolon:
                    EndClause(i);
                    _isSupposed = false;
                    (_isOther, _scope, _isHistory, _isUsed) = (false, null, false, false);
                    if (_stated.Count > 0)
                        _held = [.. _stated];
                    _stated.Clear();
                    _subjects.Clear();
                    break;
                case Kind.Open:
                    i = Bracket(i);
                    break;
                case Kind.Close:
                    EndClause(i);
                    CloseBracket();
                    break;
                case Kind.Scope:
                    Scope(i);
                    break;
                case Kind.Year:
                    Year(i);
                    break;
                case Kind.Base:
                    _expectsBaseValue = token.Text is "由" or "从" && Next(i + 1)?.Kind == Kind.Quantity && ReachesLater(i);
                    break;
                case Kind.History:
                    _isHistory |= i == 0 || tokens[i - 1].Kind != Kind.Base;
                    break;
                case Kind.Yearly:
                    _isYearly = true;
                    break;
                case Kind.Striving:
                    _isStrivenAll |= !_hasYear && Next(i + 1)?.Kind == Kind.Year;
                    _isStriven = true;
                    break;
                case Kind.Respectively:
                    _isRespective = true;
                    break;
                case Kind.Each:
                    _isEach = true;
                    break;
                case Kind.Filler when token.Text == "确保":
                    _isStriven = _isStrivenAll = false;
                    break;
                case Kind.Before:
                    _before = token.Comparator == TargetComparator.None && _before is not null ? _before : token;
                    _leading = Next(i + 1)?.Kind is Kind.Indicator or Kind.Scope ? token : _leading;
                    break;
                case Kind.Direction:
                    Direction(i);
                    break;
                case Kind.Word:
                    Word(i);
                    break;
                case Kind.Indicator:
                    Indicator(i);
                    break;
                case Kind.Quantity:
                    i = Quantity(i);
                    break;
                default:
                    break;
            }
        }

        EndClause(tokens.Count);
        time.Held = [.. _stated];
    }

    private void EndClause(int at)
    {
        if (_directionFirst is { } direction && !_isUsed && _subjects.Any(s => s.Clause == _clause))
            Directed(direction, direction.Start, _subjects[^1].End);
        else if (at > 0 && !_isUsed && _subjects.FirstOrDefault(s => s.Clause == _clause && s.Indicator is not null) is { } own && text.Text.AsSpan(_clauseStart, Math.Max(0, tokens[at - 1].End - _clauseStart)).Contains("下达", StringComparison.Ordinal))
            Leave(Math.Min(_clauseStart, own.Start), tokens[at - 1].End, default, PlanReasons.HandedDown);
        (_before, _leading, _direction, _directionFirst, _isStriven, _isYearly, _isCompared) = (null, null, null, null, false, false, false);
        if (_hasContent && At(at - 1)?.Text != "基础上")
            (_baseYear, _baseValue) = (null, null);
        (_hasContent, _isScopeListed) = (false, false);
        _clause++;
        _clauseStart = at + 1 < tokens.Count ? tokens[at + 1].Start : text.Text.Length;
    }

    // 稳定, 提高: before a number a change, before a name what is to happen to it, else what happens to the subject
    private void Direction(int at)
    {
        var next = Next(at + 1);
        if (next?.Kind == Kind.Direction || At(at + 1)?.Text is "工程" or "行动" or "项目" or "计划" or "任务")
            return;
        if (At(at + 1)?.Text == "了")
        {
            _isHistory = true;
            next = Next(at + 2);
        }

        if (tokens[at].Comparator == TargetComparator.Stable && next?.Kind == Kind.Before)
            return;
        if (next?.Kind is Kind.Quantity or Kind.Before || (next?.Kind == Kind.Year && Next(NextAt(at + 1) + 1)?.Kind == Kind.Quantity))
        {
            _direction = tokens[at];
            return;
        }

        var own = _subjects.Where(s => s.Clause == _clause && s.Indicator is not null).ToArray();
        if (own.Length > 0 && _isUsed && _isOnlyDirected && !_isYearNew)
        {
            Strengthen(tokens[at]);
            return;
        }

        if (own.Length > 0 && (!_isUsed || _isYearNew))
        {
            Directed(tokens[at], own[0].Start, tokens[at].End);
            return;
        }

        if (next?.Kind is Kind.Indicator or Kind.Scope or Kind.Word)
        {
            _directionFirst = tokens[at];
            _subjects.Clear();
            _isUsed = false;
        }
        else if (_subjects.Count > 0 && _subjects.All(s => s.Indicator is not null && s.Clause < _clause))
        {
            if (_isUsed && !_isYearNew)
                Strengthen(tokens[at]);
            else
                Directed(tokens[at], _subjects[0].Start, tokens[at].End);
        }
    }

    private void Word(int at)
    {
        var token = tokens[at];
        var before = at - 1;
        while (before >= 0 && tokens[before].Kind == Kind.Filler)
            before--;
        if (At(before)?.Kind == Kind.Word && _subjects is [.., { Indicator: null } last] && last.Clause == _clause && !_isUsed)
        {
            // one noun with a word of the grammar in it
            _subjects[^1] = last with { Name = text.Text[last.Start..token.End], End = token.End };
            return;
        }

        _isSupposed |= Array.Exists(Suppositions, s => token.Text.Contains(s, StringComparison.Ordinal));
        var subject = new PlanSubject(null, token.Text, token.Start, token.End, _clause);
        if (!(IsListed(at) && _subjects.Count > 0 && !_isUsed))
            _subjects.Clear();
        _subjects.Add(subject);
        _isUsed = false;
        _isRespective = _isEach = false;
    }

    private void Indicator(int at)
    {
        var token = tokens[at];
        var first = at;
        string? part = null;
        if (At(at - 1)?.Kind == Kind.Close && BeforeBracket(at - 1) is { } noun)
            part = noun;
        if (At(at - 1) is { Kind: Kind.Word } modifier)
        {
            first = at - 1;
            if (_subjects.Count > 0 && _subjects[^1].End == modifier.End)
                _subjects.RemoveAt(_subjects.Count - 1);
            part = token.Indicator!.IsWork ? null : modifier.Text;
            // 珍贵阔叶树及大径材储备林: both say what is planted
            if (token.Indicator.IsWork && At(at - 2) is { Kind: Kind.And, Text: "及" or "和" } && _subjects is [.., { Indicator: null } other] && other.Clause == _clause && !_isUsed && At(at - 3)?.End == other.End)
                _subjects.RemoveAt(_subjects.Count - 1);
        }

        var isWhole = At(at + 1) is not { Kind: Kind.Word };
        if (!(IsListed(first) && _subjects.Count > 0 && !_isUsed))
        {
            // in 森林覆盖率,森林蓄积量分别达到 the comma lists; whether it does is known at the number
            if (!(_subjects.Count > 0 && !_isUsed && _directionFirst is null && _subjects.All(s => s.Clause == _clause - 1) && At(first - 1)?.Kind == Kind.Comma))
                _subjects.Clear();
            _isRespective = _isEach = false;
            _isUsed = false;
        }

        _subjects.Add(new(isWhole ? token.Indicator : null, token.Text, token.Start, token.End, _clause) { Scope = _scope, IsOther = _isOther, Part = part, IsUrbanUnsaid = IsUrbanUnsaid(token) });
    }

    // whether words without effect and a scope lie between the token and a joining word
    private bool IsListed(int at)
    {
        var i = at - 1;
        while (i >= 0 && tokens[i].Kind is Kind.Filler or Kind.Scope)
            i--;
        return i >= 0 && tokens[i].Kind == Kind.And;
    }

    private bool ReachesLater(int at) => tokens.Skip(at + 1).TakeWhile(t => t.Kind is not (Kind.Comma or Kind.Semicolon)).Any(t => t is { Kind: Kind.Before, Comparator: TargetComparator.Reach });

    private PlanToken? At(int i) => i >= 0 && i < tokens.Count ? tokens[i] : null;

    private int NextAt(int i)
    {
        while (i < tokens.Count && tokens[i].Kind == Kind.Filler)
            i++;
        return i;
    }

    private PlanToken? Next(int i) => At(NextAt(i));
}
