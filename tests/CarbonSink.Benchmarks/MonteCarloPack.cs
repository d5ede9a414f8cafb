using System.Globalization;
using System.Text;
using CarbonSink.Methodologies;

namespace CarbonSink.Benchmarks;

/// <summary>The peer's model as a pack: strata of 15 species, four correlated parameters each. Loaded and run like any other.</summary>
internal sealed class MonteCarloPack : IDisposable
{
    private const int Species = 15;
    private const int Each = 4;
    private const int DrawsPerChunk = 128;

    private readonly string folder = Directory.CreateTempSubdirectory("carbonsink-w4-").FullName;
    private readonly Methodology methodology;
    private readonly (double Volume, double Cv)[] strata;
    private readonly int[] speciesOf;
    private readonly List<(Frame Frame, Evaluation Evaluation)> threads = [];

    public MonteCarloPack(int count)
    {
        Write();
        methodology = MethodologyCatalog.Open(folder).Load("w4");
        var random = new Random(1);
        strata = [.. Enumerable.Range(0, count).Select(_ => (1000 + (9000 * random.NextDouble()), 0.05 + (0.3 * random.NextDouble())))];
        speciesOf = [.. Enumerable.Range(0, count).Select(i => Math.Min(i / Math.Max(1, count / Species), Species - 1))];
        var (frame, evaluation) = Prepared(new());
        evaluation.Run();
        (Estimate, threads) = (evaluation.Values("C")[0], [(frame, evaluation)]);
    }

    /// <summary>The total at the values of all parameters.</summary>
    public double Estimate { get; }

    /// <summary>The total in every draw.</summary>
    public double[] Draw(ulong seed, int draws, int count)
    {
        while (threads.Count < count)
            threads.Add(Prepared(new()));
        var (totals, next) = (new double[draws], 0);
        var runs = threads.Take(count).Select(t => new Thread(() =>
        {
            for (int from; (from = (Interlocked.Increment(ref next) - 1) * DrawsPerChunk) < draws;)
            {
                var size = Math.Min(DrawsPerChunk, draws - from);
                t.Evaluation.RunDraws(seed, from, size);
                t.Evaluation.Values("C")[..size].CopyTo(totals.AsSpan(from));
            }
        })).ToArray();
        foreach (var run in runs)
            run.Start();
        foreach (var run in runs)
            run.Join();
        return totals;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (Frame Frame, Evaluation Evaluation) Prepared(CauseTable causes)
    {
        var frame = methodology.NewFrame(causes);
        frame.SetMembers("species", Species);
        frame.SetMembers("stratum", strata.Length, speciesOf);
        for (var s = 0; s < Species; s++)
            frame["k"].Set(s, methodology.Codes.Intern($"s{s}"));
        for (var i = 0; i < strata.Length; i++)
        {
            frame["V"].Set(i, strata[i].Volume);
            frame["V"].SetUncertainty(i, new(DistributionKind.Normal, strata[i].Volume * strata[i].Cv));
        }

        return (frame, methodology.Evaluate(frame, causes));
    }

    /// <summary>Covariance L·Lᵀ with L = 0.06 on the diagonal and 0.03 · 0.5^(i − j) below, as in the peer.</summary>
    private void Write()
    {
        const int n = Species * Each;
        var l = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 0.06 : j < i ? 0.03 * Math.Pow(0.5, i - j) : 0).ToArray()).ToArray();
        double Covariance(int i, int j) => l[i].Zip(l[j], (a, b) => a * b).Sum();
        string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);
        var cells = new StringBuilder("species").Append(string.Concat(Enumerable.Range(0, Each).Select(q => $",q{q} [1],q{q}.sd [1],q{q}.group"))).Append(",source,locator,status\n");
        for (var s = 0; s < Species; s++)
            cells.Append($"s{s}").Append(string.Concat(Enumerable.Range(0, Each).Select(q => $",1,{Text(Math.Sqrt(Covariance((s * Each) + q, (s * Each) + q)))},g"))).Append(",race,w4,declared\n");
        var pairs = new StringBuilder("table,group,row,column,row2,column2,correlation [1],source,locator,status\n");
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++)
                pairs.Append(CultureInfo.InvariantCulture, $"par,g,s{i / Each},q{i % Each},s{j / Each},q{j % Each},{Text(Covariance(i, j) / Math.Sqrt(Covariance(i, i) * Covariance(j, j)))},race,w4,declared\n");
        Put("sources.csv", "id,kind,number,title,publisher,date,url,licence,read_by_us\nrace,hand-arithmetic,,Race W4,,,,,yes\n");
        Put("codes/w4/1/lists.csv", "list,code,source\nall,s0,race\n");
        Put("tables/w4/1/par.csv", cells.ToString());
        Put("tables/w4/1/correlations.csv", pairs.ToString());
        Put("methods/w4/1/method.json", """{"id":"w4","version":"1","status":"draft","title":{"zh":"竞赛","en":"race"},"codes":["codes/w4@1"],"gwpSet":null,"refuses":[],"label":{"zh":"竞赛","en":"race"}}""");
        Put("methods/w4/1/METHOD.md", """
            # Race W4

            ## Sets

            | set | inside | ordered | key | area |
            |---|---|---|---|---|
            | `species` | | | | |
            | `stratum` | `species` | | | |

            ## Inputs

            | symbol | over | unit | role | 中文 | meaning |
            |---|---|---|---|---|---|
            | `V` | stratum | m3 | stock | 蓄积 | stock |
            | `k` | species | code | species | 树种 | species |

            ## Tables

            | table | file@version | keys | outside |
            |---|---|---|---|
            | `par` | `tables/w4/par@1` | `species` | refuse |

            ## Equations

            | no. | symbol | over | unit | pool | when | kind | formula | source |
            |---|---|---|---|---|---|---|---|---|
            | 1 | `S` | species | m3 | | | | `sum(V over stratum)` | race, peer |
            | 2 | `c` | species | m3 | | | | `S * 0.4 * par(k).q0 * 1.3 * par(k).q1 * (1 + 0.25 * par(k).q2) * 0.47 * par(k).q3` | race, peer |
            | 3 | `C` | | m3 | | | | `sum(c over species)` | race, peer |

            ## Outputs

            | symbol | as | complete |
            |---|---|---|
            """);
    }

    private void Put(string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
