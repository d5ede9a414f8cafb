using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>What the values of a column without declared type are (字段类型推断): a number only where every value is one, else text; widths that hold every value.</summary>
internal sealed class ColumnInference(string name)
{
    private const int MostDigits = 17; // more than a double tells apart

    private long numbers;
    private long texts;
    private bool hasLogical;
    private bool hasExponent;
    private bool hasSign;
    private bool isDate;
    private bool hasOtherNumber;
    private int integerDigits;
    private int decimals;
    private int textBytes = 1;

    private bool HasNumber => numbers > 0;

    private bool HasText => texts > 0;

    /// <summary>Name of the column.</summary>
    public string Name { get; } = name;

    /// <summary>Whether values of several types met.</summary>
    public bool IsMixed => (HasNumber ? 1 : 0) + (HasText ? 1 : 0) + (hasLogical ? 1 : 0) > 1;

    /// <summary>Whether no more values are texts than numbers.</summary>
    public bool IsMostlyNumber => HasNumber && texts <= numbers;

    /// <summary>Whether every value so far is a number.</summary>
    public bool IsNumber => HasNumber && !HasText && !hasLogical && !HasLongIntegers;

    /// <summary>Whether there was a whole number that a double does not hold.</summary>
    public bool HasLongIntegers { get; private set; }

    /// <summary>A number as it is written; one that is real by declaration is rounded to a double, whatever its digits.</summary>
    public void AddNumber(ReadOnlySpan<byte> text, bool isReal = false)
    {
        numbers++;
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
        hasOtherNumber |= end >= 0 || point >= 0;
        HasLongIntegers |= !isReal && end < 0 && point < 0 && text.Length > 15 && NumberField.Read(text, out _) == NumberContent.Rounded;
        integerDigits = Math.Max(integerDigits, point < 0 ? text.Length : point);
        decimals = Math.Max(decimals, point < 0 ? 0 : text.Length - point - 1);
    }

    /// <summary>A text of so many bytes.</summary>
    public void AddText(int bytes)
    {
        texts++;
        textBytes = Math.Max(textBytes, bytes);
    }

    /// <summary>True or false.</summary>
    public void AddLogical() => hasLogical = true;

    /// <summary>Declares that every value is a date.</summary>
    public void DeclareDate() => isDate = true;

    /// <summary>The field that holds every value.</summary>
    public FieldDefinition Definition()
    {
        if (isDate)
            return new(Name, FieldKind.Date, 'D', 8, 0);
        if (hasLogical && !HasNumber && !HasText)
            return new(Name, FieldKind.Text, 'L', 1, 0);
        if (HasLongIntegers && !HasText && !hasLogical && !hasOtherNumber)
            return new(Name, FieldKind.Text, 'N', textBytes, 0);
        if (!IsNumber)
            return new(Name, FieldKind.Text, 'C', Math.Max(textBytes, hasLogical ? 5 : 1), 0);
        return hasExponent || integerDigits + decimals > MostDigits
            ? new(Name, FieldKind.Number, 'F', 24, 15)
            : new(Name, FieldKind.Number, 'N', (hasSign ? 1 : 0) + Math.Max(1, integerDigits) + (decimals > 0 ? decimals + 1 : 0), decimals);
    }
}
