using System.Buffers.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>An open CSV table (CSV 表), with geometry where a column holds well-known text or two hold x and y.</summary>
/// <remarks>
/// RFC 4180 with comma, semicolon or tab; UTF-8 or GB 18030. A column is a number only if every value is a plain one: a leading zero makes it a code, and so do more digits than a number keeps.
/// A row that does not have as many cells as the header is told with its line, and none of its values is used. The format has no coordinate reference: it comes from the user, an SRID in the text, or a .prj beside the file.
/// </remarks>
public sealed class CsvTableReader : IFeatureReader
{
    private const int MostColumns = 2000;

    private readonly InputFile file;

    /// <summary>Opens a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">Encoding named by the user; null to determine it.</param>
    /// <param name="reference">Coordinate reference named by the user; null where there is none.</param>
    /// <exception cref="RefusedInputException">It is missing, without header, or its quotes do not pair.</exception>
    public CsvTableReader(string path, TextEncoding? encoding = null, CoordinateReference? reference = null)
    {
        file = new(path);
        try
        {
            Index = CsvIndex.Open(file);
            Encoding = encoding ?? TextEncoding.OfContent(Index.IsUtf8 ? 65001 : 54936);
            var types = Sidecar.Find(path, ".csvt");
            var columns = Infer(Names(), types is null ? [] : [.. File.ReadAllText(types).Split(',').Select(t => t.Trim(' ', '"', '\r', '\n'))]);
            ColumnCount = columns.Count;
            Geometry = TableGeometry.Of(columns);
            FieldColumns = [.. Enumerable.Range(0, columns.Count).Where(c => c != Geometry.Text)];
            Schema = new([.. FieldColumns.Select(c => columns[c].Definition())]);
            var prj = Sidecar.Find(path, ".prj");
            Files = [path, .. ((string?[])[types, prj]).OfType<string>()];
            ReferenceText = prj is null ? null : TextEncoding.OfFile(File.ReadAllBytes(prj));
            CoordinateReference = reference ?? ReferenceOf(ReferenceId);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Driver => "CSV";

    /// <inheritdoc/>
    public string Name => file.Name;

    /// <inheritdoc/>
    public string Layer => Path.GetFileNameWithoutExtension(file.Name);

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RecordSchema Schema { get; }

    /// <inheritdoc/>
    public bool HasAttributes => Schema.Fields.Count > 0;

    /// <inheritdoc/>
    public long RecordCount => Index.Count - 1;

    /// <inheritdoc/>
    public TextEncoding? Encoding { get; }

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public string? ReferenceText { get; }

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    internal CsvIndex Index { get; }

    internal TableGeometry Geometry { get; }

    /// <summary>The first number of a coordinate reference that a geometry names, or null.</summary>
    internal int? ReferenceId { get; private set; }

    /// <summary>The column of each field.</summary>
    internal IReadOnlyList<int> FieldColumns { get; }

    /// <summary>Cells of the header.</summary>
    internal int ColumnCount { get; }

    /// <inheritdoc/>
    public FeatureScan Read(RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop = default) => new CsvScan(this, file, range, fields, geometry, stop);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private List<string> Names()
    {
        var row = new CsvRow(file, Index);
        row.Read(0);
        if (row.Count > MostColumns)
            throw new RefusedInputException(new Finding(SourceFindings.TooManyColumns, Name, null, null, null, Name, $"{MostColumns}"));
        var names = Enumerable.Range(0, row.Count).Select(i => Encoding!.Decode(row[i], false, out _).Trim());
        return HeaderNames.Distinct(names, Name, Findings);
    }

    /// <summary>What the columns are. A .csvt, as OGR writes it, tells the type of each: numbers of a column declared as text are codes, and dates are dates where every value is one.</summary>
    private List<ColumnInference> Infer(List<string> names, IReadOnlyList<string> types)
    {
        bool IsDeclared(int c, string type) => c < types.Count && types[c].StartsWith(type, StringComparison.OrdinalIgnoreCase);

        var dates = Enumerable.Range(0, names.Count).Select(c => IsDeclared(c, "Date") && !IsDeclared(c, "DateTime")).ToArray();
        var odd = new (long Record, string Value)?[names.Count];
        var columns = names.ConvertAll(n => new ColumnInference(n));
        var text = names.FindIndex(n => TableGeometry.IsText(n));
        var (row, shape) = (new CsvRow(file, Index), new GeometryBuffer());
        for (var record = 1; record < Index.Count; record++)
        {
            row.Read(record);
            for (var c = 0; c < columns.Count && row.Count == columns.Count; c++)
            {
                var value = row[c];
                if (value.IsEmpty)
                    continue;
                dates[c] = dates[c] && CsvScan.IsDate(value, out _);
                // What a .csvt declares as real is no code, however many digits it has.
                if (IsDeclared(c, "Real") && IsReal(value.Trim((byte)' ')))
                    columns[c].AddNumber(value.Trim((byte)' '), isReal: true);
                else if (PlainNumber.Is(value.Trim((byte)' ')))
                    columns[c].AddNumber(value.Trim((byte)' '));
                else
                    columns[c].AddText(value.Length);
                if (!columns[c].IsNumber && odd[c] is null && value.Length < 100 && !PlainNumber.Is(value.Trim((byte)' ')) && value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                    odd[c] = (record - 1, Encoding!.Decode(value, false, out _));
                if (c != text || (ReferenceId is not null && shape.HasHeights))
                    continue;
                var geometry = new WellKnownTextGeometry(value, shape);
                _ = geometry.Read();
                ReferenceId ??= geometry.ReferenceId;
            }
        }

        for (var c = 0; c < columns.Count; c++)
        {
            if (odd[c] is { } one && columns[c] is { IsMixed: true, IsMostlyNumber: true } && !dates[c] && !IsDeclared(c, "String"))
                Findings.Add(new Finding(SourceFindings.TypesMixed, Name, one.Record, names[c], one.Value));
            if (dates[c])
                columns[c].DeclareDate();
            else if (columns[c].IsNumber && IsDeclared(c, "String"))
                columns[c].AddText(1);
        }

        if (shape.HasHeights)
            Findings.Add(new Finding(SourceFindings.HeightsDropped, Name, null, null, null, Name));
        return columns;
    }

    private static bool IsReal(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out double value, out var read) && read == text.Length && double.IsFinite(value);

    private CoordinateReference? ReferenceOf(int? id)
    {
        if (Geometry.IsNone)
            return null;
        if (ReferenceText is not null)
            return CoordinateReferenceReader.Read(ReferenceText, Path.ChangeExtension(Name, ".prj"), Findings);
        if (id is { } code)
            return CoordinateReferenceReader.Read($"EPSG:{code}", Name, Findings);
        Findings.Add(new Finding(SourceFindings.NoReferenceInFormat, Name, null, null, null, Name));
        return null;
    }
}
