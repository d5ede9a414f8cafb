using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;

namespace CarbonSink.Gis;

/// <summary>An open sheet of an .xlsx workbook (Excel 工作表), with geometry where a column holds well-known text or two hold x and y.</summary>
/// <remarks>The first row that is not blank is the header. A column is a number only where every cell is stored as one: a code stored as text keeps its zeros. Formulas give the value they had when the workbook was saved.</remarks>
public sealed class WorkbookReader : IFeatureReader
{
    /// <summary>Opens a sheet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sheet">Name of the sheet; null for the only one.</param>
    /// <param name="reference">Coordinate reference named by the user; null where there is none.</param>
    /// <exception cref="RefusedInputException">It is missing, no workbook, beyond the limits, or the sheet is not clear.</exception>
    public WorkbookReader(string path, string? sheet = null, CoordinateReference? reference = null)
    {
        (Name, Files) = (Path.GetFileName(path), [path]);
        Sheet = WorkbookSheet.Read(path, sheet, Findings);
        if (Sheet.Rows.Count == 0)
            throw new RefusedInputException(new Finding(SourceFindings.TableEmpty, Name, null, null, null, Name));
        var width = Sheet.Rows.Max(r => r.Cells.Length);
        var header = Sheet.Rows[0].Cells;
        var columns = HeaderNames.Distinct(Enumerable.Range(0, width).Select(c => c < header.Length ? header[c]?.Text.Trim() ?? "" : ""), Name, Findings).ConvertAll(n => new ColumnInference(n));
        foreach (var (_, cells) in Sheet.Rows.Skip(1))
            for (var c = 0; c < cells.Length; c++)
                Infer(columns[c], cells[c]);
        Geometry = TableGeometry.Of(columns);
        FieldColumns = [.. Enumerable.Range(0, width).Where(c => c != Geometry.Text)];
        Schema = new([.. FieldColumns.Select(c => columns[c].Definition())]);
        CoordinateReference = reference;
        if (reference is null && !Geometry.IsNone)
            Findings.Add(new Finding(SourceFindings.NoReferenceInFormat, Name, null, null, null, Name));
    }

    /// <inheritdoc/>
    public string Driver => "XLSX";

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Layer => Sheet.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public RecordSchema Schema { get; }

    /// <inheritdoc/>
    public bool HasAttributes => Schema.Fields.Count > 0;

    /// <inheritdoc/>
    public long RecordCount => Sheet.Rows.Count - 1;

    /// <inheritdoc/>
    public TextEncoding? Encoding => null;

    /// <inheritdoc/>
    public CoordinateReference? CoordinateReference { get; }

    /// <inheritdoc/>
    public string? ReferenceText => null;

    /// <inheritdoc/>
    public FindingLog Findings { get; } = new();

    internal WorkbookSheet Sheet { get; }

    internal TableGeometry Geometry { get; }

    internal IReadOnlyList<int> FieldColumns { get; }

    /// <inheritdoc/>
    public FeatureScan Read(RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop = default) => new Scan(this, range, fields, geometry, stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The sheet is in memory; the file is closed.
    }

    private static void Infer(ColumnInference column, SheetCell? cell)
    {
        if (cell is { Kind: CellKind.Number } number)
            column.AddNumber(System.Text.Encoding.ASCII.GetBytes(number.Text));
        else if (cell is { Kind: CellKind.Logical })
            column.AddLogical();
        else if (cell is { } text)
            column.AddText(System.Text.Encoding.UTF8.GetByteCount(text.Text));
    }

    private sealed class Scan(WorkbookReader reader, RecordRange range, IReadOnlyList<int> fields, bool geometry, CancellationToken stop) : RowScan(reader, range, fields, geometry, stop)
    {
        private readonly int[] fields = [.. fields.Distinct()];

        /// <inheritdoc/>
        protected override GeometryKind Row(long record)
        {
            var cells = reader.Sheet.Rows[(int)record + 1].Cells;
            foreach (var field in fields)
            {
                if (At(cells, reader.FieldColumns[field]) is not { } cell)
                    continue;
                if (reader.Schema.Fields[field].Kind == FieldKind.Number)
                    Cells.Number(field, double.Parse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
                else
                    Cells.Text(field, cell.Text);
            }

            return WantsGeometry ? Geometry(record, cells) : GeometryKind.Polygon;
        }

        private static SheetCell? At(SheetCell?[] cells, int column) => column < cells.Length ? cells[column] : null;

        private GeometryKind Geometry(long record, SheetCell?[] cells)
        {
            var places = reader.Geometry;
            if (places.IsNone)
            {
                Batch.Geometry.EndRecord(GeometryKind.Null);
                return GeometryKind.Null;
            }

            Shape.Clear();
            var kind = GeometryKind.Null;
            if (places.Text >= 0)
            {
                var text = new WellKnownTextGeometry(System.Text.Encoding.UTF8.GetBytes(At(cells, places.Text)?.Text ?? ""), Shape);
                kind = text.Read();
                if (kind == GeometryKind.Unreadable)
                    Findings.Add(SourceFindings.GeometryUnreadable, File, record, null, null, text.Problem ?? "?");
            }
            else if (At(cells, places.X) is { } x && At(cells, places.Y) is { } y)
            {
                Shape.Add(double.Parse(x.Text, NumberStyles.Float, CultureInfo.InvariantCulture), double.Parse(y.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
                Shape.EndPart();
                kind = GeometryKind.Point;
            }

            return Shape.Commit(kind, Batch.Geometry, File, record, Findings);
        }
    }
}
