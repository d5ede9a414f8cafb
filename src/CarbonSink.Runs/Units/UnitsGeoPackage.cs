using System.Globalization;
using CarbonSink.Gis;
using CarbonSink.Reports;

namespace CarbonSink.Runs;

/// <summary>Writes the units of an assessment as a GeoPackage (小班结果地理包), styled by carbon per hectare in the classes and colours of the report's map.</summary>
internal static class UnitsGeoPackage
{
    private const string Table = "units";
    private const string Density = "carbonTCPerHa";

    /// <summary>Writes the file and gives the SHA-256 of its rows.</summary>
    /// <param name="layer">The assessed layer.</param>
    /// <param name="path">The file, which must not exist yet.</param>
    /// <param name="stop">Stops between batches.</param>
    public static string Write(AssessedLayer layer, string path, CancellationToken stop)
    {
        var part = layer.Part;
        var columns = layer.Results.Columns.Select(Column).ToArray();
        var description = $"{part.Method.LabelZh}；{part.Method.LabelEn}. {part.Method.Id}/{part.Method.Version}";
        using var writer = new GeoPackageWriter(path, new(Table, "小班碳储量 Carbon stock by unit", description, layer.Reference, layer.ReferenceText, columns, Time(part.Options.GetValueOrDefault("surveyDate"))));
        foreach (var batch in layer.Scan(stop))
            writer.Add(batch);
        var density = layer.Results[Density];
        var bounds = NiceNumbers.ClassBounds([.. layer.Results.Records.Select(density.Value).Where(double.IsFinite)], SvgMap.MostClasses);
        return writer.Complete(new("carbon per hectare", Heading(density), Density, bounds, SvgMap.Scale(bounds.Length + 1), "未估算 Not estimated"));
    }

    private static GeoPackageColumn Column(ResultColumn column)
    {
        if (column.Kind == ResultKind.Text)
        {
            var texts = ResultTexts.Of(column);
            return GeoPackageColumn.Text(column.Name, Heading(column), record => texts[record]);
        }

        var type = column.Kind switch { ResultKind.Number => GeoPackageType.Real, ResultKind.Flag => GeoPackageType.Boolean, _ => GeoPackageType.Integer };
        return GeoPackageColumn.Number(column.Name, Heading(column), type, column.Value);
    }

    private static string Heading(ResultColumn column) => $"{column.Title.Zh} {column.Title.En}{(column.Unit.Length == 0 || column.Unit == "1" ? string.Empty : $" ({column.Unit})")}";

    /// <summary>The contents are those of the survey; without its date a fixed time stands in, so that equal runs give equal files.</summary>
    private static DateTime Time(string? surveyDate) =>
        DateTime.TryParseExact(surveyDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : DateTime.UnixEpoch;
}
