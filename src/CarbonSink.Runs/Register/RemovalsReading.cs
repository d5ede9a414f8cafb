using System.Globalization;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>What a removals run says of a monitoring period, as facts of its step (减排量核算入账): whole tonnes by calendar year, and the hashes that lead back to every input.</summary>
public static class RemovalsReading
{
    private const string Result = "removals.json";

    /// <summary>{reportedT, vintages[]{year, t}, run, runResult{project, method, status, removals}, runInputs[]{name, sha256}}: run is the SHA-256 of manifest.json, which names every input and output.</summary>
    /// <param name="folder">Folder written by <c>removals --out</c>.</param>
    /// <param name="number">Number of the period.</param>
    /// <param name="days">Its days; null where they are not checked.</param>
    /// <param name="given">Facts given by hand: they stay, and their verifiedT or reportedT must be what the run says.</param>
    /// <exception cref="RefusedInputException">The folder is another, was changed, or the run gives nothing that may be issued, other days or another amount.</exception>
    public static CanonicalObject Facts(string folder, long number, (DateOnly From, DateOnly To)? days, CanonicalObject given)
    {
        var (manifestPath, resultPath) = (Path.Combine(folder, Manifest.FileName), Path.Combine(folder, Result));
        if (!File.Exists(manifestPath) || !File.Exists(resultPath))
            throw DataSet.Refuse(RegisterFindings.NoRun, null, folder, $"{Manifest.FileName}, {Result}");
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(manifestPath));
            using var result = JsonDocument.Parse(File.ReadAllBytes(resultPath));
            var hash = FileHash.Of(resultPath, Result).Sha256;
            if (!Files(manifest, "outputs").Any(f => f.Text("name") == Result && f.Text("sha256") == hash))
                throw DataSet.Refuse(RegisterFindings.NoRun, null, folder, $"{Result} ≠ {Manifest.FileName}");
            var (tonnes, vintages) = Period(result.RootElement, number, days);
            if ((given.IntegerOrNull("verifiedT") ?? given.IntegerOrNull("reportedT")) is { } amount && amount != tonnes)
                throw DataSet.Refuse(RegisterFindings.OtherAmount, Result, Text(amount), Text(tonnes));
            return given.With([.. Members().Where(m => !given.Has(m.Key))]);
            (string Key, object? Value)[] Members() =>
            [
                ("reportedT", tonnes), ("vintages", vintages), ("run", FileHash.Of(manifestPath, Manifest.FileName).Sha256),
                ("runResult", CanonicalObject.Of(("project", result.RootElement.GetProperty("project").GetString()), ("method", result.RootElement.GetProperty("method").GetString()), ("status", result.RootElement.GetProperty("status").GetString()), ("removals", hash))),
                ("runInputs", Files(manifest, "inputs")),
            ];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw DataSet.Refuse(RegisterFindings.NoRun, null, folder, e.Message);
        }
    }

    private static (long Tonnes, List<CanonicalObject> Vintages) Period(JsonElement result, long number, (DateOnly From, DateOnly To)? days)
    {
        RefusedInputException None(string why) => DataSet.Refuse(RegisterFindings.NotIssuable, Result, Text(number), why);
        var period = result.GetProperty("periods").EnumerateArray().FirstOrDefault(p => p.GetProperty("number").GetInt64() == number);
        if (period.ValueKind != JsonValueKind.Object)
            throw None("—");
        var (from, to) = (period.GetProperty("from").GetString(), period.GetProperty("to").GetString());
        if (days is var (first, last) && (from, to) != (Day(first), Day(last)))
            throw DataSet.Refuse(RegisterFindings.OtherDays, Result, Text(number), $"{from} – {to}", $"{Day(first)} – {Day(last)}");
        if (result.GetProperty("issuableT").ValueKind != JsonValueKind.Number || period.GetProperty("periodT").ValueKind != JsonValueKind.Number)
            throw None(string.Join("; ", result.GetProperty("whyNotIssuable").EnumerateArray().Select(w => w.GetString())));
        var vintages = period.GetProperty("years").EnumerateArray().Select(y => (Year: y.GetProperty("year").GetInt64(), T: y.GetProperty("vintageT").GetInt64())).ToList();
        var tonnes = period.GetProperty("periodT").GetInt64();
        if (tonnes <= 0 || vintages.Exists(v => v.T < 0))
            throw None(string.Join(", ", vintages.Select(v => $"{Text(v.Year)}: {Text(v.T)} t")));
        return vintages.Sum(v => v.T) == tonnes
            ? (tonnes, [.. vintages.Where(v => v.T > 0).Select(v => CanonicalObject.Of(("year", v.Year), ("t", v.T)))])
            : throw new FormatException("the years do not add up to the period");
    }

    private static CanonicalObject[] Files(JsonDocument manifest, string list) =>
        [.. manifest.RootElement.GetProperty(list).EnumerateArray().Select(f => CanonicalObject.Of(("name", f.GetProperty("name").GetString()), ("sha256", f.GetProperty("sha256").GetString())))];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
