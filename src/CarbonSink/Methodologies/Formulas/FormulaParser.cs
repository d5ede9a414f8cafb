using System.Globalization;
using CarbonSink.Quantities;

namespace CarbonSink.Methodologies.Formulas;

/// <summary>Reads the formula language of packs: one method per production of its grammar.</summary>
internal sealed class FormulaParser
{
    private static readonly string[] Aggregates = ["sum", "mean", "var", "cov", "count", "min", "max"];
    private static readonly string[] Functions = ["exp", "ln", "sqrt", "abs", "min", "max", "if", "prev", "years", "share", "t_quantile", "normal_quantile"];
    private const int MostNested = 100;
    private static readonly string[] Keywords = ["and", "or", "not", "in", "over", "where"];
    private static readonly string[] Operators = ["<=", ">=", "==", "!=", "+", "-", "*", "/", "^", "<", ">", "(", ")", ",", "."];

    private readonly string text;
    private readonly List<Token> tokens = [];
    private int next;
    private int depth;

    private FormulaParser(string text)
    {
        this.text = text;
        Scan();
    }

    private enum Kind
    {
        Number,
        Name,
        Unit,
        Operator,
        End,
    }

    private Token Current => tokens[next];

    /// <summary>Parses a whole formula.</summary>
    /// <exception cref="FormulaException">The text is not a formula; carries the offset.</exception>
    public static Syntax Parse(string text)
    {
        var parser = new FormulaParser(text);
        var formula = parser.Formula();
        if (parser.Current.Kind != Kind.End)
            throw parser.Unexpected("an operator or the end");
        return formula;
    }

    /// <summary>The texts of the conditions that a condition joins by <c>and</c> outside brackets; the whole where it is joined otherwise.</summary>
    public static IReadOnlyList<string> Conjuncts(string text)
    {
        var (parts, start, depth) = (new List<string>(), 0, 0);
        foreach (var token in new FormulaParser(text).tokens)
        {
            depth += token is { Kind: Kind.Operator, Text: "(" } ? 1 : token is { Kind: Kind.Operator, Text: ")" } ? -1 : 0;
            if (depth > 0 || token is not { Kind: Kind.Name, Text: "and" or "or" })
                continue;
            if (token.Text == "or")
                return [text];
            parts.Add(text[start..token.At].Trim());
            start = token.At + token.Text.Length;
        }

        return [.. parts, text[start..].Trim()];
    }

    /// <summary>Whether a name is reserved by the language.</summary>
    public static bool IsReserved(string name) => Keywords.Contains(name) || Functions.Contains(name) || Aggregates.Contains(name);

    private Syntax Formula() => Nested(() => Series("or", And));

    private Syntax And() => Series("and", Not);

    private Syntax Not()
    {
        var at = Current.At;
        return TakeName("not") ? new NotSyntax(at, Comparison()) : Comparison();
    }

    private Syntax Comparison()
    {
        var left = Sum();
        var at = Current.At;
        if (Current is { Kind: Kind.Operator, Text: "<" or "<=" or ">" or ">=" or "==" or "!=" })
            return new BinarySyntax(at, Take().Text, left, Sum());
        if (!TakeName("in"))
            return left;
        var name = Name("a code list or table after 'in'");
        return new InSyntax(at, left, name.Text, name.At);
    }

    private Syntax Sum() => Operation(Term, "+", "-");

    private Syntax Term() => Operation(Factor, "*", "/");

    private Syntax Factor()
    {
        var at = Current.At;
        if (TakeOperator("-"))
            return new NegateSyntax(at, Nested(Factor));
        var atom = Atom();
        at = Current.At;
        return TakeOperator("^") ? new BinarySyntax(at, "^", atom, Nested(Factor)) : atom;
    }

    /// <summary>A formula nobody can read must not overflow the stack either.</summary>
    private Syntax Nested(Func<Syntax> part)
    {
        if (++depth > MostNested)
            throw new FormulaException(Current.At, $"the formula nests deeper than {MostNested} levels", "give a part of it a symbol of its own");
        var inner = part();
        depth--;
        return inner;
    }

    private Syntax Atom()
    {
        var token = Current;
        if (token.Kind == Kind.Number)
        {
            Take();
            var value = double.Parse(token.Text, CultureInfo.InvariantCulture);
            return double.IsFinite(value) ? new NumberSyntax(token.At, value, TakeUnit() ?? Unit.One) : throw new FormulaException(token.At, $"'{token.Text}' is too large");
        }

        if (TakeOperator("("))
        {
            var inner = Formula();
            Expect(")");
            return inner;
        }

        if (token.Kind != Kind.Name || Keywords.Contains(token.Text))
            throw Unexpected("a number, a symbol, a table or '('");
        Take();
        if (!TakeOperator("("))
        {
            if (IsReserved(token.Text))
                throw new FormulaException(token.At, $"'{token.Text}' is a function and needs '('");
            return new SymbolSyntax(token.At, token.Text, TakeUnit());
        }

        var arguments = new List<Syntax> { Formula() };
        while (TakeOperator(","))
            arguments.Add(Formula());
        if (TakeName("over"))
            return Aggregate(token, arguments);
        Expect(")");
        if (TakeOperator("."))
            return new LookupSyntax(token.At, token.Text, arguments, Name("a column after '.'").Text);
        if (!Functions.Contains(token.Text))
        {
            throw Aggregates.Contains(token.Text)
                ? new FormulaException(token.At, $"'{token.Text}' needs 'over SET'")
                : new FormulaException(token.At, $"'{token.Text}' is not a function", $"functions are {string.Join(", ", Functions)}; a table lookup ends in .COLUMN");
        }

        return new CallSyntax(token.At, token.Text, arguments);
    }

    private AggregateSyntax Aggregate(Token function, List<Syntax> arguments)
    {
        if (!Aggregates.Contains(function.Text))
            throw new FormulaException(function.At, $"'{function.Text}' does not aggregate", $"aggregates are {string.Join(", ", Aggregates)}");
        var wanted = function.Text == "cov" ? 2 : 1;
        if (arguments.Count != wanted)
            throw new FormulaException(function.At, $"'{function.Text} … over' takes {wanted} formula(s), not {arguments.Count}");
        var set = Name("a set after 'over'");
        var where = TakeName("where") ? Formula() : null;
        Expect(")");
        return new(function.At, function.Text, arguments, set.Text, set.At, where);
    }

    private Syntax Series(string keyword, Func<Syntax> part)
    {
        var left = part();
        for (var at = Current.At; TakeName(keyword); at = Current.At)
            left = new BinarySyntax(at, keyword, left, part());
        return left;
    }

    private Syntax Operation(Func<Syntax> part, string first, string second)
    {
        var left = part();
        while (Current.Kind == Kind.Operator && (Current.Text == first || Current.Text == second))
        {
            var token = Take();
            left = new BinarySyntax(token.At, token.Text, left, part());
        }

        return left;
    }

    private Unit? TakeUnit()
    {
        if (Current.Kind != Kind.Unit)
            return null;
        var token = Take();
        return Unit.TryParse(token.Text, out var unit, out var bad)
            ? unit
            : throw new FormulaException(token.At + 1, $"'{bad}' is not a unit");
    }

    private Token Name(string wanted) => Current.Kind == Kind.Name && !Keywords.Contains(Current.Text) ? Take() : throw Unexpected(wanted);

    private Token Take() => tokens[next++];

    private bool TakeName(string name) => Current.Kind == Kind.Name && Current.Text == name && Take().At >= 0;

    private bool TakeOperator(string symbol) => Current.Kind == Kind.Operator && Current.Text == symbol && Take().At >= 0;

    private void Expect(string symbol)
    {
        if (!TakeOperator(symbol))
            throw Unexpected($"'{symbol}'");
    }

    private FormulaException Unexpected(string wanted) =>
        new(Current.At, Current.Kind == Kind.End ? $"the formula ends where {wanted} is expected" : $"'{Current.Text}' stands where {wanted} is expected");

    private void Scan()
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (char.IsAsciiDigit(text[i]) || (text[i] == '.' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))
            {
                i = NumberEnd(i);
                tokens.Add(new(Kind.Number, text[start..i], start));
            }
            else if (char.IsLetter(text[i]) || text[i] == '_')
            {
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_'))
                    i++;
                tokens.Add(new(Kind.Name, text[start..i], start));
            }
            else if (text[i] == '[')
            {
                i = text.IndexOf(']', i);
                if (i < 0)
                    throw new FormulaException(start, "'[' is not closed");
                tokens.Add(new(Kind.Unit, text[(start + 1)..i++], start));
            }
            else
            {
                var symbol = Array.Find(Operators, o => string.CompareOrdinal(text, start, o, 0, o.Length) == 0)
                    ?? throw new FormulaException(start, $"'{text[start]}' is not part of the formula language");
                tokens.Add(new(Kind.Operator, symbol, start));
                i += symbol.Length;
            }
        }

        tokens.Add(new(Kind.End, string.Empty, text.Length));
    }

    private int NumberEnd(int i)
    {
        while (i < text.Length && char.IsAsciiDigit(text[i]))
            i++;
        if (i + 1 < text.Length && text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
        {
            i++;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
        }

        if (i >= text.Length || text[i] is not ('e' or 'E'))
            return i;
        var exponent = i + 1;
        if (exponent < text.Length && text[exponent] is '+' or '-')
            exponent++;
        if (exponent >= text.Length || !char.IsAsciiDigit(text[exponent]))
            return i;
        while (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            exponent++;
        return exponent;
    }

    private sealed record Token(Kind Kind, string Text, int At);
}
