using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Targets;
using Xunit;

namespace CarbonSink.Tests.Targets;

/// <summary>The prose of three published plans against the table of their targets that was made by hand, each place for itself.</summary>
public sealed class PlanProseThreePlansTests
{
    private const string Folder = "reference/plans";

    [FixtureTheory(Folder)]
    [InlineData("linxiang-carbon-peaking-plan.txt", "临湘市", "临政发[2024]5号")]
    [InlineData("yuhua-carbon-peaking-plan.txt", "长沙市雨花区", "")]
    [InlineData("ruichang-carbon-peaking-plan.txt", "瑞昌市", "瑞府办发〔2023〕12号")]
    public void Every_target_of_the_hand_table_and_no_other(string file, string region, string number)
    {
        var document = PlanDocument.OfText(file, File.ReadAllText(Repository.SharedPath($"{Folder}/texts/{file}")));
        var frame = PlanFrame.Of(document);
        Assert.Equal((region, number), (frame.Region, frame.Number));
        var (statements, _) = PlanProse.Read(document, frame, TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology"))));
        var expected = Rows().Where(r => r["seed_file"] == file).ToArray();
        Assert.NotEmpty(expected);
        Assert.Equal(Sorted(expected.Select(Of)), Sorted(statements.Select(Of)));
        foreach (var row in expected.Where(r => r["line"] is not "16" and not "17" && r["departments"].Length > 0))
        {
            var target = statements.First(s => Of(s) == Of(row));
            Assert.Equal(row["departments"], string.Join(';', target.Departments.Select(d => d.Leads ? d.Name + "(牵头)" : d.Name)));
        }
    }

    private static string Of(Dictionary<string, string> row) => string.Join(
        '|', row["indicator"], row["scope"], row["base_year"], row["base_value"], row["target_year"], row["target_value"], row["unit"], row["comparator"], row["tier"], row["line"]);

    private static string Of(PlanTarget t) => string.Join(
        '|', t.Indicator, t.Scope, t.BaseYear, Number(t.BaseValue), t.Year, Number(t.Value), t.Unit, t.Comparator.Word(), t.Tier.ToString().ToLowerInvariant(), t.Citations[0].Line);

    private static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string[] Sorted(IEnumerable<string> statements) => [.. statements.Order(StringComparer.Ordinal)];

    private static IEnumerable<Dictionary<string, string>> Rows()
    {
        var lines = File.ReadAllLines(Repository.SharedPath($"{Folder}/plan_targets_three_plans.csv"));
        var heads = Cells(lines[0]);
        return lines.Skip(1).Select(Cells).Select(c => heads.Zip(c).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
    }

    private static string[] Cells(string line)
    {
        // "" within quotes is a quote; commas within quotes do not part
        var parts = line.TrimStart('\uFEFF').Replace("\"\"", "\u0002", StringComparison.Ordinal).Split('"').Select((part, i) => i % 2 == 1 ? part.Replace(',', '\u0001') : part);
        return [.. string.Concat(parts).Split(',').Select(c => c.Replace('\u0001', ','))];
    }
}
