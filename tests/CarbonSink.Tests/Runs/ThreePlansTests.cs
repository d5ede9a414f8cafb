using System.Globalization;
using System.IO.Compression;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Targets;
using Xunit;
using Xunit.Abstractions;

namespace CarbonSink.Tests.Runs;

/// <summary>The texts of three published plans against the table of their targets that people made by hand.</summary>
public sealed class ThreePlansTests(ITestOutputHelper output) : IDisposable
{
    private const string Texts = "reference/plans/texts";
    private const string Table = "reference/plans/plan_targets_three_plans.csv";
    private static readonly string[] Plans = ["linxiang-carbon-peaking-plan.txt", "yuhua-carbon-peaking-plan.txt", "ruichang-carbon-peaking-plan.txt"];
    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("plans");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Recall and precision on indicator, scope, year, value, unit and comparator; each row's line must be cited.</summary>
    [FixtureFact(Table)]
    public void The_table_made_by_hand_is_found_again()
    {
        var rows = Rows();
        var (found, wanted, missing, surplus) = (0, 0, new List<string>(), new List<string>());
        foreach (var plan in Plans)
        {
            var reading = Assert.Single(ImportRun.Read(Repository.SharedPath($"{Texts}/{plan}"), Indicators, new FindingLog()));
            var own = rows.FindAll(r => r["seed_file"] == plan);
            wanted += own.Count;
            foreach (var row in own)
            {
                if (reading.Targets.Any(t => Key(t) == Key(row) && t.Citations.Any(c => c.Line == Line(row) && c.File == plan)))
                    found++;
                else
                    missing.Add($"{row["target_id"]} {Key(row)} {Line(row)}");
            }

            surplus.AddRange(reading.Targets.Where(t => !own.Exists(r => Key(r) == Key(t))).Select(t => $"{plan} {Key(t)} {string.Join(',', t.Citations.Select(c => c.Line))} {t.Citations[0].Quote}"));
            surplus.AddRange(reading.Targets.Where(t => own.Exists(r => Key(r) == Key(t))).SelectMany(t => t.Citations.Where(c => !own.Exists(r => Key(r) == Key(t) && Line(r) == c.Line)).Select(c => $"{plan} {t.Id} cites line {c.Line}: {c.Quote}")));
        }

        output.WriteLine($"recall {found} of {wanted}; precision {found} of {found + surplus.Count}");
        foreach (var line in missing.Select(m => "missing: " + m).Concat(surplus.Select(s => "surplus: " + s)))
            output.WriteLine(line);
        Assert.Empty(missing);
        Assert.Empty(surplus);
    }

    private static string Key(PlanTarget t) => $"{t.Indicator}|{t.Scope}|{t.Year}|{t.Value?.ToString("0.####", CultureInfo.InvariantCulture)}|{t.Unit}|{t.Comparator.Word()}";

    private static string Key(Dictionary<string, string> r) => $"{r["indicator"]}|{r["scope"]}|{r["target_year"]}|{(r["target_value"].Length == 0 ? "" : decimal.Parse(r["target_value"], CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture))}|{r["unit"]}|{r["comparator"]}";

    private static int Line(Dictionary<string, string> row) => int.Parse(row["line"], CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Rows()
    {
        var table = PlanSource.Read(Repository.SharedPath(Table)).Tables[0];
        return [.. table.Rows.Skip(1).Select(r => table.Rows[0].Cells.Zip(r.Cells).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }
}
