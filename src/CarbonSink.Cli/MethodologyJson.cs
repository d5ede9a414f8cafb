using System.Text.Json;
using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Methods and their checks as members of a JSON document.</summary>
internal static class MethodologyJson
{
    /// <summary>Writes a method: inputs, tables, equations, outputs.</summary>
    public static void Write(Utf8JsonWriter json, Methodology methodology, string language)
    {
        var d = methodology.Description;
        Write(json, ("id", d.Id), ("version", d.Version), ("status", d.Status), ("title", d.Title.In(language)), ("label", d.Label.In(language)), ("gwpSet", d.GwpSet));
        Array(json, "inputs", methodology.Inputs, i => Write(json, ("symbol", i.Symbol), ("set", i.Set), ("unit", i.Unit), ("role", i.Role), ("name", i.Name.In(language))));
        Array(json, "tables", methodology.Tables, t =>
        {
            Write(json, ("name", t.Name), ("reference", t.Table.Reference), ("worstStatus", t.Table.WorstStatus.ToString().ToLowerInvariant()));
            json.WriteNumber("rows", t.Table.Rows.Count);
            json.WriteBoolean("chosenByRun", t.ChosenByRun);
        });
        Array(json, "equations", methodology.Equations, e => Write(json, ("number", e.Number), ("symbol", e.SymbolName), ("over", e.Over), ("unit", e.UnitText), ("pool", e.PoolText), ("when", e.When), ("formula", e.Formula), ("source", e.Source), ("locator", e.Locator)));
        Array(json, "outputs", methodology.Outputs, o => Write(json, ("symbol", o.Symbol), ("as", o.As), ("unit", o.Unit)));
        WriteProblems(json, "problems", []);
    }

    /// <summary>Writes the results of checks.</summary>
    public static void WriteChecks(Utf8JsonWriter json, IReadOnlyList<MethodologyCheckResult> results, IReadOnlyList<LoadProblem> released)
    {
        Array(json, "methods", results, r =>
        {
            Write(json, ("id", r.Id), ("version", r.Version), ("status", r.Status), ("worstParameterStatus", r.WorstParameter.ToString().ToLowerInvariant()));
            json.WriteNumber("rows", r.Rows);
            json.WriteNumber("estimators", r.Estimators);
            json.WriteNumber("examples", r.Examples);
            json.WriteNumber("failingExamples", r.KnownFailing);
            WriteProblems(json, "problems", r.Problems);
        });
        WriteProblems(json, "releasedProblems", released);
    }

    /// <summary>Writes problems with their places.</summary>
    public static void WriteProblems(Utf8JsonWriter json, string name, IReadOnlyList<LoadProblem> problems) => Array(json, name, problems, p =>
    {
        Write(json, ("file", p.File));
        json.WriteNumber("line", p.Line);
        json.WriteNumber("column", p.Column);
        Write(json, ("message", p.Message), ("hint", p.Hint));
    });

    private static void Write(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        foreach (var (name, value) in members)
            json.WriteString(name, value);
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
