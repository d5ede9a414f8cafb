using System.Collections.Concurrent;
using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using Xunit;
using Xunit.Abstractions;

namespace CarbonSink.Tests.Methodologies;

/// <summary>Would `methods check` notice? Mistakes are planted in every equation and every range table of every pack found.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    /// <summary>Mutants that cannot be told from the original by any value, each with the reason.</summary>
    private static readonly Dictionary<string, string> Equivalent = new(StringComparer.Ordinal)
    {
        ["crown-cover-baseline/1 eq. 6b when: drop a term: year - start > 20[yr] → (start > 20[yr])"] = "6a took the first 20 years; any calendar year is above 20, and the condition is unknown exactly where start is missing",
        ["crown-cover-baseline/1 eq. 6b when: swap + and -: year - start > 20[yr] → ((year + start) > 20[yr])"] = "6a took the first 20 years; the sum of two calendar years is above 20, and the condition is unknown exactly where start is missing",
        ["soil-carbon/1 eq. 3e when: drop a term: year < t_prep or year > t_prep + 20[yr] → ((year < t_prep) or (year > t_prep))"] = "3d comes first and takes the 20 years after t_prep",
        ["soil-carbon/1 eq. 3e when: swap + and -: year < t_prep or year > t_prep + 20[yr] → ((year < t_prep) or (year > (t_prep - 20[yr])))"] = "3c and 3d come first and take t_prep and the 20 years after it",
    };

    private static readonly string[] Folders = ["methodology", "tests/CarbonSink.Tests/Methodologies/Packs/worked-rows"];

    public static TheoryData<string> Roots => new(Folders);

    [Fact]
    public void The_check_kills_at_least_95_percent_of_planted_mistakes()
    {
        var survivors = new ConcurrentBag<Mutant>();
        var all = new List<Mutant>();
        foreach (var root in Folders)
        {
            var folder = Repository.PathOf(root);
            var mutants = Of(folder).ToList();
            Assert.NotEmpty(mutants);
            all.AddRange(mutants);
            Parallel.ForEach(
                mutants,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                () => new TestFolder(folder),
                (mutant, _, copy) =>
                {
                    if (!IsKilled(copy, mutant))
                        survivors.Add(mutant);
                    return copy;
                },
                copy => copy.Dispose());
        }

        var counted = all.Where(m => !Equivalent.ContainsKey(m.Name)).ToList();
        var left = survivors.Where(m => !Equivalent.ContainsKey(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        var killed = counted.Count - left.Count;
        List<string> report = [string.Create(CultureInfo.InvariantCulture, $"mutants {counted.Count}, killed {killed}, {100.0 * killed / counted.Count:F1} %")];
        report.AddRange(counted.GroupBy(m => m.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"  {g.Key}: {g.Count() - left.Count(m => m.Kind == g.Key)} of {g.Count()}"));
        report.AddRange(left.Select(m => $"  survived: {m.Name}"));
        report.AddRange(Equivalent.Select(e => $"  equivalent, not counted: {e.Key} ({e.Value})"));
        report.ForEach(output.WriteLine);
        Directory.CreateDirectory(Repository.PathOf("TestResults"));
        File.WriteAllLines(Repository.PathOf("TestResults/methods-mutation.txt"), report);
        Assert.Empty(Equivalent.Keys.Except(survivors.Select(s => s.Name))); // what is called equivalent must have survived
        Assert.True(killed >= 0.95 * counted.Count, report[0]);
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void Writing_every_formula_out_changes_nothing(string root)
    {
        // The mutants are written by this printer: without a mistake the packs must still hold.
        using var copy = new TestFolder(Repository.PathOf(root));
        foreach (var methodology in Load(copy.Folder))
        {
            var file = Path.Combine(copy.Folder, $"methods/{methodology.Description.Id}/{methodology.Description.Version}/METHOD.md");
            var text = File.ReadAllText(file);
            foreach (var equation in methodology.Equations)
                foreach (var formula in (string[])[equation.Formula, equation.When])
                    if (formula.Length > 0)
                        text = text.Replace($"`{formula}`", $"`{Mutation.Write(CarbonSink.Methodologies.Formulas.FormulaParser.Parse(formula))}`", StringComparison.Ordinal);
            File.WriteAllText(file, text);
        }

        Assert.Empty(MethodologyCheck.Run(MethodologyCatalog.Open(copy.Folder)).Methods.SelectMany(m => m.Problems));
    }

    [Fact]
    public void Editing_removing_or_adding_a_released_file_fails()
    {
        using var copy = new TestFolder(Repository.PathOf("methodology"));
        IReadOnlyList<LoadProblem> Released() => ReleasedFiles.Check(copy.Folder);
        Assert.Empty(Released());
        var released = File.ReadAllLines(Path.Combine(copy.Folder, "released.sha256")).Select(l => l.Split("  ")[1]).ToList();
        Assert.Contains("methods/county-forest-stock/1/METHOD.md", released);
        foreach (var file in released)
        {
            var path = Path.Combine(copy.Folder, file);
            var text = File.ReadAllText(path);
            File.WriteAllText(path, text + "\n");
            Assert.Equal([(file, "differs from its released text")], Released().Select(p => (p.File, p.Message)));
            File.WriteAllText(path, text.Replace("\n", "\r\n", StringComparison.Ordinal));
            Assert.Empty(Released()); // line ends are no edit
            File.WriteAllText(path, text);
        }

        var extra = Path.Combine(copy.Folder, "methods/county-forest-stock/1/examples/more.example");
        File.WriteAllText(extra, "# one more\n");
        Assert.Equal("was added to a released version", Released().Single().Message);
        File.Delete(extra);
        File.Delete(Path.Combine(copy.Folder, released[0]));
        Assert.Equal($"released file '{released[0]}' is gone", Released().Single().Message);
        Assert.Equal(Released(), MethodologyCheck.Run(MethodologyCatalog.Open(copy.Folder)).Released); // and the whole check says it too
    }

    [Fact]
    public void Adding_an_equation_without_an_example_fails()
    {
        using var copy = new TestFolder(Repository.PathOf("methodology"));
        var file = Path.Combine(copy.Folder, "methods/county-forest-stock/1/METHOD.md");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\n\n## Outputs", "\n| 11 | `E_ha` | unit | tCO2e/ha | `E.pool` | | `E / A` | definition, per hectare |\n\n## Outputs", StringComparison.Ordinal));
        var problem = MethodologyCheck.Run(MethodologyCatalog.Open(copy.Folder), "county-forest-stock", "1").Problems.Single();
        Assert.Equal("equation 11 (E_ha) is exercised by no example", problem.Message);
    }

    private static bool IsKilled(TestFolder copy, Mutant mutant)
    {
        var path = Path.Combine(copy.Folder, mutant.File);
        var original = File.ReadAllText(path);
        File.WriteAllText(path, mutant.Text);
        try
        {
            var catalog = MethodologyCatalog.Open(copy.Folder);
            var parts = mutant.File.Split('/');
            return parts[0] == "methods" ? MethodologyCheck.Run(catalog, parts[1], parts[2]).Problems.Count > 0
                : catalog.Methods().Where(m => Uses(copy, m, parts)).Any(m => MethodologyCheck.Run(catalog, m.Id, m.Version).Problems.Count > 0);
        }
        finally
        {
            File.WriteAllText(path, original);
        }
    }

    /// <summary>Whether a method or one of its examples names the table: no other method can notice.</summary>
    private static bool Uses(TestFolder copy, (string Id, string Version) method, string[] table) =>
        Directory.GetFiles(Path.Combine(copy.Folder, "methods", method.Id, method.Version), "*", SearchOption.AllDirectories)
            .Any(f => File.ReadAllText(f).Contains($"{table[0]}/{table[1]}/{Path.GetFileNameWithoutExtension(table[^1])}@{table[2]}", StringComparison.Ordinal));

    private static IEnumerable<Mutant> Of(string folder)
    {
        foreach (var methodology in Load(folder))
            foreach (var mutant in Mutation.OfMethod(folder, methodology))
                yield return mutant;
        foreach (var path in Directory.GetFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            foreach (var mutant in Mutation.OfTable(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))
                yield return mutant;
    }

    /// <summary>Every method of a folder, with crosswalks of its examples where the run must name a table.</summary>
    private static IEnumerable<Methodology> Load(string folder)
    {
        var catalog = MethodologyCatalog.Open(folder);
        foreach (var (id, version) in catalog.Methods())
        {
            var examples = Path.Combine(folder, "methods", id, version, "examples");
            var choices = Directory.GetFiles(examples, "*.example").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).Where(l => l.StartsWith("table ", StringComparison.Ordinal)).Select(l => l[6..].Split('=', StringSplitOptions.TrimEntries))
                .GroupBy(c => c[0]).ToDictionary(g => g.Key, g => new TableChoice(g.First()[1], examples));
            yield return catalog.Load($"{id}/{version}", choices);
        }
    }

    /// <summary>A copy of a methodology folder for one worker.</summary>
    private sealed class TestFolder : IDisposable
    {
        public TestFolder(string original)
        {
            foreach (var file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
            {
                var path = Path.Combine(Folder, Path.GetRelativePath(original, file));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Copy(file, path);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("carbonsink-mutants-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
