using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>What the values of a column without declared type are (字段类型推断): a number only where every value is one, else text; widths that hold every value.</summary>
internal sealed class ColumnInference(string name)
{
    private const int MostDigits = 17; // more than a double tells apart

    private bool hasNumber;
    private bool hasText;
    private bool hasLogical;
    private bool hasExponent;
    private bool hasSign;
    private int integerDigits;
    private int decimals;
    private int textBytes = 1;

    /// <summary>Name of the column.</summary>
    public string Name { get; } = name;

    /// <summary>Whether values of several types met.</summary>
    public bool IsMixed => (hasNumber ? 1 : 0) + (hasText ? 1 : 0) + (hasLogical ? 1 : 0) > 1;

    /// <summary>Whether every value so far is a number.</summary>
    public bool IsNumber => hasNumber && !hasText && !hasLogical;

    /// <summary>A number as it is written.</summary>
    public void AddNumber(ReadOnlySpan<byte> text)
    {
        hasNumber = true;
        textBytes = Math.Max(textBytes, text.Length);
        if (text[0] is (byte)'-' or (byte)'+')
        {
            hasSign = true;
            text = text[1..];
        }

        var end = text.IndexOfAny((byte)'e', (byte)'E');
        hasExponent |= end >= 0;
        text = end < 0 ? text : text[..end];
        var point = text.IndexOf((byte)'.');
        integerDigits = Math.Max(integerDigits, point < 0 ? text.Length : point);
        decimals = Math.Max(decimals, point < 0 ? 0 : text.Length - point - 1);
    }

    /// <summary>A text of so many bytes.</summary>
    public void AddText(int bytes)
    {
        hasText = true;
        textBytes = Math.Max(textBytes, bytes);
    }

    /// <summary>True or false.</summary>
    public void AddLogical() => hasLogical = true;

    /// <summary>The field that holds every value.</summary>
    public FieldDefinition Definition()
    {
        if (hasLogical && !hasNumber && !hasText)
            return new(Name, FieldKind.Text, 'L', 1, 0);
        if (!IsNumber)
            return new(Name, FieldKind.Text, 'C', Math.Max(textBytes, hasLogical ? 5 : 1), 0);
        return hasExponent || integerDigits + decimals > MostDigits
            ? new(Name, FieldKind.Number, 'F', 24, 15)
            : new(Name, FieldKind.Number, 'N', (hasSign ? 1 : 0) + Math.Max(1, integerDigits) + (decimals > 0 ? decimals + 1 : 0), decimals);
    }
}
