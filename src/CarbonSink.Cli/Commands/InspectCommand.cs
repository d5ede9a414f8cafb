using System.CommandLine;
using System.Globalization;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>carbonsink inspect PATH</summary>
internal static class InspectCommand
{
    private static readonly Option<string> Layer = new("--layer") { HelpName = "NAME" };
    private static readonly Option<string> Encoding = new("--encoding") { HelpName = "NAME" };
    private static readonly Option<string> Crs = new("--crs") { HelpName = "EPSG:CODE" };

    /// <summary>Builds the command.</summary>
    public static Command Create(string language, Func<ParseResult, Func<Invocation, int>, int> run)
    {
        var path = new Argument<string>("PATH") { Description = InspectTexts.Path.In(language) };
        (Layer.Description, Encoding.Description, Crs.Description) = (InspectTexts.Layer.In(language), Texts.Encoding.In(language), Texts.Crs.In(language));
        var command = new Command("inspect", InspectTexts.Inspect.In(language)) { path, Layer, Encoding, Crs };
        command.SetAction(parsed => run(parsed, invocation => Run(invocation, parsed.GetRequiredValue(path))));
        return command;
    }

    private static int Run(Invocation invocation, string path)
    {
        var given = invocation.Arguments;
        Inspection inspection;
        using (var progress = invocation.ShowsProgress ? new ProgressBar(invocation.Stderr) : null)
        {
            var options = new InspectOptions(path, invocation.Methodology) { Layer = given.GetValue(Layer), Encoding = given.GetValue(Encoding), Crs = given.GetValue(Crs) };
            inspection = InspectRun.Run(options, progress is null ? null : progress.Report, invocation.Stop);
        }

        if (invocation.Json)
            InspectionJson.Write(inspection, invocation.Stdout, invocation.Language);
        else
            Print(inspection, invocation);
        return ExitCode.Done;
    }

    private static void Print(Inspection inspection, Invocation invocation)
    {
        using var output = invocation.Text();
        var language = invocation.Language;
        Line(InspectTexts.File, $"{inspection.File} ({inspection.Driver})");
        if (inspection.Raster is { } raster)
            Print(raster, Line, language);
        foreach (var layer in inspection.Layers)
        {
            output.WriteLine();
            Line(InspectTexts.LayerName, layer.Name);
            Line(InspectTexts.Records, $"{layer.RecordCount:N0} ({InspectTexts.Deleted.In(language)} {layer.DeletedRecords:N0})");
            Line(InspectTexts.Geometry, string.Join(", ", [.. layer.GeometryTypes.Select(t => $"{t.Key} {t.Value:N0}"), $"{InspectTexts.Null.In(language)} {layer.NullGeometries:N0}", $"{InspectTexts.Invalid.In(language)} {layer.InvalidGeometries:N0}"]));
            Line(InspectTexts.Reference, Name(layer.Reference, language));
            if (layer.Encoding is { } encoding)
                Line(InspectTexts.Encoding, $"{encoding.Name} ({encoding.Source})");
            if (layer.Extent is { } e)
                Line(InspectTexts.Extent, Numbers(e.MinX, e.MinY, e.MaxX, e.MaxY));
            Line(InspectTexts.Schema, layer.Schema is { } schema ? string.Create(CultureInfo.InvariantCulture, $"{schema.Id} ({100 * schema.Confidence:F0} %)") : InspectTexts.NoSchema.In(language));
            var table = new ReportTable("fields", "字段", "Fields", [PackListing.Column("name", "字段", "Field"), PackListing.Column("type", "类型", "Type"), Count("width", "宽度", "Width"), Count("decimals", "小数位", "Decimals")]);
            foreach (var field in layer.Fields)
                table.AddRow(field.Name, InspectionJson.TypeOf(field), (long)field.Width, (long)field.Decimals);
            ConsoleTable.Write(output, table, language, int.MaxValue);
        }

        var findings = inspection.Findings;
        if (findings.Counts.Count == 0)
            return;
        output.WriteLine($"{InspectTexts.Findings.In(language)}:");
        foreach (var (rule, count) in findings.Counts)
        {
            var first = findings.Findings.First(f => f.Rule.Code == rule.Code);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rule.Code} × {count:N0}  {(first.Record is { } record ? $"[{record}] " : "")}{(first.Field is { } field ? $"{field}: " : "")}{first.Message(language)}"));
            output.WriteLine($"    {first.Hint(language)}");
        }

        void Line(Bilingual label, string text) => output.WriteLine($"{label.In(language)}: {text}");
    }

    private static void Print(RasterSummary raster, Action<Bilingual, string> line, string language)
    {
        var (grid, extent) = (raster.Grid, raster.Grid.Extent);
        line(InspectTexts.Cells, string.Create(CultureInfo.InvariantCulture, $"{grid.Width} × {grid.Height}"));
        line(InspectTexts.CellSize, raster.IsPlaced ? string.Create(CultureInfo.InvariantCulture, $"{grid.ColumnX:R} × {grid.RowY:R}{(grid.IsRotated ? $" ({InspectTexts.Rotated.In(language)})" : "")}") : InspectTexts.NotPlaced.In(language));
        if (raster.IsPlaced)
            line(InspectTexts.Extent, Numbers(extent.MinX, extent.MinY, extent.MaxX, extent.MaxY));
        line(InspectTexts.Reference, Name(raster.Reference, language));
        for (var i = 0; i < raster.Bands.Count; i++)
        {
            var band = raster.Bands[i];
            var noData = band.NoData is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : InspectTexts.None.In(language);
            var scale = band is { Scale: 1, Offset: 0 } ? "" : string.Create(CultureInfo.InvariantCulture, $", × {band.Scale:R} + {band.Offset:R}");
            line(InspectTexts.Band, string.Create(CultureInfo.InvariantCulture, $"{i + 1}: {band.Type}, {InspectTexts.NoData.In(language)} {noData}{scale}"));
        }
    }

    private static string Name(CoordinateReference? reference, string language) =>
        reference is null ? InspectTexts.Unknown.In(language) : $"{reference.Name}{(reference.Epsg is { } code ? $" (EPSG:{code})" : "")}";

    private static string Numbers(params ReadOnlySpan<double> values)
    {
        var texts = new List<string>();
        foreach (var value in values)
            texts.Add(value.ToString("R", CultureInfo.InvariantCulture));
        return string.Join(", ", texts);
    }

    private static ReportColumn Count(string key, string zh, string en) => new(key, zh, en, "", ReportColumnKind.Count);
}
