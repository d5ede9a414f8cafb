using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Reports;

namespace CarbonSink.Tests.Reports;

/// <summary>Tables of a county as bureaus print them, with random figures of which some are missing: the county by townships and, a second time, by owners; townships by villages.</summary>
internal static class RandomTable
{
    /// <summary>Columns: two of text, two parts and their sum, a sum by itself, a count, a share.</summary>
    public static ReportColumn[] Columns { get; } =
    [
        new("unit", "统计单位", "Unit", "", ReportColumnKind.Text),
        new("code", "代码", "Code", "", ReportColumnKind.Text),
        new("pureHa", "乔木林|面积|纯林", "Arbor forest|Area|Pure", "ha", ReportColumnKind.Sum),
        new("mixedHa", "乔木林|面积|混交林", "Arbor forest|Area|Mixed", "ha", ReportColumnKind.Sum),
        new("areaHa", "乔木林|面积|小计", "Arbor forest|Area|Subtotal", "ha", ReportColumnKind.Sum) { Parts = ["pureHa", "mixedHa"] },
        new("volumeM3", "乔木林|蓄积", "Arbor forest|Volume", "m3", ReportColumnKind.Sum) { Decimals = 0 },
        new("recordCount", "小班数", "Records", "", ReportColumnKind.Count),
        new("share", "纯林占比", "Share of pure stands", "%", ReportColumnKind.Number) { Formula = "pureHa / (pureHa + mixedHa) * 100" },
    ];

    /// <summary>A column that only its rows, subtotals and total hold in place.</summary>
    public const int Volume = 5;

    /// <summary>A table.</summary>
    /// <param name="seed">The same seed, the same table.</param>
    /// <param name="tampered">A cell to change, the total's row coming after the last: sums and shares by 0.01, counts by 1.</param>
    public static ReportTable Of(int seed, (int Row, int Column)? tampered = null)
    {
        var random = new Random(seed);
        var (rows, sums) = (new List<(int Level, string Name, Figures Figures)> { (0, "样例县", default) }, new List<(int Row, int[] Parts)>());
        var (townships, owners) = (new List<int>(), new List<int>());
        for (var t = random.Next(1, 5); t > 0; t--)
        {
            var villages = Enumerable.Range(0, random.Next(1, 4)).Select(v => Figures.Random(random)).ToArray();
            townships.Add(rows.Count);
            sums.Add((rows.Count, [.. Enumerable.Range(rows.Count + 1, villages.Length)]));
            rows.Add((1, $"乡{t}", Figures.SumOf(villages)));
            rows.AddRange(villages.Select((figures, v) => (2, $"村{t}-{v}", figures)));
        }

        var county = Figures.SumOf(townships.Select(t => rows[t].Figures));
        rows[0] = (0, "样例县", county);
        var state = Figures.Random(random).Where(county); // what the state does not own the collectives do
        foreach (var (name, figures) in ((string, Figures)[])[("国有", state), ("集体", county.Less(state))])
        {
            owners.Add(rows.Count);
            rows.Add((1, name, figures));
        }

        var table = new ReportTable("random", "各类面积蓄积统计表", "Area and volume", Columns);
        foreach (var (row, (level, name, figures)) in rows.Index())
            table.AddRow(level, Tampered(row, [name, string.Create(CultureInfo.InvariantCulture, $"{row:00}"), .. figures.Cells()], tampered));
        sums.Add((0, [.. townships]));
        sums.Add((0, [.. owners]));
        foreach (var (row, parts) in sums)
            table.AddSum(row, parts);
        table.SetTotal(Tampered(rows.Count, [ReportCell.Missing, ReportCell.Missing, .. county.Cells()], tampered));
        return table;
    }

    private static ReportCell[] Tampered(int row, ReportCell[] cells, (int Row, int Column)? tampered)
    {
        if (tampered is { } place && place.Row == row)
        {
            cells[place.Column] = Columns[place.Column].Kind switch
            {
                ReportColumnKind.Count => cells[place.Column].Count + 1,
                ReportColumnKind.Sum => (ExactSum?)(cells[place.Column].Sum + 0.01),
                _ => (double?)(cells[place.Column].Number + 0.01),
            };
        }

        return cells;
    }

    private readonly record struct Figures(ExactSum? Pure, ExactSum? Mixed, ExactSum? Volume, long Records)
    {
        public static Figures Random(Random random)
        {
            ExactSum? Some() => random.Next(6) == 0 ? null : ExactSum.Of(random.NextDouble() * 1000);
            return new(Some(), Some(), Some(), random.Next(100));
        }

        public static Figures SumOf(IEnumerable<Figures> parts)
        {
            var all = parts.ToList();
            return new(Sum(all.Select(f => f.Pure)), Sum(all.Select(f => f.Mixed)), Sum(all.Select(f => f.Volume)), all.Sum(f => f.Records));
        }

        public Figures Where(Figures whole) => new(whole.Pure is null ? null : Pure, whole.Mixed is null ? null : Mixed, whole.Volume is null ? null : Volume, Records);

        public Figures Less(Figures part) => new(Less(Pure, part.Pure), Less(Mixed, part.Mixed), Less(Volume, part.Volume), Records - part.Records);

        public IEnumerable<ReportCell> Cells()
        {
            var area = Sum([Pure, Mixed]);
            var share = area is { IsZero: false } && Pure is not null ? Pure.Value.ToDouble() / area.Value.ToDouble() * 100 : (double?)null;
            return [Pure, Mixed, area, Volume, Records, share];
        }

        private static ExactSum? Less(ExactSum? whole, ExactSum? part) => whole is null && part is null ? null : (whole ?? ExactSum.Zero) - (part ?? ExactSum.Zero);

        private static ExactSum? Sum(IEnumerable<ExactSum?> parts) => parts.Aggregate((ExactSum?)null, (sum, part) => part is null ? sum : (sum ?? ExactSum.Zero) + part.Value);
    }
}
