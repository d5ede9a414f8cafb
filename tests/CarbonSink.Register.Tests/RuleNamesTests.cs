using System.Text.RegularExpressions;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Every rule by which the register refuses is broken by a test: those in the source by their names, those of the programmes row by row.</summary>
public sealed partial class RuleNamesTests
{
    /// <summary>Names that the source puts together, with what they can be.</summary>
    private static readonly string[] Composed = ["account-restricted", "account-closed", "actor-known", "account-known", "project-known", "period-known", "freeze-known", "idempotency-key", "earn-once", "cancelled-stays", ClaimBoundary.Rule];

    /// <summary>Rows of all programmes whose step can be taken in isolation.</summary>
    public static TheoryData<string, int> LifecycleRows
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var programme in (string[])["ccer-2023", "guangdong-phcer", "linxiang-wetland-indicator", "sanming-forest-ticket"])
                for (var i = 0; i < TestProgramme.Load(programme).Lifecycle.Count; i++)
                    data.Add(programme, i);
            return data;
        }
    }

    [Fact]
    public void Every_rule_of_the_source_is_asserted_by_a_test()
    {
        var rules = Sources("src/CarbonSink/Register").SelectMany(s => Names().Matches(s).SelectMany(m => m.Groups.Values.Skip(1).Where(g => g.Success).Select(g => g.Value))).Concat(Composed).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.Contains("freeze-open", rules);
        Assert.InRange(rules.Count, 60, 200);
        var asserted = Sources("tests/CarbonSink.Register.Tests").SelectMany(s => s.Split('\n')).Where(l => l.Contains("Assert.", StringComparison.Ordinal) || l.Contains("InlineData", StringComparison.Ordinal) || l.Contains("Answer(false", StringComparison.Ordinal))
            .Select(l => l.Replace($"{nameof(ClaimBoundary)}.{nameof(ClaimBoundary.Rule)}", $"\"{ClaimBoundary.Rule}\"", StringComparison.Ordinal)).ToList();
        Assert.Equal([], rules.Where(r => !asserted.Exists(l => l.Contains($"\"{r}\"", StringComparison.Ordinal))));
    }

    /// <summary>Without its guard and time limit a row lets through who may, with its documents; it refuses another, and each document that is missing, with its own article.</summary>
    [Theory]
    [MemberData(nameof(LifecycleRows))]
    public void Every_row_of_a_programme_refuses_with_its_article(string programme, int index)
    {
        var p = new TestProgramme(programme);
        var row = p.Rules.Lifecycle[index];
        var ends = row.Guard is ["never"];
        p.Rules = p.Rules with { Lifecycle = [row with { Guard = ends ? row.Guard : [], Limit = null }] };
        p.Project = p.Project.With(("state", row.OfPeriod ? "registered" : row.From), ("validator", "vvb-1"));
        p.Store.Put(Rows.Period, "p1/1", CanonicalObject.Of(("project", "p1"), ("number", 1), ("from", "2021-03-01"), ("to", "2023-12-31"), ("state", row.From), ("verifier", "vvb-1")));
        p.Admit("stranger", "public");
        var (name, actor) = (row.Event == "*" ? "anything" : row.Event, row.Roles[0] switch { RegisterRole.Owner => TestProgramme.Owner, RegisterRole.Verifier => "vvb-1", _ => "registrar" });
        LifecycleResult Take(string who, IEnumerable<string> documents) => row.OfPeriod ? p.Step(1, name, "2024-04-01", who, string.Join('|', documents)) : p.Step(name, "2024-04-01", who, string.Join('|', documents));
        void Refused(string who, IEnumerable<string> documents) => Assert.Equal((row.Name, row.Cited), p.Refused(_ => Take(who, documents)) is var r ? (r.Rule, r.Article) : default);

        Refused("stranger", row.Documents);
        foreach (var missing in row.Documents)
            Refused(actor, row.Documents.Where(d => d != missing));
        if (ends)
            Refused(actor, row.Documents);
        else
            Assert.Equal(row.To, (Take(actor, row.Documents) is var done && row.OfPeriod ? done.Period! : done.Project).Text("state"));
    }

    private static IEnumerable<string> Sources(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "CarbonSink.sln")))
            root = root.Parent!;
        return Directory.GetFiles(Path.Combine(root.FullName, folder), "*.cs").Where(f => Path.GetFileName(f) != nameof(RuleNamesTests) + ".cs").Select(File.ReadAllText);
    }

    [GeneratedRegex("""RefusedRequestException\(\s*"([\w-]+)"|\bnew\("([a-z-]+)", "register", |\sRefuse\("([\w-]+)", "([\w-]+)",""")]
    private static partial Regex Names();
}
