using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Projects;
using Xunit;

namespace CarbonSink.Tests.Projects;

public sealed class ProgrammeTests
{
    private static readonly MethodologyCatalog Catalog = MethodologyCatalog.Open(Repository.PathOf("methodology"));

    [Fact]
    public void The_programmes_are_found_by_their_folders_and_hold_no_better_status_than_their_texts()
    {
        Assert.Equal([("ar-cm-001", "1"), ("ccer", "1"), ("cdm-ar", "1"), ("gold-standard-403", "1")], Programme.Versions(Catalog));
        Assert.Equal(
            [ParameterStatus.Memory, ParameterStatus.Memory, ParameterStatus.Secondary, ParameterStatus.Secondary],
            Programme.Versions(Catalog).Select(p => Programme.Load(Catalog, $"{p.Id}/{p.Version}").Status));
        Assert.Equal((0.90, false), (Programme.Load(Catalog, "cdm-ar").Precision.Confidence, Programme.Load(Catalog, "cdm-ar").Precision.FinitePopulation));
    }

    /// <summary>AR-TOOL14 v04.2 appendix 2: 60 ± 9 t/ha, U = 15 %; 25 % of the half-width of 9 is 2.25.</summary>
    [Fact]
    public void The_discount_of_AR_TOOL14_is_a_share_of_the_half_width()
    {
        var discounted = Programme.Load(Catalog, "cdm-ar").Precision.Discount(With(60, 9));
        Assert.Equal(9.0 / 60, discounted.RelativeHalfWidth, 12);
        Assert.Equal(60 - 2.25, discounted.ProjectValue!.Value, 9);
        Assert.Equal(60 + 2.25, discounted.BaselineValue!.Value, 9);
        Assert.Equal((60, ParameterStatus.Secondary), (discounted.Estimate.Value, discounted.Status));
    }

    /// <summary>AR-TOOL14 v04.2 page 4: mean 45.328 t/ha, n 34, s 12.776: SE 2.191; t(0.1, 33) 1.692; half-width 3.707; U 8.18 %, so nothing is discounted. The tool multiplies rounded figures; unrounded the half-width is 3.708.</summary>
    [Fact]
    public void The_worked_plots_of_AR_TOOL14_are_precise_enough()
    {
        var estimate = new Estimate(45.328, 12.776 / Math.Sqrt(34), 33);
        Assert.Equal(2.191, estimate.StandardError, 3);
        Assert.Equal(1.692, Estimate.Quantile(0.90, 33), 3);
        Assert.Equal(3.707, 1.692 * 2.191, 3);
        Assert.Equal(3.70807, estimate.HalfWidth(0.90), 5);
        Assert.Equal(8.18, estimate.RelativeErrorPercent(0.90), 2);
        Assert.Equal(45.328, Programme.Load(Catalog, "cdm-ar").Precision.Discount(estimate).ProjectValue!.Value, 12);
    }

    /// <summary>Two independent surveys of 100 ± 10 and 130 ± 13: the change of 30 has a half-width of √(10² + 13²) = 16.40, U = 54.7 % > 30 %: all of it is taken off. Permanent plots measured again, with a correlation of 0.9 between their errors: √(10² + 13² − 2 · 0.9 · 10 · 13) = 5.92, U = 19.7 %: half of it.</summary>
    [Fact]
    public void Two_independent_surveys_lose_the_whole_half_width_of_their_change_and_permanent_plots_do_not()
    {
        var rule = Programme.Load(Catalog, "cdm-ar").Precision;
        var independent = rule.Discount(With(130 - 100, Math.Sqrt((10 * 10) + (13 * 13))));
        Assert.Equal(55, 100 * independent.RelativeHalfWidth, 0);
        Assert.Equal(30 - Math.Sqrt(269), independent.ProjectValue!.Value, 9);
        var permanent = rule.Discount(With(130 - 100, Math.Sqrt((10 * 10) + (13 * 13) - (2 * 0.9 * 10 * 13))));
        Assert.Equal(30 - (0.5 * Math.Sqrt(35)), permanent.ProjectValue!.Value, 9);
    }

    /// <summary>Gold Standard 403 section 3.11.5: 100 m3/ha with an error of 23 % counts as 97 m3/ha.</summary>
    [Fact]
    public void Gold_Standard_takes_off_what_exceeds_its_limit()
    {
        var rule = Programme.Load(Catalog, "gold-standard-403").Precision;
        Assert.Equal(97, rule.Discount(With(100, 23)).ProjectValue!.Value, 9);
        Assert.Equal(100, rule.Discount(With(100, 20)).ProjectValue!.Value, 9);
        Assert.Null(rule.Discount(With(100, 23)).BaselineValue); // not read
    }

    [Fact]
    public void AR_CM_001_takes_a_share_of_the_estimate_and_wants_more_plots_above_30_percent()
    {
        var rule = Programme.Load(Catalog, "ar-cm-001").Precision;
        Assert.Equal(100 * (1 - 0.06), rule.Discount(With(100, 15)).ProjectValue!.Value, 9);
        Assert.Equal(100 * (1 - 0.11), rule.Discount(With(100, 25)).ProjectValue!.Value, 9);
        var refused = rule.Discount(With(100, 31));
        Assert.Equal((null, "more-plots", "outside-range", ParameterStatus.Memory), (refused.ProjectValue, refused.Refusal!.Code, refused.Refusal.Technical!.Code, refused.Status));
        Assert.Contains("more plots are needed", refused.Refusal.En, StringComparison.Ordinal);
    }

    /// <summary>A loss of 60 ± 9: 25 % of the half-width of 9 is 2.25. A project loses no less for being uncertain: −62.25; a baseline loses no more: −57.75.</summary>
    [Fact]
    public void A_loss_is_discounted_to_the_disadvantage_of_project_and_baseline()
    {
        var loss = Programme.Load(Catalog, "cdm-ar").Precision.Discount(With(-60, 9));
        Assert.Equal(-60 - 2.25, loss.ProjectValue!.Value, 9);
        Assert.Equal(-60 + 2.25, loss.BaselineValue!.Value, 9);
        Assert.Equal(-100 - (0.06 * 100), Programme.Load(Catalog, "ar-cm-001").Precision.Discount(With(-100, 15)).ProjectValue!.Value, 9);
        Assert.Equal(-100 - (0.03 * 100), Programme.Load(Catalog, "gold-standard-403").Precision.Discount(With(-100, 23)).ProjectValue!.Value, 9);
    }

    [Fact]
    public void A_programme_fixes_the_degrees_of_freedom_and_the_form_of_double_sampling_where_its_text_does()
    {
        var rules = Programme.Versions(Catalog).Select(p => Programme.Load(Catalog, $"{p.Id}/{p.Version}")).ToDictionary(p => p.Id, p => p.Precision);
        Assert.Equal((CarbonSink.Sampling.DegreesOfFreedomRule.PlotsLessStrata, true), (rules["cdm-ar"].DegreesOfFreedom, rules["cdm-ar"].ArTool14DoubleSampling));
        Assert.Equal((null, false), (rules["ar-cm-001"].DegreesOfFreedom, rules["ar-cm-001"].ArTool14DoubleSampling));
        Assert.Equal((null, false), (rules["gold-standard-403"].DegreesOfFreedom, rules["gold-standard-403"].ArTool14DoubleSampling));
        Assert.Equal(["programmes/cdm-ar", "methods/precision-ar-tool14", "tables/ar-tool14/discount"], Programme.Load(Catalog, "cdm-ar").Packs.Select(p => p.Id));
    }

    [Fact]
    public void An_estimate_of_zero_has_no_relative_error_to_judge() =>
        Assert.Throws<ArgumentException>(() => Programme.Load(Catalog, "cdm-ar").Precision.Discount(With(0, 5)));

    [Theory]
    [InlineData("\"confidence\": 0.90", "\"confidence\": 90", "between 0 and 1")]
    [InlineData("\"status\": \"secondary\"", "\"status\": \"good\"", "is no status")]
    [InlineData("\"version\": \"1\"", "\"version\": \"2\"", "its folder is")]
    [InlineData("precision-ar-tool14/1", "precision-ar-tool15/1", "there is no method")]
    [InlineData("ar-tool14-transcriptions,", "nobody,", "not in sources.csv")]
    [InlineData("\"n-M\"", "\"n-2\"", "are neither")]
    [InlineData("\"ar-tool14\"", "\"cochran\"", "is neither")]
    [InlineData("\"precision\"", "\"accuracy\"", "programme.json")]
    public void A_wrong_programme_says_what_is_wrong(string old, string changed, string says)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Catalog.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Catalog.Folder, f))
                .Where(f => f == "sources.csv" || f.StartsWith("programmes", StringComparison.Ordinal) || f.Contains("precision-ar-tool14", StringComparison.Ordinal) || f.StartsWith(Path.Combine("tables", "ar-tool14"), StringComparison.Ordinal)))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
                var text = File.ReadAllText(Path.Combine(Catalog.Folder, file));
                File.WriteAllText(Path.Combine(folder, file), file.Contains("cdm-ar", StringComparison.Ordinal) && file.EndsWith(".json", StringComparison.Ordinal) ? text.Replace(old, changed, StringComparison.Ordinal) : text);
            }

            var e = Assert.Throws<MethodologyLoadException>(() => Programme.Load(MethodologyCatalog.Open(folder), "cdm-ar"));
            Assert.Contains(says, e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An estimate whose half-width at 90 % confidence is the one given, its standard error being known.</summary>
    private static Estimate With(double value, double halfWidth) => new(value, halfWidth / Estimate.Quantile(0.90, double.PositiveInfinity));
}
