using CarbonSink.Methodologies;
using Xunit;
using Xunit.Abstractions;

namespace CarbonSink.Tests.Methodologies;

/// <summary>A stream of batches of 4,096 units through county-forest-stock: no memory per record, the same bits in any batch.</summary>
public sealed class BatchTests(ITestOutputHelper output)
{
    private const int Rows = 4096;

    private static readonly string[] Symbols = ["V", "B", "C", "E"];

    [Fact]
    public void A_stream_of_batches_allocates_nothing_per_record()
    {
        var run = new TestRun(County());
        Fill(run, 0, Rows);
        for (var i = 0; i < 20; i++)
            run.Run();
        const int batches = 100;
        var bytes = long.MaxValue;

        // Code that the runtime has not optimised yet may box; code that allocates per record does so in every round.
        for (var round = 0; round < 30 && bytes >= batches * Rows / 10; round++)
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < batches; i++)
                run.Evaluation.Run();
            bytes = GC.GetAllocatedBytesForCurrentThread() - start;
        }

        output.WriteLine($"evaluation: {bytes / (double)batches:F1} bytes per batch of {Rows}, {bytes / (double)(batches * Rows):F6} per record");
        Assert.True(bytes < batches * Rows / 10, $"{bytes / (double)(batches * Rows)} bytes per record");

        var refilled = Allocation.Least(() =>
        {
            for (var i = 0; i < batches; i++)
                run.Frame.SetMembers("unit", Rows);
        });
        Assert.True(refilled < batches * Rows, "refilling a frame allocates per record");
    }

    [Fact]
    public void Any_batch_gives_the_same_bits()
    {
        var methodology = County();
        var whole = new TestRun(methodology);
        Fill(whole, 0, Rows);
        whole.Run();
        foreach (var size in (int[])[1, 7, 511, 512, 513, 4095])
        {
            var part = new TestRun(methodology);
            for (var first = 0; first < Rows; first += Math.Max(size, 97))
            {
                var count = Math.Min(size, Rows - first);
                Fill(part, first, count);
                part.Run();
                foreach (var symbol in Symbols)
                    for (var i = 0; i < count; i++)
                    {
                        Assert.Equal(whole.State(symbol, first + i).HasValue, part.State(symbol, i).HasValue);
                        if (part.State(symbol, i).HasValue)
                            Assert.Equal(BitConverter.DoubleToInt64Bits(whole.Value(symbol, first + i)), BitConverter.DoubleToInt64Bits(part.Value(symbol, i)));
                        else
                            Assert.Equal(whole.Cause(symbol, first + i), part.Cause(symbol, i));
                        Assert.Equal((whole.State(symbol, first + i).Pool, whole.State(symbol, first + i).Status, whole.State(symbol, first + i).IsExtrapolated), (part.State(symbol, i).Pool, part.State(symbol, i).Status, part.State(symbol, i).IsExtrapolated));
                    }
            }
        }
    }

    [Fact]
    public void The_result_is_the_arithmetic_written_in_CSharp()
    {
        var run = new TestRun(County());
        Fill(run, 0, Rows);
        run.Run();
        var (stock, volume, refused) = (0, 0, 0);
        for (var i = 0; i < Rows; i++)
        {
            var unit = Unit(i);
            var v = unit.Species == "杉木" ? 0.000058777042 * Math.Pow(unit.D, 1.9699831) * Math.Pow(unit.H, 0.89646157) * 1 : double.NaN;
            var perHa = unit.LandClass != "arbor" ? double.NaN : unit.Stock > 0 ? unit.Stock : v * unit.N;
            if (double.IsNaN(perHa))
            {
                Assert.False(run.State("E", i).HasValue);
                refused++;
                continue;
            }

            var (a, b) = unit.Species == "杉木" ? (0.4652, 19.141) : (0.5034, 20.547);
            Assert.Equal((((a * perHa) + b) * unit.A) * 0.47 * 44 / 12, run.Value("E", i));
            Assert.Equal(perHa < 20 || (unit.Stock == 0 && (unit.D > 22 || unit.H > 8)), run.State("E", i).IsExtrapolated);
            _ = unit.Stock > 0 ? stock++ : volume++;
        }

        Assert.True(stock > 500 && volume > 100 && refused > 100, $"{stock} {volume} {refused}");
    }

    private static Methodology County()
    {
        var choice = new TableChoice("species.csv", Repository.PathOf("methodology/methods/county-forest-stock/1/examples"));
        return MethodologyCatalog.Open(Repository.PathOf("methodology")).Load("county-forest-stock/1", new Dictionary<string, TableChoice> { ["species_type"] = choice });
    }

    private static (double A, double Stock, double D, double H, double N, string Species, string LandClass) Unit(int i) =>
        (0.5 + (i % 97), i % 5 == 0 ? 0 : 10 + (i % 180), 6 + (i % 19), 3 + (i % 6), 800 + (i % 1200), i % 3 == 0 ? "马尾松" : "杉木", i % 11 == 0 ? "bamboo" : "arbor");

    private static void Fill(TestRun run, int first, int count)
    {
        run.Members("unit", count).Give("cf_zone", "tropical-subtropical");
        var frame = run.Frame;
        var codes = run.Methodology.Codes;
        for (var i = 0; i < count; i++)
        {
            var unit = Unit(first + i);
            frame["A"].Set(i, unit.A);
            frame["V_rec"].Set(i, unit.Stock);
            frame["D"].Set(i, unit.D);
            frame["H"].Set(i, unit.H);
            frame["N"].Set(i, unit.N);
            frame["species"].Set(i, codes.Intern(unit.Species));
            frame["land_class"].Set(i, codes.Intern(unit.LandClass));
        }
    }
}
