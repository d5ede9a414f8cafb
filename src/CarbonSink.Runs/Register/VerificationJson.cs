using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>A verification as JSON: {ok, kind, file, trust, keyFingerprint, checks[], statement?, exportSha256?, error?}.</summary>
public static class VerificationJson
{
    /// <summary>Writes it.</summary>
    public static void Write(VerificationResult result, Stream stream, string language)
    {
        var found = result.Found;
        using var json = JsonText.Writer(stream);
        json.WriteStartObject();
        json.WriteBoolean("ok", found.IsTrue);
        json.WriteString("kind", result.Kind);
        json.WriteString("file", result.Path);
        json.WriteString("trust", Word(found.Trust));
        json.WriteString("keyFingerprint", found.KeyFingerprint);
        json.WriteStartArray("checks");
        foreach (var check in found.Checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteBoolean("ok", check.IsPassed);
            json.WriteString("text", check.Text.In(language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.ExportSha256 is { } hash)
            json.WriteString("exportSha256", hash);
        if (found.Statement is { } statement)
            WriteStatement(json, statement, language);
        if (Finding(result) is { } finding)
        {
            json.WriteStartObject("error");
            json.WriteString("code", finding.Rule.Code);
            json.WriteString("message", finding.Message(language));
            json.WriteString("hint", finding.Hint(language));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>pinned, unpinned, other key, not reached or content only.</summary>
    public static string Word(VerificationTrust trust) => trust switch
    {
        VerificationTrust.Pinned => "pinned",
        VerificationTrust.Unpinned => "unpinned",
        VerificationTrust.OtherKey => "other key",
        VerificationTrust.NotReached => "not reached",
        _ => "content only",
    };

    /// <summary>Why the answer is no; null where it is yes.</summary>
    public static Finding? Finding(VerificationResult result)
    {
        var (path, found) = (result.Path, result.Found);
        if (found.IsTrue)
            return null;
        if (found.Checks.FirstOrDefault(c => !c.IsPassed) is not { Name: "trust" } failed)
        {
            var first = found.Checks.FirstOrDefault(c => !c.IsPassed)?.Text ?? new("没有可核对的内容", "nothing to check");
            return new(VerificationFindings.NotVerified, path, null, null, null, path, first.Zh, first.En);
        }

        return new(found.Trust == VerificationTrust.OtherKey ? VerificationFindings.OtherKey : VerificationFindings.Unpinned, path, null, null, null, path, found.KeyFingerprint ?? "—");
    }

    private static void WriteStatement(Utf8JsonWriter json, CertificateStatement statement, string language)
    {
        json.WriteStartObject("statement");
        json.WriteString("kind", statement.Kind);
        json.WriteString("text", statement.Sentence.In(language));
        json.WritePropertyName("facts");
        json.WriteRawValue(statement.Facts.ToUtf8());
        JsonText.WriteTexts(json, "notices", statement.Notices.Select(n => n.In(language)));
        json.WriteEndObject();
    }
}
