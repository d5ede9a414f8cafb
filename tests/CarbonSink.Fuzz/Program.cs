using System.Globalization;
using CarbonSink.Fuzz;

// Reads damaged files in child processes and watches these: a crash, a hang or too much memory is a failure, and the file is kept.
if (args is ["read", var seed, var from, var to, var folder])
    return DamagedReading.Run(Number(seed), Number(from), Number(to), folder, Console.OpenStandardOutput());
if (args is ["keep", var keptSeed, var number, var place])
{
    DamagedFile.Of(Number(keptSeed), Number(number)).Write(Directory.CreateDirectory(place).FullName);
    return 0;
}

if (args is ["run", var cases, .. var rest] && rest.Length <= 2)
    return new Watch(rest.Length > 0 ? Number(rest[0]) : 1, Number(cases), Path.GetFullPath(rest.Length > 1 ? rest[1] : "fuzz-failures")).Run(Console.Out);
Console.Error.WriteLine("""
    usage: CarbonSink.Fuzz run CASES [SEED [FOLDER]]   read so many damaged files; failing ones are kept in FOLDER
           CarbonSink.Fuzz keep SEED CASE FOLDER       write one damaged file
    """);
return 2;

static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
