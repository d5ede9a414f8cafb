using CarbonSink.Samples;

if (args is [PlotInventory.Id, var plots])
{
    Console.WriteLine(PlotInventory.Write(plots));
    return 0;
}

if (args is [ProjectSamples.Id, var projects])
{
    Console.WriteLine(ProjectSamples.Write(projects));
    return 0;
}

if (args.Length != 2 || Deliveries.All.FirstOrDefault(s => s.Id == args[0]) is not { } sample)
{
    Console.Error.WriteLine($"usage: dotnet run --project gis-samples/generator -- SAMPLE OUTDIR   (SAMPLE: {string.Join(", ", Deliveries.All.Select(s => s.Id).Append(PlotInventory.Id).Append(ProjectSamples.Id))})");
    return 2;
}

Console.WriteLine(new SampleFolder(sample, args[1]).Write());
return 0;
