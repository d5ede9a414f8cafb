using System.Text.Json;
using CarbonSink.Targets;

namespace CarbonSink.Runs;

/// <summary>What every document of targets says in the same keys: who a target is charged to, and where the plan states it.</summary>
internal static class CitationJson
{
    /// <summary>The key <c>departments</c>.</summary>
    public static void WriteDepartments(Utf8JsonWriter json, IReadOnlyList<PlanDepartment> departments)
    {
        json.WriteStartArray("departments");
        foreach (var department in departments)
        {
            json.WriteStartObject();
            json.WriteString("name", department.Name);
            json.WriteBoolean("leads", department.Leads);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The keys <c>citation</c>, the first place or null, and <c>citations</c>.</summary>
    public static void WriteFirstAndAll(Utf8JsonWriter json, IReadOnlyList<PlanCitation> citations)
    {
        if (citations.Count > 0)
        {
            json.WritePropertyName("citation");
            Write(json, citations[0]);
        }
        else
        {
            json.WriteNull("citation");
        }

        WriteAll(json, citations);
    }

    /// <summary>The key <c>citations</c>.</summary>
    public static void WriteAll(Utf8JsonWriter json, IReadOnlyList<PlanCitation> citations)
    {
        json.WriteStartArray("citations");
        foreach (var citation in citations)
            Write(json, citation);
        json.WriteEndArray();
    }

    /// <summary>One place.</summary>
    public static void Write(Utf8JsonWriter json, PlanCitation citation)
    {
        json.WriteStartObject();
        json.WriteString("file", citation.File);
        json.WriteNumber("line", citation.Line);
        json.WriteString("section", citation.Section);
        json.WriteString("sentence", citation.Sentence);
        json.WriteString("quote", citation.Quote);
        json.WriteEndObject();
    }
}
