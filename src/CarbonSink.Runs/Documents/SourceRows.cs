using System.Globalization;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CsvHelper;
using CsvHelper.Configuration;

namespace CarbonSink.Runs;

/// <summary>Records of a file of results (数据记录): rows of a CSV file or of an array in a JSON file, by column; inner values of JSON are columns with '/' in their names.</summary>
internal sealed class SourceRows
{
    private const string TotalWord = "total"; // of CsvTable

    private readonly Dictionary<string, int> columns;
    private readonly List<string[]> rows;
    private readonly bool isEmptyArray; // of JSON, which then does not say what columns it has

    private SourceRows(string file, Dictionary<string, int> columns, List<string[]> rows, bool isEmptyArray = false) => (File, this.columns, this.rows, this.isEmptyArray) = (file, columns, rows, isEmptyArray);

    /// <summary>The total that a CSV table of this program ends with; null where it has none.</summary>
    public IReadOnlyList<string>? Total { get; private init; }

    /// <summary>Name of the file.</summary>
    public string File { get; }

    public int Count => rows.Count;

    public bool Has(string column) => isEmptyArray || columns.ContainsKey(column);

    /// <summary>Number of a column, to read cells by.</summary>
    /// <exception cref="RefusedInputException">There is none of this name.</exception>
    public int Column(string name) => columns.TryGetValue(name, out var at) ? at : isEmptyArray ? 0 : throw SourceFolder.Refused(ReportFindings.NoColumn, File, File, name);

    /// <summary>A cell; blank where the value is missing.</summary>
    public string this[int row, int column] => rows[row].Length > column ? rows[row][column] : "";

    /// <summary>A cell as a number; null where it is blank.</summary>
    /// <exception cref="RefusedInputException">It is no number.</exception>
    public double? Number(int row, int column)
    {
        var text = this[row, column];
        if (text.Length == 0)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new RefusedInputException(new(ReportFindings.NotANumber, File, row, columns.First(c => c.Value == column).Key, text, File, columns.First(c => c.Value == column).Key, text));
    }

    /// <summary>Reads the records of a file at a place; of a CSV file the place is blank.</summary>
    public static SourceRows Read(string file, ReadOnlyMemory<byte> bytes, string at) =>
        file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? OfCsv(file, bytes) : OfJson(file, bytes, at);

    private static SourceRows OfCsv(string file, ReadOnlyMemory<byte> bytes)
    {
        using var text = new StreamReader(new MemoryStream(bytes.ToArray(), writable: false));
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { CacheFields = true, BufferSize = 1 << 16 });
        if (!csv.Read())
            return new(file, [], []);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var c = 0; c < csv.Count; c++)
            if (!names.TryAdd(csv[c], c))
                throw SourceFolder.Refused(ReportFindings.Twice, file, file, csv[c]);
        var records = new List<string[]>();
        while (csv.Read())
            records.Add(csv.Record!);
        if (records.Count == 0 || !IsTotal(records[^1]))
            return new(file, names, records);
        var total = records[^1];
        records.RemoveAt(records.Count - 1);
        return new(file, names, records) { Total = total };
    }

    /// <summary>A total has its word, figures, blanks and perhaps the worst status, and no other text: a record of a unit called so has more to say.</summary>
    private static bool IsTotal(string[] row) => row[0] == TotalWord && row.Skip(1).All(c => c.Length == 0 || double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || Enum.TryParse<ParameterStatus>(c, ignoreCase: true, out _));

    private static SourceRows OfJson(string file, ReadOnlyMemory<byte> bytes, string at)
    {
        using var json = JsonDocument.Parse(bytes);
        var (names, records) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string[]>());
        if (JsonPlace.Find(json.RootElement, at) is not { ValueKind: JsonValueKind.Array } array)
            throw SourceFolder.Refused(ReportFindings.NoColumn, file, file, at);
        foreach (var item in array.EnumerateArray())
        {
            var cells = new List<string>();
            Flatten(item, "", (name, value) =>
            {
                if (!names.TryGetValue(name, out var column))
                    names[name] = column = names.Count;
                while (cells.Count <= column)
                    cells.Add("");
                cells[column] = value;
            });
            records.Add([.. cells]);
        }

        return new(file, names, records, records.Count == 0);
    }

    private static void Flatten(JsonElement element, string name, Action<string, string> add)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Flatten(property.Value, name.Length == 0 ? property.Name : $"{name}/{property.Name}", add);
                break;
            case JsonValueKind.Array:
                add(name, string.Join(", ", element.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(e => e.ToString())));
                break;
            default:
                add(name.Length == 0 ? "value" : name, JsonPlace.Text(element));
                break;
        }
    }
}
