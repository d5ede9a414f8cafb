using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;

namespace CarbonSink.Tests.Conventions;

/// <summary>House rules on CSV files that people edit: rectangular, units in the headers, no float32 tails.</summary>
internal static partial class TableRules
{
    public static IReadOnlyList<string> Files(SourceTree tree) =>
        new[] { "methodology", "src", "gis-samples" }.SelectMany(f => tree.Files(f, ".csv")).ToList();

    /// <summary>Reads a CSV file; the first row is the header.</summary>
    public static IReadOnlyList<string[]> Rows(string text)
    {
        using var parser = new CsvParser(new StringReader(text), CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (parser.Read())
            rows.Add(parser.Record!);
        return rows;
    }

    /// <summary>Rows that are longer or shorter than the header, headers that are blank or doubled.</summary>
    public static IEnumerable<string> RaggedRows(string file, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            yield return $"{file}: has no header";
            yield break;
        }

        foreach (var name in rows[0].GroupBy(n => n.Trim(), StringComparer.Ordinal).Where(g => g.Key.Length == 0 || g.Count() > 1))
            yield return $"{file}: header `{name.Key}` is blank or doubled";
        foreach (var (row, i) in rows.Select((r, i) => (r, i)).Where(p => p.r.Length != rows[0].Length))
            yield return $"{file}: row {i + 1} has {row.Length} cells, the header {rows[0].Length}";
    }

    /// <summary>Columns of numbers whose header gives no unit. `name [unit]` is the usual form, `[1]` for a pure number; names of
    /// the command-line contract (areaHa, sePercent) carry theirs; a column `unit` beside them serves too. Codes (known by their name or a leading zero; divisions have theirs), years, numbers of things and places in a file have none.</summary>
    public static IEnumerable<string> MissingUnits(string file, IReadOnlyList<string[]> rows)
    {
        if (rows.Count < 2 || rows[0].Contains("unit", StringComparer.OrdinalIgnoreCase))
            return [];
        return from i in Enumerable.Range(0, rows[0].Length)
               let header = rows[0][i].Trim()
               let cells = rows.Skip(1).Where(r => i < r.Length).Select(r => r[i].Trim()).Where(c => c.Length > 0).ToList()
               where cells.Count > 0 && cells.All(c => Number().IsMatch(c)) && !HasUnit().IsMatch(header)
                   && !(cells.All(c => c.All(char.IsAsciiDigit)) && (Label().IsMatch(header) || cells.Any(c => c.Length > 1 && c[0] == '0')))
               select $"{file}: column `{header}` holds numbers without a unit in the header (`{header} [unit]`, `[1]` for a pure number)";
    }

    /// <summary>Decimals that are a 32-bit float printed as a 64-bit one, e.g. 0.355 that became seventeen digits.</summary>
    public static IEnumerable<string> Float32Tails(string file, string text) =>
        from line in text.Split('\n').Select((l, i) => (l, i))
        from number in Decimal().Matches(line.l)
        where IsFloat32Tail(number.Value)
        select $"{file}:{line.i + 1}: {number.Value} is the 32-bit float {((float)double.Parse(number.Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)}";

    public static bool IsFloat32Tail(string number)
    {
        var digits = number.Split('e', 'E')[0].Replace(".", "", StringComparison.Ordinal).Trim('-').TrimStart('0').TrimEnd('0');
        if (digits.Length <= 9)
            return false;
        var wide = double.Parse(number, CultureInfo.InvariantCulture);
        var narrow = (float)wide;
        return wide.Equals(narrow) && !decimal.Parse(narrow.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).Equals((decimal)wide);
    }

    [GeneratedRegex(@"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"-?\d+\.\d+([eE][+-]?\d+)?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\[[^\]]+\]$|[a-z0-9](Ha|Mu|M|Cm|M2|M3|T|Kg|TC|TCo2e|Percent|Degrees|Years|Count)$|^co2eT$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HasUnit();

    [GeneratedRegex(@"(^|[_ ])(code|class|group|type|species|id|no\.?|number|order|year|level|width|decimals|record|records|count|page|table|row|column|county|township|village)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Label();
}
