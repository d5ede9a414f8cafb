using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>The JSON document of a run that ended without a result: {"error":{code,message,hint},"findings":[]}.</summary>
public static class ErrorJson
{
    /// <summary>Writes the document; the stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="code">Stable code.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="hint">What to do.</param>
    /// <param name="findings">Findings that led to it.</param>
    /// <param name="language">Language of the findings' messages, "zh" or "en".</param>
    public static void Write(Stream stream, string code, string message, string hint, IEnumerable<Finding> findings, string language)
    {
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteString("hint", hint);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in findings)
            JsonText.WriteFinding(json, finding, language);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
