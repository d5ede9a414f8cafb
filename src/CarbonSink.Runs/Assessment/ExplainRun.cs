using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>A field of a unit as recorded.</summary>
/// <param name="Field">Field name.</param>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Value">Value as read; empty where blank.</param>
/// <param name="Unit">Unit, or empty.</param>
/// <param name="Table">Code table it was read by, or null.</param>
/// <param name="Row">Row of that table, or null.</param>
public sealed record RecordedField(string Field, Bilingual Name, string Value, string Unit, string? Table = null, CodeRow? Row = null);

/// <summary>The calculation of one unit (单元计算过程).</summary>
/// <param name="Unit">Name as asked for.</param>
/// <param name="Record">0-based record number.</param>
/// <param name="Key">Its key fields joined by -.</param>
/// <param name="Recorded">The fields of the unit that have a role, as recorded.</param>
/// <param name="ComputedAreaHa">Area from the boundary, ha; null without one.</param>
/// <param name="Area">Which area is used.</param>
/// <param name="AreaMethod">How areas are computed.</param>
/// <param name="Trace">The calculation.</param>
/// <param name="Findings">What is wrong with the record.</param>
public sealed record Explanation(string Unit, long Record, string Key, IReadOnlyList<RecordedField> Recorded, double? ComputedAreaHa, AreaBasis Area, AreaMethod AreaMethod, CalculationTrace Trace, IReadOnlyList<Finding> Findings)
{
    /// <summary>Why the unit has no carbon stock, in the words of the method where it has some; null where it has one.</summary>
    public Cause? Reason { get; init; }

    /// <summary>What the result must be called.</summary>
    public Bilingual Label { get; init; } = Trace.Methodology.Label;
}

/// <summary>Explains how the result of one unit came about.</summary>
public static class ExplainRun
{
    /// <summary>Finds the unit and traces its calculation.</summary>
    /// <param name="options">The data set and how it is assessed.</param>
    /// <param name="unit">Record number, or the values of the key fields joined by -.</param>
    /// <param name="stop">Stops the search.</param>
    /// <exception cref="RefusedInputException">There is no such unit, or several.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    public static Explanation Run(AssessmentOptions options, string unit, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        using var data = DataSet.Open(options, findings);
        var record = Find(data, unit, stop);
        var causes = new CauseTable();
        var area = new EllipsoidalArea(data.Reference, options.AreaMethod);
        var layer = LayerPass.Run(data, options, area, causes, _ => { }, stop);
        var inputs = new UnitInputs(data, options, area, data.Schema.Roles, causes);
        var scan = data.Reader.Read(new(record, record + 1), [.. inputs.Columns.Fields.Concat(data.Schema.KeyFields).Distinct()], geometry: true, stop);
        var evaluation = data.Methodology.Evaluate(inputs.Frame, causes, layer);
        Explanation? result = null;
        foreach (var batch in scan)
        {
            inputs.Fill(batch, findings);
            evaluation.Run();
            var trace = evaluation.Trace(data.Methodology.Outputs.Select(o => o.Symbol), 0);
            result = new(unit, record, Key(data, batch, 0), Recorded(data, inputs, batch), inputs.HasComputed[0] ? inputs.Computed[0] : null, options.Area, options.AreaMethod, trace, []) { Reason = Reason(data, evaluation), Label = UpdatedLabel.Of(trace.Methodology.Label, data.Inventory) };
        }

        findings.Merge(scan.Findings);
        return (result ?? throw NotFound(data, unit)) with { Findings = [.. findings.Findings.Where(f => f.Record == record)] };
    }

    private static Cause? Reason(DataSet data, Evaluation evaluation)
    {
        var carbon = data.Methodology.Outputs.First(o => o.Figure == StockFigure.Carbon).Symbol;
        return evaluation.States(carbon)[0].HasValue ? null : evaluation.Causes[evaluation.Reason(carbon, 0)];
    }

    private static List<RecordedField> Recorded(DataSet data, UnitInputs inputs, FeatureBatch batch)
    {
        var fields = new List<RecordedField>();
        foreach (var role in data.Schema.Roles)
        {
            var (definition, field) = (data.Schema.DefinitionOf(role)!, data.Schema.FieldOf(role));
            var text = data.Reader.Schema.Fields[field].Kind == FieldKind.Number
                ? batch.IsValid(field, 0) ? batch.Numbers(field)[0].ToString("R", CultureInfo.InvariantCulture) : string.Empty
                : batch.Codes(field)[0] is >= 0 and var code ? batch.Dictionary(field)[code] : string.Empty;
            var (table, row) = definition.Kind != SchemaFieldKind.Number && inputs.Columns.Code(role) is { } column && column.RawCodes[0] >= 0 ? Decoded(data, role, data.Methodology.Codes[column.RawCodes[0]]) : (null, null);
            fields.Add(new(data.Reader.Schema.Fields[field].Name, new(definition.Zh, definition.En), text, definition.Kind == SchemaFieldKind.Number && definition.Unit is not "1" ? definition.Unit : string.Empty, table, row));
        }

        return fields;
    }

    /// <summary>The row that a code was read by: a whole code before a prefix.</summary>
    private static (string?, CodeRow?) Decoded(DataSet data, string role, string code)
    {
        var tables = data.CodeTables.GetValueOrDefault(role) ?? [];
        foreach (var find in (Func<CodeTable, CodeRow?>[])[t => t.FindExact(code), t => t.FindPrefix(code), t => t.FindByName(code).FirstOrDefault()])
            foreach (var table in tables)
                if (find(table) is { } row)
                    return (table.Reference, row);
        return (null, null);
    }

    private static long Find(DataSet data, string unit, CancellationToken stop)
    {
        // A number beyond the last record may still be a key: a layer may have a single key field, with codes of digits.
        if (long.TryParse(unit, NumberStyles.None, CultureInfo.InvariantCulture, out var record) && record < data.Reader.RecordCount)
            return record;
        var found = new List<long>();
        foreach (var batch in data.Reader.Read(RecordRange.All, data.Schema.KeyFields, geometry: false, stop))
            for (var row = 0; row < batch.Count; row++)
                if (Key(data, batch, row) == unit)
                    found.Add(batch.RecordNumbers[row]);
        return found.Count switch
        {
            1 => found[0],
            0 => throw NotFound(data, unit),
            _ => throw DataSet.Refuse(AssessmentFindings.UnitAmbiguous, data.TableName, unit, string.Join(", ", found.Take(20))),
        };
    }

    internal static string Key(DataSet data, FeatureBatch batch, int row) => string.Join('-', data.Schema.KeyFields.Select(f =>
        data.Reader.Schema.Fields[f].Kind == FieldKind.Number
            ? batch.IsValid(f, row) ? batch.Numbers(f)[row].ToString("R", CultureInfo.InvariantCulture) : string.Empty
            : batch.Codes(f)[row] is >= 0 and var code ? batch.Dictionary(f)[code] : string.Empty));

    private static RefusedInputException NotFound(DataSet data, string unit) =>
        DataSet.Refuse(AssessmentFindings.UnitNotFound, data.TableName, data.TableName, unit, string.Join("-", data.Schema.KeyFields.Select(f => data.Reader.Schema.Fields[f].Name)));
}
