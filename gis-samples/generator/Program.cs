using CarbonSink.Samples;
using CarbonSink.Samples.Places;

Place[] places = [Linxiang.Place];
if (args.Length != 2 || Array.Find(places, p => p.Id == args[0]) is not { } place)
{
    Console.Error.WriteLine($"usage: dotnet run --project gis-samples/generator -- PLACE OUTDIR   (PLACE: {string.Join(", ", places.Select(p => p.Id))})");
    return 2;
}

var county = new SampleCounty(place);
county.Write(args[1]);
Console.WriteLine($"{place.Id}: {county.Landscape.Units.Count} sub-compartments, {county.Defects.Count} planted defects, seed {place.Seed}");
return 0;
