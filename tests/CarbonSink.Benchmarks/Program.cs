using CarbonSink.Benchmarks;

// Races whole programs against what a user would pick today, and checks that both find the same. Nothing of the peers is part of this repository.
if (args is ["smoke"])
    return SmokeRace.Run();
if (args is ["w1a", .. var rest] && Options.Read(rest) is { } options && options.TryGetValue("--layer", out var layer))
    return CountyRace.Run(layer, options.GetValueOrDefault("--peer"), int.Parse(options.GetValueOrDefault("--pairs", "5"), null), options.GetValueOrDefault("--program"));
if (args is ["w2a" or "w2b" or "w2c", .. var line] && Options.Read(line) is { } given && given.TryGetValue("--a", out var first) && (args[0] == "w2c" || given.ContainsKey("--b")))
    return OverlayRace.Run(args[0], given.TryGetValue("--b", out var second) ? [first, second] : [first], given.GetValueOrDefault("--peer"), int.Parse(given.GetValueOrDefault("--pairs", "5"), null), given.GetValueOrDefault("--psql"), given.GetValueOrDefault("--program"));
Console.Error.WriteLine("""
    usage: CarbonSink.Benchmarks smoke
           CarbonSink.Benchmarks w1a --layer FILE.shp --peer PROGRAM [--pairs 5] [--program CarbonSink.Cli.dll]
           CarbonSink.Benchmarks w2a|w2b|w2c --a FILE.shp [--b FILE.shp] --peer SCRIPT [--psql "-h … -p … DATABASE"] [--pairs 5] [--program CarbonSink.Cli.dll]
    """);
return 2;
