using CarbonSink.Methodologies;
using CarbonSink.Projects;
using CarbonSink.Runs;
using CarbonSink.Sampling;
using Xunit;

namespace CarbonSink.Tests.Sampling;

public sealed class ProgrammeEstimateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-programme-").FullName;

    /// <summary>Plots of 40, 60, 80, 60: mean 60, s² = 800/3, standard error √(800/12); t(0.90, 3) = 2.353363, half-width 19.215, U = 32.0 %: above 30 % the whole half-width is taken off. A user's confidence and population are told and not used.</summary>
    [Fact]
    public void A_programme_fixes_confidence_and_population_and_discounts_the_estimate()
    {
        var plots = Plots("40", "60", "80", "60");
        var result = SampleRun.Run(new(plots, "b")
        {
            Rules = new(0.5), AreaHa = 1, PlotAreaM2 = 1000, Programme = Programme.Load(MethodologyCatalog.Open(Repository.PathOf("methodology")), "cdm-ar"), Overruled = ["--confidence 0.5"],
        });
        var half = 2.353363 * Math.Sqrt(800.0 / 12);
        Assert.Equal((0.90, false, "cdm-ar"), (result.Options.Rules.Confidence, result.IsFinite, result.Options.Rules.ProgrammeId));
        Assert.Equal(60, result.Sample.Mean.Value, 12);
        Assert.Equal(half / 60, result.Discounted!.RelativeHalfWidth, 6);
        Assert.Equal(60 - half, result.Discounted.ProjectValue!.Value, 4);
        Assert.Equal(60 + half, result.Discounted.BaselineValue!.Value, 4);
        Assert.Equal("--confidence 0.5", Assert.Single(result.Findings.Findings, f => f.Rule == SampleRunFindings.FixedByProgramme).Value);
    }

    [Fact]
    public void An_estimate_of_zero_is_not_discounted()
    {
        var result = SampleRun.Run(new(Plots("0", "0", "0"), "b") { Programme = Programme.Load(MethodologyCatalog.Open(Repository.PathOf("methodology")), "cdm-ar") });
        Assert.Null(result.Discounted);
    }

    [Fact]
    public void A_table_with_coordinates_needs_no_coordinate_reference()
    {
        var path = Path.Combine(folder, "xy.csv");
        File.WriteAllText(path, "plot,x,y,b\n1,500000,3000000,4\n2,500100,3000000,6\n");
        Assert.Empty(SampleRun.Run(new(path, "b")).Findings.Findings);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Plots(params string[] values)
    {
        var path = Path.Combine(folder, "plots.csv");
        File.WriteAllText(path, "plot,b\n" + string.Concat(values.Select((v, i) => $"{i + 1},{v}\n")));
        return path;
    }
}
