using System.Globalization;
using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Which plots are meant (估计域): comparisons of columns with values, joined by and, or, not and brackets.</summary>
/// <remarks>
/// <c>or := and {"or" and} · and := not {"and" not} · not := ["not"] (comparison | "(" or ")") · comparison := column (op value | "in" "(" value {"," value} ")")</c>, op = == != &lt;&gt; &lt; &lt;= &gt; &gt;=.
/// = and != compare the cell as it is written, or as numbers where both are numbers without leading zero; &lt; and &gt; compare numbers. A blank cell makes a comparison unknown.
/// </remarks>
internal sealed class DomainExpression
{
    private readonly List<(string Text, int Place, bool Quoted)> words = [];
    private readonly List<string> columns = [];
    private readonly string text;
    private readonly Func<Row, bool?> test;
    private int at;

    private DomainExpression(string text)
    {
        this.text = text;
        Split();
        test = Or();
        if (at < words.Count)
            throw Wrong("and, or");
    }

    /// <summary>Gives a cell of a row.</summary>
    public delegate (string? Text, double? Number) Row(string column);

    /// <summary>Columns it reads.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Reads an expression.</summary>
    /// <exception cref="RefusedInputException">It is not written as it should be; place and expectation are named.</exception>
    public static DomainExpression Parse(string text) => new(text);

    /// <summary>Whether a row is in the domain; null where a blank cell leaves it open.</summary>
    public bool? Holds(Row row) => test(row);

    private static bool? Not(bool? value) => value is { } v ? !v : null;

    private void Split()
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            if (text[i] is '"' or '\'')
            {
                var end = text.IndexOf(text[i], i + 1);
                if (end < 0)
                    throw Wrong(start, text[start..], $"{text[i]}");
                words.Add((text[(i + 1)..end], start, true));
                i = end + 1;
                continue;
            }

            if (text[i] is '(' or ')' or ',')
                i++;
            else if (IsOperator(text[i]))
                while (i < text.Length && IsOperator(text[i]))
                    i++;
            else
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && !IsOperator(text[i]) && text[i] is not ('(' or ')' or ',' or '"' or '\''))
                    i++;
            words.Add((text[start..i], start, false));
        }
    }

    private static bool IsOperator(char c) => c is '=' or '!' or '<' or '>';

    private Func<Row, bool?> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (first, second) = (left, And());
            left = row => first(row) is var a && second(row) is var b && (a == true || b == true) ? true : a is null || b is null ? null : false;
        }

        return left;
    }

    private Func<Row, bool?> And()
    {
        var left = Negated();
        while (Take("and"))
        {
            var (first, second) = (left, Negated());
            left = row => first(row) is var a && second(row) is var b && (a == false || b == false) ? false : a is null || b is null ? null : true;
        }

        return left;
    }

    private Func<Row, bool?> Negated()
    {
        if (Take("not"))
        {
            var inner = Negated();
            return row => Not(inner(row));
        }

        if (!Take("("))
            return Comparison();
        var group = Or();
        if (!Take(")"))
            throw Wrong(")");
        return group;
    }

    private Func<Row, bool?> Comparison()
    {
        var column = Word("COLUMN");
        columns.Add(column);
        if (Take("in"))
        {
            if (!Take("("))
                throw Wrong("(");
            var values = new List<string>();
            do
                values.Add(Word("VALUE"));
            while (Take(","));
            if (!Take(")"))
                throw Wrong(")");
            return row => row(column) is { Text: not null } cell ? values.Exists(v => AreEqual(cell, v)) : null;
        }

        var sign = at < words.Count && !words[at].Quoted ? words[at].Text : "";
        if (sign is not ("=" or "==" or "!=" or "<>" or "<" or "<=" or ">" or ">="))
            throw Wrong("= != < <= > >= in");
        at++;
        var place = at;
        var value = Word("VALUE");
        if (sign is "=" or "==")
            return row => row(column) is { Text: not null } cell ? AreEqual(cell, value) : null;
        if (sign is "!=" or "<>")
            return row => row(column) is { Text: not null } cell ? !AreEqual(cell, value) : null;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound))
            throw Wrong(words[place].Place, value, "NUMBER");
        return row => row(column).Number is { } number
            ? sign switch { "<" => number < bound, "<=" => number <= bound, ">" => number > bound, _ => number >= bound }
            : null;
    }

    /// <summary>0110 is a code and not the number 110.</summary>
    private static bool AreEqual((string? Text, double? Number) cell, string value) => string.Equals(cell.Text, value, StringComparison.Ordinal)
        || (!IsCode(value) && !IsCode(cell.Text!) && cell.Number is { } number && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) && number == other);

    private static bool IsCode(string text) => text.Length > 1 && text[0] == '0' && text[1] != '.';

    private bool Take(string word)
    {
        if (at >= words.Count || words[at].Quoted || !string.Equals(words[at].Text, word, StringComparison.OrdinalIgnoreCase))
            return false;
        at++;
        return true;
    }

    private string Word(string expected)
    {
        if (at >= words.Count || (!words[at].Quoted && (words[at].Text is "(" or ")" or "," || IsOperator(words[at].Text[0]))))
            throw Wrong(expected);
        return words[at++].Text;
    }

    private RefusedInputException Wrong(string expected) => at < words.Count ? Wrong(words[at].Place, words[at].Text, expected) : Wrong(text.Length, "", expected);

    private static RefusedInputException Wrong(int place, string found, string expected) => DataSet.Refuse(SampleRunFindings.DomainSyntax, null, $"{place + 1}", found, expected);
}
