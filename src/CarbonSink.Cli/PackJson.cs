using System.Text.Json;
using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Results of checks and problems of packs as members of a JSON document.</summary>
internal static class PackJson
{
    /// <summary>Writes the results of checks.</summary>
    public static void WriteChecks(Utf8JsonWriter json, IReadOnlyList<MethodologyCheckResult> results, IReadOnlyList<LoadProblem> released)
    {
        json.WriteStartArray("methods");
        foreach (var r in results)
        {
            json.WriteStartObject();
            json.WriteString("id", r.Id);
            json.WriteString("version", r.Version);
            json.WriteString("status", r.Status);
            json.WriteString("worstParameterStatus", r.WorstParameter.ToString().ToLowerInvariant());
            json.WriteNumber("rows", r.Rows);
            json.WriteNumber("estimators", r.Estimators);
            json.WriteNumber("examples", r.Examples);
            json.WriteNumber("failingExamples", r.KnownFailing);
            json.WriteStartArray("equationsWithoutOutsideExample");
            foreach (var number in r.WithoutOutsideExample)
                json.WriteStringValue(number);
            json.WriteEndArray();
            WriteProblems(json, "problems", r.Problems);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteProblems(json, "releasedProblems", released);
    }

    /// <summary>Writes problems with their places.</summary>
    public static void WriteProblems(Utf8JsonWriter json, string name, IReadOnlyList<LoadProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (var p in problems)
        {
            json.WriteStartObject();
            json.WriteString("file", p.File);
            json.WriteNumber("line", p.Line);
            json.WriteNumber("column", p.Column);
            json.WriteString("message", p.Message);
            json.WriteString("hint", p.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
