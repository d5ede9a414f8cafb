using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Draws the map of a report from the units that a run wrote (报告地图): read from its GeoPackage, proved against its manifest; for the public generalised to the accuracy that may be published.</summary>
internal sealed class FigureMap(SourceFolder folder, string role, ReportAudience audience, string language)
{
    private const string Units = "units.gpkg";
    private const string Review = "reviewNumber";

    private static readonly Bilingual NoUnits = new("来源没有 units.gpkg（merge 的结果没有；assess 加 --only 时可能没有）", "its source has no units.gpkg (results of merge have none, those of assess with --only may lack it)");

    /// <summary>Draws it; null with a reason where there is nothing to draw.</summary>
    /// <exception cref="RefusedInputException">The file was changed after the run, is damaged, or lacks a column.</exception>
    public (string Svg, string Description, IReadOnlyList<string> Notes)? Draw(FigureDefinition definition, string title, IReadOnlyDictionary<string, FilledFact> facts, out Bilingual? problem)
    {
        problem = NoUnits;
        if (!folder.Has(Units))
            return null;
        using var reader = new GeoPackageReader(folder.Proved(Units), "units");
        int Field(string name) => reader.Schema.IndexOf(name) is >= 0 and var at ? at : throw SourceFolder.Refused(ReportFindings.NoColumn, Units, $"{role}/{Units}", name);
        var (value, landClass, zone) = (Field(definition.Values[0]), reader.Schema.IndexOf("landClass"), definition.Label.Length > 0 ? Field(definition.Label) : -1);
        if (reader.Schema.Fields[value].Kind != FieldKind.Number)
            throw SourceFolder.Refused(ReportFindings.NotANumber, Units, $"{role}/{Units}", definition.Values[0], definition.Values[0]);
        problem = ReportTexts.NothingToMap;
        if (reader.CoordinateReference is not { } reference)
            return null;
        int[] fields = [.. new[] { value, landClass, zone }.Where(f => f >= 0).Distinct()];
        double? Value(FeatureBatch batch, int row) => (batch.Valid(value)[row >> 6] >> (row & 63) & 1) != 0 ? batch.Numbers(value)[row] : null;
        bool IsNonForest(FeatureBatch batch, int row) => landClass >= 0 && batch.Codes(landClass)[row] is >= 0 and var code && batch.Dictionary(landClass)[code] == ReportMaps.NonForest;
        var map = new UnitMap(
            new($"{role}/{Units}", reference, () => reader.Read(RecordRange.All, fields, geometry: true), Value, IsNonForest) { Zone = zone >= 0 ? (batch, row) => batch.Codes(zone)[row] : null },
            language);
        if (map.Frame is not { } frame)
            return null;
        problem = null;
        var drawn = map.Draw(audience.IsPublic ? audience.AccuracyDegrees : null);
        var number = facts.GetValueOrDefault(Review)?.Printed;
        var words = new MapWords(title, Legend(definition.Values[0]), drawn.Counted.In(language), ReportTexts.North.In(language), ReportTexts.ReviewNumber.In(language)) { Reviewed = number };
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        new SvgMap(frame, drawn.Classes, drawn.Paths, drawn.Borders).Write(new(text), $"f-{definition.Id}", words);
        return (text.ToString().Trim(), $"{title}: {string.Join("; ", drawn.Classes.Select(c => $"{c.Label} {c.Count}"))}", [.. drawn.Remarks, .. number is null ? new[] { ReportTexts.ReviewNote.In(language) } : []]);
    }

    private string Legend(string column) => column == "carbonTCPerHa" ? string.Format(null, ReportTexts.DensityTitle.In(language), UnitSign.Of("tC/ha", language)) : ColumnNames.Title(column).In(language);
}
