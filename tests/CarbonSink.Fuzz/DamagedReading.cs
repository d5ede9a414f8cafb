using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;

namespace CarbonSink.Fuzz;

/// <summary>Reads damaged files one after the other and tells of each: its number, the milliseconds it took, and what went wrong, if anything.</summary>
internal static class DamagedReading
{
    /// <summary>Reads files with numbers from … to − 1.</summary>
    public static int Run(int seed, int from, int to, string folder, Stream output)
    {
        using var told = new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true };
        for (var number = from; number < to; number++)
        {
            told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}"));
            var file = DamagedFile.Of(seed, number);
            file.Write(folder);
            var watch = Stopwatch.StartNew();
            var problem = Plant(number) ?? Read(Path.Combine(folder, file.Main));
            if (problem is not null || watch.ElapsedMilliseconds > Watch.MostMilliseconds)
                told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"! {number} {watch.ElapsedMilliseconds} {problem?.ReplaceLineEndings(" ")}"));
        }

        return 0;
    }

    /// <summary>Fails on purpose where FUZZ_PLANT asks for it, so that a test can see the watch see it.</summary>
    private static string? Plant(int number)
    {
        const int Planted = 64;
        if (number != Planted)
            return null;
        switch (Environment.GetEnvironmentVariable("FUZZ_PLANT"))
        {
            case "crash":
                Environment.FailFast("planted");
                return null;
            case "exception":
                return "planted";
            case "hang":
                Thread.Sleep(2 * Watch.MostMilliseconds);
                return null;
            case "memory":
                Take();
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true); // given back before anyone looks
                return null;
            default:
                return null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Take() => Array.Fill(GC.AllocateUninitializedArray<byte>(300 << 20), (byte)1);

    /// <summary>Reads every layer of a file to the end; what is wrong with the reading, or null. A refusal is right: the file is damaged.</summary>
    private static string? Read(string path)
    {
        try
        {
            foreach (var layer in FeatureSource.Layers(path))
            {
                using var reader = FeatureSource.Open(path, layer);
                if (Read(reader) is { } problem)
                    return problem;
            }

            return null;
        }
        catch (RefusedInputException e)
        {
            return e.Finding.Message("en").Length > 0 && e.Finding.Hint("zh").Length > 0 ? null : "a refusal without words";
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static string? Read(IFeatureReader reader)
    {
        var fields = Enumerable.Range(0, reader.Schema.Fields.Count).ToArray();
        var scan = reader.Read(RecordRange.All, fields, geometry: true);
        var area = AreaOf(reader);
        foreach (var batch in scan)
        {
            foreach (var value in batch.Geometry.Coordinates)
                if (!double.IsFinite(value))
                    return "a coordinate that is no number";
            if (Measure(area, batch) is { } problem)
                return problem;
            foreach (var field in fields)
                for (var row = 0; row < batch.Count; row++)
                    if (reader.Schema.Fields[field].Kind == FieldKind.Number ? batch.IsValid(field, row) && !double.IsFinite(batch.Numbers(field)[row]) : batch.Codes(field)[row] >= batch.Dictionary(field).Count)
                        return $"a value of {reader.Schema.Fields[field].Name} that is none";
        }

        foreach (var finding in scan.Findings.Findings.Concat(reader.Findings.Findings))
            _ = finding.Message("zh").Length + finding.Hint("en").Length;
        return scan.Tally.Records == reader.RecordCount ? null : $"{scan.Tally.Records} of {reader.RecordCount} records";
    }

    private static EllipsoidalArea? AreaOf(IFeatureReader reader)
    {
        try
        {
            return reader.CoordinateReference is { } reference ? new(reference) : null;
        }
        catch (RefusedInputException)
        {
            return null; // Web Mercator, a projection without formulas
        }
    }

    private static string? Measure(EllipsoidalArea? area, FeatureBatch batch)
    {
        if (area is null)
            return null;
        var (squareMetres, flags) = (new double[batch.Geometry.Count], new AreaFlags[batch.Geometry.Count]);
        area.Measure(batch.Geometry, squareMetres, flags);
        return Array.Exists(squareMetres, a => !(a >= 0 && double.IsFinite(a))) ? "an area that is none" : null;
    }
}
