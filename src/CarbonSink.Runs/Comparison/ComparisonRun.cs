using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Compares two surveys of the same land (两期对比): each is assessed, their units are laid over each other, and class and stock are carried to the pieces by their shares of area.</summary>
public static class ComparisonRun
{
    private const string SiteMark = "s";
    private const string ControlMark = "c";

    /// <summary>Compares.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told what is done of what there is to do, in turn for each survey and for the overlay; may be null.</param>
    /// <param name="stop">Stops between batches.</param>
    /// <exception cref="RefusedInputException">A survey or a layer cannot be used.</exception>
    /// <exception cref="SumMismatchException">The transitions do not hold all that the surveys hold.</exception>
    public static SurveyComparison Run(ComparisonOptions options, Action<long, long>? progress = null, CancellationToken stop = default)
    {
        var older = AssessmentRun.RunWithUnits(options.Old, progress, stop);
        var newer = AssessmentRun.RunWithUnits(options.New, progress, stop);
        var findings = new FindingLog();
        var (names, zones) = Zones(options, older, findings);
        var (before, after) = (Survey.Of(older, options.Key, stop), Survey.Of(newer, options.Key, stop));
        _ = new PolygonLayer($"new/{newer.Name}", [], newer.Reference, after.Polygons, [], after.Records).In(older.Reference, findings);
        var overlay = SurveyOverlay.Of(before.Polygons, after.Polygons, older.Reference, zones, options.New.Threads, progress, stop);
        Report(overlay, older, newer, before, after, findings);
        (before, after) = (before with { Unplaced = overlay.WithoutBoundary.Old.ToHashSet() }, after with { Unplaced = overlay.WithoutBoundary.New.ToHashSet() });
        var estimated = before.EstimatedClasses().Concat(after.EstimatedClasses()).ToHashSet(StringComparer.Ordinal);
        var (change, sites, control) = (new StockChange(), new StockChange[names.Count], new StockChange());
        for (var i = 0; i < sites.Length; i++)
            sites[i] = new();
        foreach (var piece in overlay.Pieces)
        {
            var land = Of(piece, before, after, estimated);
            change.Add(land);
            if (piece.Zone >= 0 && names[piece.Zone] is { } name && name.StartsWith(SiteMark, StringComparison.Ordinal))
                sites[piece.Zone].Add(land);
            else if (zones is not null && piece is { Old: >= 0, New: >= 0 } && (options.Control is null || piece.Zone >= 0))
                control.Add(land);
        }

        var comparison = new SurveyComparison
        {
            Old = older.Part,
            New = newer.Part,
            Key = options.Key,
            Change = change,
            Sites = SiteEffect.Of(names.Select((n, i) => (n, sites[i])).Where(s => s.n.StartsWith(SiteMark, StringComparison.Ordinal)).Select(s => (s.n[SiteMark.Length..], s.Item2)), control),
            Control = zones is null ? null : control,
            Surveys = SurveyStocks.Of(older, newer),
            Findings = findings,
            Years = Years(older, newer, findings),
        };
        comparison.CheckSums();
        return comparison;
    }

    private static ChangePiece Of(in SurveyPiece piece, Survey before, Survey after, HashSet<string> estimated)
    {
        var from = piece.Old >= 0 ? before.Class(piece.Old) : after.HasBoundary(piece.New) ? StockChange.Outside : StockChange.NoBoundary;
        var to = piece.New >= 0 ? after.Class(piece.New) : before.HasBoundary(piece.Old) ? StockChange.Outside : StockChange.NoBoundary;
        return new(from, to, piece.Old >= 0 ? piece.OldShare * before.Hectares(piece.Old) : piece.NewShare * after.Hectares(piece.New))
        {
            IsKnown = (piece.Old < 0 || before.IsKnown(piece.Old, estimated)) && (piece.New < 0 || after.IsKnown(piece.New, estimated)),
            OldVolumeM3 = piece.Old >= 0 ? piece.OldShare * before.Volume(piece.Old) : null,
            NewVolumeM3 = piece.New >= 0 ? piece.NewShare * after.Volume(piece.New) : null,
            OldCarbonTC = piece.Old >= 0 ? piece.OldShare * before.Carbon(piece.Old) : null,
            NewCarbonTC = piece.New >= 0 ? piece.NewShare * after.Carbon(piece.New) : null,
        };
    }

    /// <summary>Sites and control land as one layer of zones: a site keeps what it shares with control land.</summary>
    private static (IReadOnlyList<string> Names, ZoneLayer? Zones) Zones(ComparisonOptions options, AssessedLayer older, FindingLog findings)
    {
        if (options.Sites is null)
            return ([], null);
        var (polygons, names) = (new PolygonColumn(), new List<string>());
        foreach (var (path, mark) in ((string?, string)[])[(options.Sites, SiteMark), (options.Control, ControlMark)])
        {
            if (path is null)
                continue;
            var at = path.LastIndexOf('#');
            var layer = PolygonLayer.Read(new(mark, at < 0 ? path : path[..at], null, null, null, at < 0 ? null : path[(at + 1)..]), named: mark == SiteMark, findings).In(older.Reference, findings);
            for (var record = 0; record < layer.Polygons.Count; record++)
            {
                polygons.Append(layer.Polygons, record);
                names.Add(mark + (mark == SiteMark && layer.Names[record].Length == 0 ? $"{layer.Records[record]}" : layer.Names[record]));
            }
        }

        var zones = ZoneLayer.Create(polygons, names, older.Reference);
        return (zones.Names, zones);
    }

    private static void Report(SurveyOverlay overlay, AssessedLayer older, AssessedLayer newer, Survey before, Survey after, FindingLog findings)
    {
        Rows(overlay.OldCoveredTwice, older, before);
        Rows(overlay.NewCoveredTwice, newer, after);
        foreach (var (rows, layer, survey) in new[] { (overlay.Repaired.Old, older, before), (overlay.Repaired.New, newer, after) })
            foreach (var row in rows)
                findings.Add(ComparisonFindings.Repaired, FileOf(layer, older), survey.Record(row), null, null);
        foreach (var (rows, layer, survey) in new[] { (overlay.WithoutBoundary.Old, older, before), (overlay.WithoutBoundary.New, newer, after) })
            foreach (var row in rows)
                findings.Add(ComparisonFindings.NoPlace, FileOf(layer, older), survey.Record(row), null, null);
        foreach (var option in older.Part.Options.Keys.Where(k => k is "method" or "area" or "areaMethod" || k.StartsWith("table ", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            if (newer.Part.Options.GetValueOrDefault(option) is var now && now != older.Part.Options[option])
                findings.Add(new Finding(ComparisonFindings.MethodsDiffer, null, null, null, null, option, older.Part.Options[option], now ?? "—"));

        void Rows(IReadOnlyList<(int Row, double Excess)> rows, AssessedLayer layer, Survey survey)
        {
            foreach (var (row, excess) in rows)
                findings.Add(ComparisonFindings.CoveredTwice, FileOf(layer, older), survey.Record(row), null, null, $"{100 * excess:F4}");
        }
    }

    /// <summary>Both surveys may call their layer alike.</summary>
    private static string FileOf(AssessedLayer layer, AssessedLayer older) => $"{(layer == older ? "old" : "new")}/{layer.Name}";

    private static double? Years(AssessedLayer older, AssessedLayer newer, FindingLog findings)
    {
        if (older.Inventory.SurveyDate is not { } from || newer.Inventory.SurveyDate is not { } to)
            return null;
        if (to > from)
            return (to.DayNumber - from.DayNumber) / 365.25;
        findings.Add(new Finding(ComparisonFindings.DatesReversed, null, null, null, null, $"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}"));
        return null;
    }

    /// <summary>The units of an assessed survey by row: boundary, class and stock.</summary>
    private sealed record Survey(PolygonColumn Polygons, IReadOnlyList<long> Records, AssessedLayer Layer, ResultColumn Key)
    {
        private readonly ResultColumn area = Layer.Results["areaHa"];
        private readonly ResultColumn? ellipsoidal = Layer.Results.Find("ellipsoidalAreaHa");
        private readonly ResultColumn? volume = Layer.Results.Find("volumeM3");
        private readonly ResultColumn carbon = Layer.Results["carbonTC"];

        public HashSet<int> Unplaced { get; init; } = [];

        public static Survey Of(AssessedLayer layer, string key, CancellationToken stop)
        {
            var texts = layer.Results.Columns.Where(c => c.Kind == ResultKind.Text).Select(c => c.Name);
            var column = layer.Results.Find(key) is { Kind: ResultKind.Text } found ? found : throw DataSet.Refuse(ComparisonFindings.NoKey, layer.Name, key, string.Join(", ", texts));
            var (polygons, records) = (new PolygonColumn(), new List<long>());
            foreach (var batch in layer.Scan(stop))
            {
                for (var row = 0; row < batch.Count; row++)
                {
                    polygons.Append(batch.Geometry, row);
                    records.Add(batch.RecordNumbers[row]);
                }
            }

            return new(polygons, records, layer, column);
        }

        public long Record(int row) => Records[row];

        public string Class(int row) => Key.Text(Records[row]) ?? "";

        /// <summary>Classes with a unit whose stock is estimated.</summary>
        public IEnumerable<string> EstimatedClasses() => Enumerable.Range(0, Records.Count).Where(row => Carbon(row) is not null).Select(Class).Distinct(StringComparer.Ordinal);

        /// <summary>Whether the stock is estimated, or is of a class that has none to estimate.</summary>
        public bool IsKnown(int row, HashSet<string> estimated) => Carbon(row) is not null || (Class(row) is { Length: > 0 } known && !estimated.Contains(known));

        public bool HasBoundary(int row) => !Unplaced.Contains(row);

        /// <summary>The area on the ellipsoid, which both surveys measure alike; where there is no boundary, the one that totals use.</summary>
        public double Hectares(int row) => ellipsoidal?.Number(Records[row]) ?? area.Number(Records[row]) ?? 0;

        public double? Volume(int row) => volume?.Number(Records[row]);

        public double? Carbon(int row) => carbon.Number(Records[row]);
    }
}
