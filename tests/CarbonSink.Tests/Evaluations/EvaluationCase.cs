using CarbonSink.Findings;
using CarbonSink.Runs;
using CarbonSink.Tests.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Evaluations;

/// <summary>A folder with evaluation.json, tables and a small method m/1: carbon of units in counties, and a yearly emission.</summary>
internal sealed class EvaluationCase : IDisposable
{
    public const string Units = "unit,A [ha],class,county\nu1,10,a,c1\nu2,20,b,c1\nu3,40,a,c2\n";
    public const string Counties = "county,r [1]\nc1,0.5\nc2,0.25\n";

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-evaluation-").FullName;

    public TestPack Pack { get; } = new TestPack
    {
        Sets = ["county||||", "unit|county|||A", "year||yes|y|"],
        Inputs = ["A|unit|ha", "class|unit|code", "r|county|1", "f|year|1", "dx|unit × year|tC", "k||1", "since|unit|date"],
        Tables = ["t|tables/t/t@1|class|refuse"],
        Equations =
        [
            "1|C|unit|tC||||t(class).value * A",
            "2|E|unit × year|tCO2e/yr||||C * f * k * 44[tCO2e] / 12[tC] / 1[yr]",
            "3|D|unit|tC/ha||||t(class).value",
            "4|S||tC||||sum(C over unit)",
            "5|G|county|tC||||r * sum(C over unit)",
            "6|X|unit × year|tC||||dx + C",
            "7|old|unit|yr||||years(since, since)",
        ],
        Outputs = ["C|carbon|no", "E|co2e|no", "D|carbon|no", "S|carbon|no", "G|carbon|no", "X|carbon|no", "old|value|no"],
    }.Table("t", "class,value [tC/ha],value.sd [tC/ha]", "a,3,0.3", "b,7,");

    public string Folder => folder;

    /// <summary>Sets of the description, as JSON.</summary>
    public string Sets { get; set; } = """{ "county": { "path": "counties.csv" }, "unit": { "path": "units.csv", "key": "unit", "parent": "county" }, "year": { "from": 2021, "to": 2022 } }""";

    /// <summary>Members of the description after the sets, as JSON.</summary>
    public string More { get; set; } = """, "run": { "f": 1, "k": "50 [%]" }""";

    public EvaluationCase File(string name, string text)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, name), text);
        return this;
    }

    public EvaluationResult Run(Func<EvaluationOptions, EvaluationOptions>? with = null)
    {
        if (!System.IO.File.Exists(Path.Combine(folder, "units.csv")))
            File("units.csv", Units);
        if (!System.IO.File.Exists(Path.Combine(folder, "counties.csv")))
            File("counties.csv", Counties);
        if (!System.IO.File.Exists(Path.Combine(folder, EvaluationFile.FileName)))
            File(EvaluationFile.FileName, $$"""{ "title": { "zh": "试算", "en": "Trial" }, "method": "m/1", "sets": {{Sets}}{{More}} }""");
        var options = new EvaluationOptions(folder, Pack.Write());
        return EvaluationRun.Run(with is null ? options : with(options));
    }

    /// <summary>The finding of a run that must be refused.</summary>
    public Finding Refused(Func<EvaluationOptions, EvaluationOptions>? with = null) => Assert.Throws<RefusedInputException>(() => Run(with)).Finding;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Pack.Dispose();
    }
}
