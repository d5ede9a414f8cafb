using System.Text.Encodings.Web;
using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Cli;

/// <summary>How the commands on packs answer: one JSON document, or a table on the terminal.</summary>
internal static class PackListing
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    private static readonly Bilingual Sound = new("{0}/{1}：没有问题", "{0}/{1}: no problems");

    /// <summary>A text column.</summary>
    public static ReportColumn Column(string key, string zh, string? en = null) => new(key, zh, en ?? zh, "", ReportColumnKind.Text);

    /// <summary>The document begun, where JSON is wanted; null otherwise.</summary>
    public static Utf8JsonWriter? Document(Invocation invocation)
    {
        if (!invocation.Json)
            return null;
        var json = new Utf8JsonWriter(invocation.Stdout, Options);
        json.WriteStartObject();
        return json;
    }

    /// <summary>Ends the document, or prints the table.</summary>
    public static void End(Utf8JsonWriter? json, Invocation invocation, ReportTable? table = null)
    {
        if (json is not null)
        {
            json.WriteEndObject();
            json.Flush();
            invocation.Stdout.WriteByte((byte)'\n');
        }
        else if (table is not null)
        {
            using var output = invocation.Text();
            ConsoleTable.Write(output, table, invocation.Language, int.MaxValue);
        }
    }

    /// <summary>Tells what is wrong with each of some packs, as a list of this name where JSON is wanted.</summary>
    /// <returns>Refused where something is wrong.</returns>
    public static int Checked(Invocation invocation, string name, IReadOnlyList<(string Id, string Version, IReadOnlyList<LoadProblem> Problems)> results)
    {
        using var json = Document(invocation);
        if (json is null)
        {
            using var output = invocation.Text();
            foreach (var (id, version, problems) in results)
            {
                output.WriteLine(problems.Count == 0 ? string.Format(null, Sound.In(invocation.Language), id, version) : $"{id}/{version}");
                foreach (var problem in problems)
                    output.WriteLine($"  {problem}");
            }
        }
        else
        {
            json.WriteStartArray(name);
            foreach (var (id, version, problems) in results)
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("version", version);
                json.WriteStartArray("problems");
                foreach (var problem in problems)
                    json.WriteStringValue(problem.ToString());
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            End(json, invocation);
        }

        return results.All(r => r.Problems.Count == 0) ? ExitCode.Done : ExitCode.Refused;
    }
}
