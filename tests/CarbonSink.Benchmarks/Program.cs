using CarbonSink.Benchmarks;

// Races whole programs against what a user would pick today, and checks that both find the same. Nothing of the peers is part of this repository.
if (args is ["smoke"])
    return SmokeRace.Run();
if (args is ["w1a", .. var rest] && Options.Read(rest) is { } options && options.TryGetValue("--layer", out var layer))
    return CountyRace.Run(layer, options.GetValueOrDefault("--peer"), int.Parse(options.GetValueOrDefault("--pairs", "5"), null), options.GetValueOrDefault("--program"));
Console.Error.WriteLine("""
    usage: CarbonSink.Benchmarks smoke
           CarbonSink.Benchmarks w1a --layer FILE.shp --peer PROGRAM [--pairs 5] [--program CarbonSink.Cli.dll]
    """);
return 2;
