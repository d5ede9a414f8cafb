using System.Globalization;
using CarbonSink.Benchmarks;

// Races whole programs against what a user would pick today, and checks that both find the same. Nothing of the peers is part of this repository.
if (args is ["smoke"])
    return SmokeRace.Run();
if (args is [var race, .. var rest] && Options.Read(rest) is { } options)
{
    string? Given(string name) => options.GetValueOrDefault(name);
    var pairs = int.Parse(Given("--pairs") ?? "5", null);
    var program = Given("--program");
    switch (race, Given("--layer"))
    {
        case ("w1a", { } layer):
            return CountyRace.Run(layer, Given("--peer"), pairs, program);
        case ("w4", _):
            return MonteCarloRace.Run(Given("--peer"), Given("--python") ?? "python3", pairs, int.Parse(Given("--draws") ?? (Given("--peer") is null ? "1000" : "10000"), null), int.Parse(Given("--strata") ?? (Given("--peer") is null ? "500" : "5000"), null));
        case ("w4-run", _):
            return MonteCarloRace.RunOurs(int.Parse(Given("--draws") ?? "10000", null), int.Parse(Given("--strata") ?? "5000", null), int.Parse(Given("--repeats") ?? "1", null));
        case ("w1b", { } layer):
            return UnitsRace.Run(layer, Given("--ogr2ogr"), Given("--sf"), pairs, program);
        case ("w1c", { } layer) when Given("--large") is { } large:
            return UnitsRace.Grow(layer, large, program);
        case ("w2a" or "w2b" or "w2c", _) when Given("--a") is { } a && (race == "w2c" || Given("--b") is not null):
            return OverlayRace.Run(race, Given("--b") is { } b ? [a, b] : [a], Given("--peer"), pairs, Given("--psql"), program, Given("--transfer"));
        case ("w3", { } layer) when Given("--raster") is { } raster:
            return ZonalRace.Run(raster, layer, Given("--peer"), pairs, double.Parse(Given("--goal") ?? "8", CultureInfo.InvariantCulture), program);
        case ("w5", _):
            return ProjectionRace.Run(Given("--peer"), pairs, Given("--python") ?? "python3", double.Parse(Given("--goal") ?? "10", CultureInfo.InvariantCulture));
        case ("w5-run", _) when Given("--inputs") is { } inputs:
            return ProjectionRace.RunOnce(inputs, Given("--proves") == "yes");
        case ("w6", _):
            return RegisterRace.Run(Given("--peer"), pairs, int.Parse(Given("--operations") ?? "10000", null), Given("--postgres"), Given("--folder"));
        case ("w6-load", _) when Given("--db") is { } db:
            return RegisterRace.Load(db);
        case ("w6-run", _) when Given("--db") is { } db:
            return RegisterRace.RunOnce(db, int.Parse(Given("--operations") ?? "10000", null), int.Parse(Given("--batch") ?? "1", null));
    }
}

Console.Error.WriteLine("""
    usage: CarbonSink.Benchmarks smoke
           CarbonSink.Benchmarks w1a --layer FILE.shp --peer PROGRAM [--pairs 5] [--program CarbonSink.Cli.dll]
           CarbonSink.Benchmarks w1b --layer FILE.shp [--ogr2ogr PROGRAM] [--sf SCRIPT.R] [--pairs 5] [--program CarbonSink.Cli.dll]
           CarbonSink.Benchmarks w1c --layer FILE.shp --large FILE.shp [--program CarbonSink.Cli.dll]
           CarbonSink.Benchmarks w2a|w2b|w2c --a FILE.shp [--b FILE.shp] --peer SCRIPT [--psql "-h … -p … DATABASE"] [--transfer FIELD] [--pairs 5] [--program CarbonSink.Cli.dll]
           CarbonSink.Benchmarks w4 [--peer SCRIPT.py] [--python PROGRAM] [--pairs 5] [--draws N] [--strata N]
           CarbonSink.Benchmarks w3 --raster FILE.tif --layer FILE.shp --peer PROGRAM [--goal 8] [--pairs 5] [--program CarbonSink.Cli.dll]
           CarbonSink.Benchmarks w5 --peer SCRIPT.py [--python python3] [--goal 10] [--pairs 5]
           CarbonSink.Benchmarks w6 --peer PROGRAM [--pairs 5] [--operations 10000] [--postgres postgres://…] [--folder FOLDER]
    """);
return 2;
