using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Targets;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;
using Xunit.Abstractions;

namespace CarbonSink.Tests.Runs;

/// <summary>The texts of three published plans against the table of their targets that people made by hand.</summary>
public sealed class ThreePlansTests(ITestOutputHelper output) : IDisposable
{
    private const string Texts = "reference/plans/texts";
    private const string HandTable = "reference/plans/plan_targets_three_plans.csv";
    private static readonly string[] Plans = ["linxiang-carbon-peaking-plan.txt", "yuhua-carbon-peaking-plan.txt", "ruichang-carbon-peaking-plan.txt"];
    private static readonly IReadOnlyList<TargetIndicator> Indicators = TargetIndicators.All(MethodologyCatalog.Open(Repository.PathOf("methodology")));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("plans");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Recall and precision on indicator, scope, year, value, unit and comparator; each row's line must be cited.</summary>
    [FixtureFact(HandTable)]
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

    /// <summary>The inconsistencies I1 to I5, I9 and I12 of the capabilities that lie in these three texts, and the two findings beside them.</summary>
    [FixtureFact(Texts)]
    public void Every_inconsistency_of_the_three_plans_is_told()
    {
        var result = ImportRun.Run([.. Plans.Select(p => Repository.SharedPath($"{Texts}/{p}"))], Repository.PathOf("methodology"));
        PlanConflict One(int plan, ConflictKind kind, params string[] ids) => Assert.Single(result.Plans[plan].Reading.Conflicts, c => c.Kind == kind && c.Targets.Order().SequenceEqual(ids.Order()));
        Assert.Contains("5.65", One(0, ConflictKind.Value, "forest_coverage-2025", "forest_coverage-2025-2").Text.En, StringComparison.Ordinal); // I1
        One(0, ConflictKind.Wording, "forest_coverage-2025", "forest_coverage-2030"); // I2
        var area = One(0, ConflictKind.ImpliedArea, "forest_area_retained-2025", "forest_coverage-2025", "forest_coverage-2025-2").Text; // I3
        Assert.Contains("161,951 ha", area.Zh, StringComparison.Ordinal);
        Assert.Contains("145,870 ha", area.En, StringComparison.Ordinal);
        Assert.Contains("29.4 m3/ha", One(0, ConflictKind.IndicatorSwitch, "forest_stock", "living_stock-2025").Text.En, StringComparison.Ordinal); // I4
        One(0, ConflictKind.Wording, "forest_coverage", "forest_coverage-2025"); // 提升 beside 稳定
        One(2, ConflictKind.IndicatorSwitch, "living_stock-2025", "forest_stock-2030"); // I5
        One(1, ConflictKind.Wording, "forest_coverage-2025", "forest_coverage-2030", "forest_stock-2030"); // I9
        Assert.Contains(result.Plans[2].Reading.Conflicts, c => c.Kind == ConflictKind.Wording && c.Text.Zh.Contains("茶园", StringComparison.Ordinal)); // I12
        Assert.Equal((1, 8), (result.Findings.Count(PlanFindings.OddVolume), result.Findings.Count(PlanFindings.Conflict)));
    }

    [FixtureFact(Texts)]
    public void Other_encodings_and_documents_give_the_same_targets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var plan in Plans)
        {
            var text = File.ReadAllText(Repository.SharedPath($"{Texts}/{plan}"));
            var expected = Said(Repository.SharedPath($"{Texts}/{plan}"));
            var (chinese, document) = (Path.Combine(folder.FullName, plan), Path.Combine(folder.FullName, Path.ChangeExtension(plan, ".docx")));
            File.WriteAllBytes(chinese, Encoding.GetEncoding("GB18030").GetBytes(text));
            using (var word = WordprocessingDocument.Create(document, WordprocessingDocumentType.Document))
                word.AddMainDocumentPart().Document = new Document(new Body(text.ReplaceLineEndings("\n").Split('\n').Select(l => new Paragraph(new Run(new Text(l) { Space = SpaceProcessingModeValues.Preserve })))));
            Assert.Equal(expected, Said(chinese));
            Assert.Equal(expected, Said(document));
        }

        static List<string> Said(string path) => [.. Assert.Single(ImportRun.Read(path, Indicators, new FindingLog())).Targets.Select(t => $"{t.Id} {Key(t)} {string.Join(',', t.Citations.Select(c => $"{c.Line} {c.Section} {c.Quote}"))} {string.Join(',', t.Departments)}")];
    }

    [FixtureFact(HandTable)]
    public void The_table_made_by_hand_is_a_table_of_targets()
    {
        var findings = new FindingLog();
        var readings = ImportRun.Read(Repository.SharedPath(HandTable), Indicators, findings);
        Assert.Empty(findings.Findings);
        Assert.Equal(["临湘市", "长沙市雨花区", "瑞昌市"], readings.Select(r => r.Region));
        Assert.Equal(33, readings.Sum(r => r.Targets.Count));
        Assert.Equal(new PlanDepartment("市林业局", true), readings[0].Targets.Single(t => t.Id == "LX-03").Departments[0]);
    }

    /// <summary>Whatever is cut out of a plan and put into it, it is read or refused.</summary>
    [FixtureFact(Texts)]
    public void Cuts_of_the_plans_never_break()
    {
        var random = new Random(11);
        foreach (var plan in Plans)
        {
            var bytes = File.ReadAllBytes(Repository.SharedPath($"{Texts}/{plan}"));
            for (var run = 0; run < 12; run++)
            {
                var (from, path) = (random.Next(bytes.Length), Path.Combine(folder.FullName, "cut.txt"));
                var cut = bytes[from..(from + random.Next(bytes.Length - from))];
                for (var i = random.Next(40); i > 0 && cut.Length > 0; i--)
                    cut[random.Next(cut.Length)] = (byte)random.Next(1, 256);
                File.WriteAllBytes(path, cut);
                try
                {
                    ImportRun.Read(path, Indicators, new FindingLog());
                }
                catch (RefusedInputException refused)
                {
                    Assert.NotEmpty(refused.Finding.Hint("zh"));
                }
            }
        }
    }

    private static string Key(PlanTarget t) => $"{t.Indicator}|{t.Scope}|{t.Year}|{t.Value?.ToString("0.####", CultureInfo.InvariantCulture)}|{t.Unit}|{t.Comparator.Word()}";

    private static string Key(Dictionary<string, string> r) => $"{r["indicator"]}|{r["scope"]}|{r["target_year"]}|{(r["target_value"].Length == 0 ? "" : decimal.Parse(r["target_value"], CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture))}|{r["unit"]}|{r["comparator"]}";

    private static int Line(Dictionary<string, string> row) => int.Parse(row["line"], CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Rows()
    {
        var table = PlanSource.Read(Repository.SharedPath(HandTable)).Tables[0];
        return [.. table.Rows.Skip(1).Select(r => table.Rows[0].Cells.Zip(r.Cells).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }
}
