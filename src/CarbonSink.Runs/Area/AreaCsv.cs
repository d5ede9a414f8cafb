using System.Globalization;
using System.Text;

namespace CarbonSink.Runs;

/// <summary>Areas as CSV: one row per record, UTF-8 without BOM, LF, numbers that read back to the same double, missing values blank.</summary>
public static class AreaCsv
{
    /// <summary>How every file begins: what may be replaced by a new one.</summary>
    public const string Mark = "record,areaHa,";

    /// <summary>Writes header and rows; the stream stays open.</summary>
    public static void Write(AreaResult result, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(Mark + (result.Adjustment is null ? "" : "adjustedAreaHa,") + "planarAreaHa,planarAreaSquareUnits,valid");
        var adjusted = 0;
        foreach (var record in result.Records)
        {
            text.Write(record.Record.ToString(CultureInfo.InvariantCulture));
            Field(text, record.SquareMetres / AreaResult.SquareMetresPerHectare);
            if (result.Adjustment is { } adjustment)
                Field(text, record.SquareMetres is null ? null : AreaResult.WorkingUnitsHa(adjustment.Adjusted[adjusted++]));
            Field(text, result.PlanarHa(record));
            Field(text, record.SquareUnits);
            text.WriteLine(record.IsValid switch { true => ",true", false => ",false", _ => "," });
        }
    }

    private static void Field(StreamWriter text, double? value)
    {
        text.Write(',');
        if (value is { } number)
            text.Write(number.ToString("R", CultureInfo.InvariantCulture));
    }
}
