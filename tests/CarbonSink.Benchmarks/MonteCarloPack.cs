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
    private readonly List<(Frame Frame, Evaluation Evaluation)?> threads = [];

    public MonteCarloPack(int count)
    {
        Write();
        methodology = MethodologyCatalog.Open(folder).Load("w4");
        var random = new Random(1);
        (strata, speciesOf) = (new (double, double)[count], new int[count]);
        for (var i = 0; i < count; i++)
            (strata[i], speciesOf[i]) = ((1000 + (9000 * random.NextDouble()), 0.05 + (0.3 * random.NextDouble())), Math.Min(i / Math.Max(1, count / Species), Species - 1));
        var (frame, evaluation) = Prepared();
        evaluation.Run();
        (Estimate, threads) = (evaluation.Values("C")[0], [(frame, evaluation)]);
    }

    /// <summary>The total at the values of all parameters.</summary>
    public double Estimate { get; }

    /// <summary>The total in every draw.</summary>
    public double[] Draw(ulong seed, int draws, int count)
    {
        while (threads.Count < count)
            threads.Add(null);
        var (totals, next) = (new double[draws], 0);
        var runs = Enumerable.Range(0, count).Select(t => new Thread(() =>
        {
            var (_, evaluation) = threads[t] ??= Prepared();
            for (int from; (from = (Interlocked.Increment(ref next) - 1) * DrawsPerChunk) < draws;)
            {
                var size = Math.Min(DrawsPerChunk, draws - from);
                evaluation.RunDraws(seed, from, size);
                evaluation.Values("C")[..size].CopyTo(totals.AsSpan(from));
            }
        })).ToArray();
        foreach (var run in runs)
            run.Start();
        foreach (var run in runs)
            run.Join();
        return totals;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (Frame Frame, Evaluation Evaluation) Prepared()
    {
        var causes = new CauseTable();
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
        var covariance = new double[n][];
        for (var i = 0; i < n; i++)
        {
            covariance[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
                for (var k = 0; k <= j; k++)
                    covariance[i][j] += L(i, k) * L(j, k);
        }

        static double L(int i, int j) => i == j ? 0.06 : 0.03 * Math.Pow(0.5, i - j);
        string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);
        var cells = new StringBuilder("species");
        for (var q = 0; q < Each; q++)
            cells.Append(CultureInfo.InvariantCulture, $",q{q} [1],q{q}.sd [1],q{q}.group");
        cells.Append(",source,locator,status\n");
        for (var s = 0; s < Species; s++)
        {
            cells.Append(CultureInfo.InvariantCulture, $"s{s}");
            for (var q = s * Each; q < (s + 1) * Each; q++)
                cells.Append(",1,").Append(Text(Math.Sqrt(covariance[q][q]))).Append(",g");
            cells.Append(",race,w4,declared\n");
        }

        var pairs = new StringBuilder("table,group,row,column,row2,column2,correlation [1],source,locator,status\n");
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++)
                pairs.Append(CultureInfo.InvariantCulture, $"par,g,s{i / Each},q{i % Each},s{j / Each},q{j % Each},{Text(covariance[i][j] / Math.Sqrt(covariance[i][i] * covariance[j][j]))},race,w4,declared\n");
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
