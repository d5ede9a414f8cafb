using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>A township or other division of a plan's region (乡镇).</summary>
/// <param name="Key">Its code in the data, or its name where they have no code.</param>
/// <param name="Name">Its name; the key where none is known.</param>
internal sealed record TargetDivision(string Key, string Name)
{
    /// <summary>Key of the records without a township.</summary>
    public const string NoTownship = "—";
}

/// <summary>A survey assessed once for all indicators (一次调查的读数): the stock by township, land class, forest category and origin, as far as the layer has them, and the land areas.</summary>
internal sealed class SurveyReading
{
    /// <summary>How far the units may be from the land area and still cover it, of one.</summary>
    private const double CoverTolerance = 0.01;

    private static readonly string[] CountedRoles = ["landClass", "forestCategory", "origin"];
    private static readonly Bilingual OfUnits = new("土地面积为该乡镇各小班面积之和：图层盖满全域", "its land area is the sum of its units: the layer covers all land");
    private static readonly Bilingual OfLayer = new("土地面积取自乡镇图层", "its land area is that of the layer of townships");

    private readonly int divisionAt;
    private readonly Dictionary<string, SchemaField> fields;
    private readonly Dictionary<string, double> townshipAreas;

    private SurveyReading(int year, string folder, AssessmentPart part, Dictionary<string, SchemaField> fields, string? division, TownshipLayer townships)
    {
        (Year, Name, Part, this.fields, townshipAreas) = (year, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), part, fields, townships.AreasHa);
        TownshipFiles = townships.Files;
        divisionAt = division is null ? -1 : part.Assessment.KeyNames.ToList().IndexOf(division);
        var nameAt = part.Assessment.KeyNames.ToList().IndexOf("townshipName");
        Divisions = divisionAt < 0 ? [] : [.. part.Assessment.Groups.GroupBy(g => KeyOf(g), StringComparer.Ordinal).Select(g => new TargetDivision(g.Key, NameOf(g.Key, g.First(), nameAt, townships))).OrderBy(d => d.Key, StringComparer.Ordinal)];
        var units = part.Assessment.Total[StockFigure.Area]?.ToDouble() ?? 0;
        CoversAllLand = part.Context.LandArea is { } land && Math.Abs(units - land.Hectares) <= CoverTolerance * land.Hectares;
    }

    public int Year { get; }

    /// <summary>Name of its folder.</summary>
    public string Name { get; }

    public AssessmentPart Part { get; }

    public StockAssessment Stock => Part.Assessment;

    /// <summary>In ordinal order of keys; empty where the layer has no townships.</summary>
    public IReadOnlyList<TargetDivision> Divisions { get; }

    /// <summary>Whether the units make up the land area to within one per cent.</summary>
    public bool CoversAllLand { get; }

    /// <summary>What its figures are computed from.</summary>
    public Bilingual Source => Part.Options.TryGetValue("updatedFrom", out var from)
        ? new($"图层 {Name}（{Year} 年，由 {from} 推算更新）", $"layer {Name} ({Year}, brought forward from {from})")
        : new($"图层 {Name}（{Year} 年）", $"layer {Name} ({Year})");

    /// <summary>Assesses a survey.</summary>
    /// <exception cref="RefusedInputException">It cannot be assessed.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong.</exception>
    public static SurveyReading Of(DatedSource source, string methodology, double? landAreaHa, FindingLog findings, CancellationToken stop)
    {
        var options = new AssessmentOptions(source.Data, methodology) { LandAreaHa = landAreaHa, Uncertainty = new(UncertaintyApproach.None, UncertaintySettings.DefaultDraws, UncertaintySettings.DefaultSeed, UncertaintySettings.DefaultConfidence) };
        var (fields, townships, division) = (new Dictionary<string, SchemaField>(StringComparer.Ordinal), new TownshipLayer(), (string?)null);
        var by = new List<string>();
        using (var data = DataSet.Open(options, new FindingLog()))
        {
            foreach (var field in data.Schema.Schema.Fields.Where(f => f.Role is not null))
                fields.TryAdd(field.Role!, field);
            string[] divisions = [.. ((string[])["township", "townshipName"]).Where(r => data.Schema.FieldOf(r) >= 0)];
            division = divisions.FirstOrDefault();
            by.AddRange(divisions.Concat(CountedRoles.Where(r => data.Schema.FieldOf(r) >= 0)));
            if (division is not null && data.Layer("townships") is { } layer)
                townships = TownshipLayer.Read(data, layer, findings);
        }

        var part = AssessmentRun.Run(options with { By = by }, null, stop);
        var reading = new SurveyReading(source.Year, source.Data, part, fields, division, townships);
        if (part.RecordFindings.Count(Severity.Error) + part.RecordFindings.Count(Severity.Warning) > 0)
            findings.Add(new Finding(IndicatorFindings.SurveyFindings, null, null, null, null, reading.Name, $"{source.Year}", $"{part.RecordFindings.Count(Severity.Error)}", $"{part.RecordFindings.Count(Severity.Warning)}"));
        if (reading.Divisions.Where(d => reading.LandAreaOf(d.Key) is null).ToList() is { Count: > 0 } without)
            findings.Add(new Finding(IndicatorFindings.NoDivisionArea, null, null, null, null, $"{source.Year}", $"{without.Count}", string.Join(", ", without.Select(d => d.Name))));
        return reading;
    }

    /// <summary>Whether a group is of a division; every group is of the whole region, whose key is blank.</summary>
    public bool Belongs(StockGroup group, string division) => division.Length == 0 || KeyOf(group) == division;

    /// <summary>Land area of a division or, with a blank key, of the whole region, in hectares, with where it comes from; null where it is not known.</summary>
    public (double Hectares, Bilingual? Source)? LandAreaOf(string division)
    {
        if (division.Length == 0)
            return Part.Context.LandArea is { } land ? (land.Hectares, land.Source == LandAreaSource.Given ? new("土地总面积由 targets.json 给出", "the land area is that of targets.json") : new("土地总面积为控制界线内的面积", "the land area is that of the control boundary")) : null;
        if (CoversAllLand)
            return (Stock.Groups.Where(g => Belongs(g, division)).Aggregate(ExactSum.Zero, (sum, g) => sum + (g[StockFigure.Area] ?? ExactSum.Zero)).ToDouble(), OfUnits);
        return townshipAreas.TryGetValue(division, out var area) ? (area, OfLayer) : null;
    }

    /// <summary>What keeps a list of classes from being counted: the first field that the layer has not, or that is blank throughout; null where nothing does.</summary>
    public Bilingual? Lacking(IndicatorTerm term)
    {
        foreach (var role in term.Classes.Select(c => c.Role))
        {
            var field = fields.TryGetValue(role, out var known) ? $"{known.Name}（{known.Zh}）" : $"{FieldNames.Of(role)}";
            var fieldEn = known is null ? $"{role}" : $"{known.Name} ({known.En})";
            var at = Stock.KeyNames.ToList().IndexOf(role);
            if (at < 0)
                return new($"图层 {Name} 没有字段 {field}", $"layer {Name} has no field {fieldEn}");
            if (Stock.Groups.All(g => g.Key[at].Length == 0))
                return new($"图层 {Name} 的字段 {field} 全是空的", $"field {fieldEn} of layer {Name} is blank throughout");
        }

        return null;
    }

    /// <summary>Name of the field behind a role, with its Chinese term.</summary>
    public string FieldOf(string role) => fields.TryGetValue(role, out var known) ? $"{known.Name}（{known.Zh}）" : role;

    /// <summary>Files of the layer of townships, complete; none where there is none.</summary>
    public IReadOnlyList<string> TownshipFiles { get; }

    /// <summary>Area of the records of some land classes whose code is blank, ha.</summary>
    public double BlankHa(string role, IReadOnlyCollection<string> landClasses)
    {
        var keys = Stock.KeyNames.ToList();
        var (at, land) = (keys.IndexOf(role), keys.IndexOf("landClass"));
        return at < 0 || land < 0 ? 0 : Stock.Groups.Where(g => g.Key[at].Length == 0 && landClasses.Contains(g.Key[land])).Aggregate(ExactSum.Zero, (sum, g) => sum + (g[StockFigure.Area] ?? ExactSum.Zero)).ToDouble();
    }

    private string KeyOf(StockGroup group) => divisionAt < 0 || group.Key[divisionAt].Length == 0 ? TargetDivision.NoTownship : group.Key[divisionAt];

    private string NameOf(string key, StockGroup group, int nameAt, TownshipLayer townships)
    {
        if (key == TargetDivision.NoTownship)
            return "（未填乡镇）";
        if (Part.Context.NameOf(Stock.KeyNames, group.Key, divisionAt) is { } listed)
            return listed;
        return nameAt >= 0 && group.Key[nameAt].Length > 0 ? group.Key[nameAt] : townships.Names.GetValueOrDefault(key, key);
    }

    /// <summary>Names of fields that schemas give a role, for a layer whose schema has none.</summary>
    private static class FieldNames
    {
        public static string Of(string role) => role switch { "forestCategory" => "SEN_LIN_LB（森林类别）", "origin" => "QI_YUAN（起源）", "landClass" => "DI_LEI（地类）", _ => role };
    }

    /// <summary>Areas and names of the townships by their code, or by their name where the layer has no code.</summary>
    private sealed class TownshipLayer
    {
        public IReadOnlyList<string> Files { get; private set; } = [];

        public Dictionary<string, double> AreasHa { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

        public static TownshipLayer Read(DataSet data, InventoryLayer source, FindingLog findings)
        {
            var layer = PolygonLayer.Read(source, named: true, findings);
            var found = new TownshipLayer { Files = layer.Paths };
            var (squareMetres, flags) = (new double[layer.Polygons.Count], new AreaFlags[layer.Polygons.Count]);
            new EllipsoidalArea(layer.Reference).Measure(layer.Polygons, squareMetres, flags);
            var cells = MemberTable.Read(source.Path, source.Encoding, source.Crs, geometry: false, new FindingLog(), CancellationToken.None);
            var definition = data.Schema.Schema.Fields.FirstOrDefault(f => f.Role == "township");
            var code = definition is null ? -1 : Enumerable.Range(0, cells.Schema.Fields.Count).FirstOrDefault(i => definition.IsNamed(cells.Schema.Fields[i].Name), -1);
            var rows = Enumerable.Range(0, cells.Records.Count).ToDictionary(row => cells.Records[row]);
            for (var i = 0; i < layer.Names.Count; i++)
            {
                if ((flags[i] & ~AreaFlags.WindingDisagrees) != AreaFlags.None)
                    continue;
                var own = code >= 0 && rows.TryGetValue(layer.Records[i], out var row) ? cells.Text(code, row) : null;
                foreach (var key in ((string?[])[own, layer.Names[i]]).OfType<string>().Where(k => k.Length > 0).Distinct(StringComparer.Ordinal))
                {
                    found.AreasHa[key] = found.AreasHa.GetValueOrDefault(key) + (squareMetres[i] / 10000);
                    found.Names.TryAdd(key, layer.Names[i]);
                }
            }

            return found;
        }
    }
}
