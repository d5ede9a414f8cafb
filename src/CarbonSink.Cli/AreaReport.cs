using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Common areas on the terminal, or the JSON document: what was divided among polygons, or which polygons of a layer overlap.</summary>
internal static class AreaReport
{
    private const int RowsShown = 20;

    /// <summary>Prints a transfer.</summary>
    public static int Print(TransferResult result, Invocation invocation)
    {
        if (invocation.Json)
        {
            TransferJson.Write(result, invocation.Stdout, invocation.Language);
            return Exit(result.Findings);
        }

        using var output = invocation.Text();
        var table = new ReportTable("shares", "面积分摊", "Shares by area",
        [
            new("record", "记录号", "Record", "", ReportColumnKind.Text), new("pairCount", "公共部分", "Common parts", "", ReportColumnKind.Count), new("areaHa", "椭球面积", "Ellipsoidal area", "ha", ReportColumnKind.Number),
            new("planarArea", "平面面积", "Planar area", "", ReportColumnKind.Number), .. result.Fields.Select(f => new ReportColumn(f, f, f, "", ReportColumnKind.Number)),
        ]);
        foreach (var share in result.Shares.Where(s => s.PairCount > 0))
            table.AddRow([share.Record < 0 ? OverlayTexts.Outside.In(invocation.Language) : $"{share.Record}", share.PairCount, Cell(share.AreaHa), share.PlanarArea, .. share.Sums.Select(Cell)]);
        ConsoleTable.Write(output, table, invocation.Language, RowsShown);
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, OverlayTexts.Share.In(invocation.Language), result.Shares.SkipLast(1).Sum(s => s.PairCount), Number(result.Whole.AreaHa), Number(result.Shares.SkipLast(1).Sum(s => s.AreaHa)), Number(result.Shares[^1].AreaHa)));
        for (var i = 0; i < result.Fields.Count; i++)
        {
            double? Sum(IEnumerable<TransferShare> shares) => shares.Any(s => s.Sums[i] is not null) ? shares.Sum(s => s.Sums[i]) : null;
            var (within, outside, without) = (result.Shares.SkipLast(1).ToArray(), result.Shares[^1], result.WithoutPolygon);
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, OverlayTexts.Sum.In(invocation.Language), result.Fields[i], Number(Sum(within)), Number(outside.Sums[i]), Number(without.Sums[i]), Number(Sum([.. within, outside, without])), Number(result.Whole.Sums[i])));
        }

        Findings(output, result.Findings, invocation);
        return Exit(result.Findings);
    }

    /// <summary>Prints overlaps.</summary>
    public static int Print(OverlapResult result, Invocation invocation)
    {
        if (invocation.Json)
        {
            TransferJson.Write(result, invocation.Stdout, invocation.Language);
            return Exit(result.Findings);
        }

        using var output = invocation.Text();
        var table = new ReportTable("overlaps", "重叠", "Overlaps",
        [
            new("first", "记录号", "Record", "", ReportColumnKind.Text), new("second", "记录号", "Record", "", ReportColumnKind.Text),
            new("areaHa", "椭球面积", "Ellipsoidal area", "ha", ReportColumnKind.Number), new("widthM", "平均宽度", "Mean width", "m", ReportColumnKind.Number),
        ]);
        foreach (var (first, second, overlap) in result.Overlaps.OrderByDescending(o => o.Overlap.SquareMetres).Take(RowsShown))
            table.AddRow($"{first}", $"{second}", Cell(overlap.SquareMetres / 10000), Cell(overlap.Width));
        ConsoleTable.Write(output, table, invocation.Language, RowsShown);
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, OverlayTexts.Overlaps.In(invocation.Language), result.RecordCount, result.Overlaps.Count, Number(result.Overlaps.Sum(o => o.Overlap.SquareMetres) / 10000), result.SliverWidth));
        Findings(output, result.Findings, invocation);
        return Exit(result.Findings);
    }

    private static int Exit(FindingLog findings) => findings.HasErrors ? ExitCode.Refused : ExitCode.Done;

    private static ReportCell Cell(double? value) => value is { } number ? number : ReportCell.Missing;

    private static string Number(double? value) => value?.ToString("N4", CultureInfo.InvariantCulture) ?? "—";

    private static void Findings(TextWriter output, FindingLog findings, Invocation invocation)
    {
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, Texts.FindingCounts.In(invocation.Language), findings.Count(Severity.Error), findings.Count(Severity.Warning), findings.Count(Severity.Info)));
        foreach (var (rule, count) in findings.Counts)
            output.WriteLine($"  {rule.Code} × {count}: {findings.Findings.First(f => f.Rule.Code == rule.Code).Message(invocation.Language)}");
    }
}
