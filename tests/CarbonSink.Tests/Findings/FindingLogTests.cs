using CarbonSink.Findings;
using Xunit;

namespace CarbonSink.Tests.Findings;

public class FindingLogTests
{
    private static readonly FindingRule Bad = new("TST-0001", Severity.Error, "坏 {0}", "bad {0}", "改", "mend");
    private static readonly FindingRule Odd = new("TST-0002", Severity.Warning, "怪", "odd", "看", "look");

    [Fact]
    public void Counts_are_exact_where_the_list_is_full()
    {
        var log = new FindingLog(keepPerRule: 3);
        for (var record = 0; record < 100; record++)
            log.Add(Bad, "a.dbf", record, "F", "x", "1");
        log.Add(Odd, "a.dbf", 7, null, null);
        Assert.Equal((100, 1, 0), (log.Count(Bad), log.Count(Severity.Warning), log.Count(Severity.Info)));
        Assert.Equal([0, 1, 2, 7], log.Findings.Select(f => f.Record!.Value));
        Assert.Equal([(Bad, 100L), (Odd, 1L)], log.Counts);
        Assert.True(log.HasErrors);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Logs_of_any_partition_merge_to_the_log_of_the_whole(int parts)
    {
        const int Records = 1000;
        var whole = Log(0, Records);
        var merged = new FindingLog(keepPerRule: 20);
        // Backwards, because parts finish in any order.
        for (var part = parts - 1; part >= 0; part--)
            merged.Merge(Log(Records * part / parts, Records * (part + 1) / parts));
        Assert.Equal(whole.Counts, merged.Counts);
        Assert.Equal(whole.Findings.Select(f => (f.Rule.Code, f.File, f.Record, f.Value)), merged.Findings.Select(f => (f.Rule.Code, f.File, f.Record, f.Value)));
    }

    [Fact]
    public void Nothing_is_allocated_once_the_list_is_full()
    {
        var log = new FindingLog(keepPerRule: 10);
        for (var record = 0; record < 100; record++)
            log.Add(Bad, "a.dbf", record, "F", "x", "1");
        var rounds = 0;
        var allocated = Allocation.Least(() =>
        {
            rounds++;
            for (var record = 0; record < 10_000; record++)
                log.Add(Bad, "a.dbf", record, "F", "x", "1");
        });
        Assert.InRange(allocated, 0, 1000);
        Assert.Equal(100 + (10_000 * rounds), log.Count(Bad));
    }

    [Fact]
    public void A_refusal_carries_its_finding()
    {
        var finding = new Finding(Bad, "a.shp", 3, null, null, "7");
        var refused = new RefusedInputException(finding);
        Assert.Same(finding, refused.Finding);
        Assert.Equal("bad 7", refused.Message);
    }

    private static FindingLog Log(int from, int to)
    {
        var log = new FindingLog(keepPerRule: 20);
        for (var record = from; record < to; record++)
        {
            if (record % 3 == 0)
                log.Add(Bad, "a.dbf", record, "F", $"{record % 5}", "1");
            if (record % 200 == 0)
                log.Add(Odd, "b.dbf", record, null, null);
        }

        return log;
    }
}
