using System.Text.Encodings.Web;
using System.Text.Json;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>The file of an <see cref="AssessmentPart"/> (分区结果文件): JSON, UTF-8 without BOM, exact sums as the hexadecimal text of <see cref="ExactSum"/>. The same part gives the same bytes.</summary>
public static partial class AssessmentPartFile
{
    /// <summary>Text at the head of every part file.</summary>
    public const string Mark = "carbonsink-assessment-part";

    private const string Format = Mark + "/2";

    private static readonly JsonSerializerOptions ContextOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Writes a part.</summary>
    public static void Write(AssessmentPart part, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, WriterOptions);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("programVersion", part.ProgramVersion);
        json.WriteNumber("recordsFrom", part.Records.From);
        json.WriteNumber("recordsTo", part.Records.To);
        json.WriteNumber("recordsInLayer", part.RecordsInLayer);
        json.WriteNumber("readCount", part.ReadCount);
        json.WriteNumber("rejectedCount", part.RejectedCount);
        WriteArray(json, "inputs", part.Inputs, (w, i) =>
        {
            w.WriteString("name", i.Name);
            w.WriteString("sha256", i.Sha256);
            w.WriteNumber("bytes", i.Bytes);
        });
        json.WriteStartObject("method");
        json.WriteString("id", part.Method.Id);
        json.WriteString("version", part.Method.Version);
        json.WriteString("labelZh", part.Method.LabelZh);
        json.WriteString("labelEn", part.Method.LabelEn);
        json.WriteString("gwpSet", part.Method.GwpSet);
        json.WriteEndObject();
        WriteArray(json, "packs", part.Packs, (w, p) =>
        {
            w.WriteString("id", p.Id);
            w.WriteString("version", p.Version);
            w.WriteString("status", p.Status);
            w.WriteString("sha256", p.Sha256);
        });
        json.WriteStartObject("options");
        foreach (var (name, value) in part.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WritePropertyName("context");
        JsonSerializer.Serialize(json, part.Context, ContextOptions);
        WriteStock(json, part.Assessment);
        WriteImpacts(json, part);
        if (part.Uncertainty is { } uncertainty)
            WriteUncertainty(json, uncertainty);
        WriteFindings(json, part);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a part and proves its sums.</summary>
    /// <param name="stream">The file's bytes.</param>
    /// <param name="name">What to call the part in messages, normally the file's name.</param>
    /// <exception cref="RefusedInputException">The file is not a part, is damaged, or its sums do not hold.</exception>
    public static AssessmentPart Read(Stream stream, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            var part = PartOf(document.RootElement, name);
            part.CheckSums();
            return part;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException or SumMismatchException)
        {
            throw new RefusedInputException(new(PartFindings.Unreadable, name, null, null, null, name, e.Message), e);
        }
    }

    private static AssessmentPart PartOf(JsonElement root, string name)
    {
        if (Text(root, "format") is var format && format != Format)
            throw new FormatException($"format is \"{format}\", not \"{Format}\"");
        var method = root.GetProperty("method");
        var findings = root.GetProperty("findings");
        var rules = findings.GetProperty("rules").EnumerateArray().ToDictionary(r => Text(r, "code"), RuleOf, StringComparer.Ordinal);
        var log = new FindingLog(findings.GetProperty("listedPerRule").GetInt32());
        foreach (var entry in findings.GetProperty("records").EnumerateArray())
        {
            var rule = rules[Text(entry, "code")];
            log.Restore(rule, entry.GetProperty("count").GetInt64(), entry.GetProperty("listed").EnumerateArray().Select(f => FindingOf(f, rules)));
        }

        return new()
        {
            Name = name,
            ProgramVersion = Text(root, "programVersion"),
            Inputs = [.. root.GetProperty("inputs").EnumerateArray().Select(i => new FileDigest(Text(i, "name"), Text(i, "sha256"), i.GetProperty("bytes").GetInt64()))],
            Method = new(Text(method, "id"), Text(method, "version"), Text(method, "labelZh"), Text(method, "labelEn"), method.GetProperty("gwpSet").GetString()),
            Packs = [.. root.GetProperty("packs").EnumerateArray().Select(p => new PackReference(Text(p, "id"), Text(p, "version"), Text(p, "status"), Text(p, "sha256")))],
            Options = root.GetProperty("options").EnumerateObject().ToDictionary(o => o.Name, o => o.Value.GetString() ?? "", StringComparer.Ordinal),
            Records = new(root.GetProperty("recordsFrom").GetInt64(), root.GetProperty("recordsTo").GetInt64()),
            RecordsInLayer = root.GetProperty("recordsInLayer").GetInt64(),
            ReadCount = root.GetProperty("readCount").GetInt64(),
            RejectedCount = root.GetProperty("rejectedCount").GetInt64(),
            Context = root.GetProperty("context").Deserialize<AssessmentContext>(ContextOptions) ?? throw new FormatException("context is null"),
            Assessment = StockOf(root),
            Impacts = ImpactsOf(root.GetProperty("impacts")),
            Uncertainty = root.TryGetProperty("uncertainty", out var uncertainty) ? UncertaintyOf(uncertainty) : null,
            Comparisons = [.. root.GetProperty("comparisons").EnumerateArray().Select(c => new RecordedComparison(Text(c, "figure"), Text(c, "unit"), c.GetProperty("recordCount").GetInt64(), Sum(c.GetProperty("recorded")), Sum(c.GetProperty("computed"))))],
            RecordFindings = log,
            DataSetFindings = [.. findings.GetProperty("dataSet").EnumerateArray().Select(f => FindingOf(f, rules))],
        };
    }

    private static void WriteStock(Utf8JsonWriter json, StockAssessment stock)
    {
        json.WriteStartArray("keys");
        foreach (var key in stock.KeyNames)
            json.WriteStringValue(key);
        json.WriteEndArray();
        json.WriteStartObject("total");
        WriteGroup(json, stock.Total);
        json.WriteEndObject();
        WriteArray(json, "groups", stock.Groups, WriteGroup);
        WriteArray(json, "notEstimated", stock.NotEstimated, (w, e) =>
        {
            w.WriteString("landClass", e.LandClass);
            WriteCause(w, e.Cause);
            if (e.Cause.Technical is { } technical)
            {
                w.WriteStartObject("technical");
                WriteCause(w, technical);
                w.WriteEndObject();
            }

            w.WriteNumber("recordCount", e.RecordCount);
            w.WriteString("areaHa", e.AreaHa.ToString());
        });
        WriteArray(json, "landClasses", stock.LandClasses, (w, c) =>
        {
            w.WriteString("landClass", c.LandClass);
            w.WriteNumber("recordCount", c.RecordCount);
            w.WriteString("areaHa", c.AreaHa.ToString());
            w.WriteNumber("status", (int)c.Status);
        });
    }

    private static StockAssessment StockOf(JsonElement root)
    {
        var keys = Texts(root.GetProperty("keys"));
        var groups = root.GetProperty("groups").EnumerateArray().Select(GroupOf).ToArray();
        if (Array.Exists(groups, g => g.Key.Count != keys.Length))
            throw new FormatException("a group's key has another length than keys");
        return new(keys, groups, GroupOf(root.GetProperty("total")), root.GetProperty("notEstimated").EnumerateArray().Select(e =>
            new NotEstimated(Text(e, "landClass"), CauseOf(e) with { Technical = e.TryGetProperty("technical", out var technical) ? CauseOf(technical) : null }, e.GetProperty("recordCount").GetInt64(), Sum(e.GetProperty("areaHa")))),
            root.GetProperty("landClasses").EnumerateArray().Select(c => new LandClassArea(Text(c, "landClass"), c.GetProperty("recordCount").GetInt64(), Sum(c.GetProperty("areaHa")), StatusOf(c, "status"))));
    }

    private static void WriteCause(Utf8JsonWriter json, Cause cause)
    {
        json.WriteString("code", cause.Code);
        json.WriteString("zh", cause.Zh);
        json.WriteString("en", cause.En);
    }

    private static Cause CauseOf(JsonElement e) => new(Text(e, "code"), Text(e, "zh"), Text(e, "en"));

    private static void WriteGroup(Utf8JsonWriter json, StockGroup group)
    {
        json.WriteStartArray("key");
        foreach (var part in group.Key)
            json.WriteStringValue(part);
        json.WriteEndArray();
        json.WriteNumber("recordCount", group.RecordCount);
        json.WriteNumber("estimatedCount", group.EstimatedCount);
        json.WriteNumber("extrapolatedCount", group.ExtrapolatedCount);
        json.WriteNumber("worstStatus", (int)group.WorstStatus);
        foreach (var figure in StockFigures.All)
        {
            if (group[figure] is { } sum)
                json.WriteString(figure.Key(), sum.ToString());
        }

        WriteArray(json, "pools", group.Pools, (w, p) =>
        {
            w.WriteString("pool", CarbonPools.Name(p.Pool));
            w.WriteNumber("recordCount", p.RecordCount);
            w.WriteString("biomassT", p.BiomassT?.ToString());
            w.WriteString("carbonTC", p.CarbonTC?.ToString());
        });
    }

    private static StockGroup GroupOf(JsonElement element)
    {
        var group = new StockGroup(Texts(element.GetProperty("key")))
        {
            RecordCount = element.GetProperty("recordCount").GetInt64(),
            EstimatedCount = element.GetProperty("estimatedCount").GetInt64(),
            ExtrapolatedCount = element.GetProperty("extrapolatedCount").GetInt64(),
            WorstStatus = StatusOf(element, "worstStatus"),
        };
        foreach (var figure in StockFigures.All)
        {
            if (element.TryGetProperty(figure.Key(), out var sum))
                group.Add(figure, Sum(sum));
        }

        foreach (var stock in element.GetProperty("pools").EnumerateArray())
        {
            if (!CarbonPools.TryParse(Text(stock, "pool"), out var pool))
                throw new FormatException($"pool {Text(stock, "pool")} is unknown");
            group.AddPool(new(pool, OptionalSum(stock.GetProperty("biomassT")), OptionalSum(stock.GetProperty("carbonTC"))) { RecordCount = stock.GetProperty("recordCount").GetInt64() });
        }

        return group;
    }

    private static ParameterStatus StatusOf(JsonElement element, string name) =>
        (ParameterStatus)element.GetProperty(name).GetByte() is var status && Enum.IsDefined(status) ? status : throw new FormatException($"{name} {status} is unknown");

    private static void WriteFindings(Utf8JsonWriter json, AssessmentPart part)
    {
        var listed = part.RecordFindings.Findings.ToLookup(f => f.Rule.Code, StringComparer.Ordinal);
        var rules = part.RecordFindings.Counts.Select(c => c.Rule).Concat(part.DataSetFindings.Select(f => f.Rule)).DistinctBy(r => r.Code).OrderBy(r => r.Code, StringComparer.Ordinal);
        json.WriteStartObject("findings");
        json.WriteNumber("listedPerRule", part.RecordFindings.KeepPerRule);
        WriteArray(json, "rules", rules, (w, r) =>
        {
            w.WriteString("code", r.Code);
            w.WriteNumber("severity", (int)r.Severity);
            w.WriteString("zh", r.Zh);
            w.WriteString("en", r.En);
            w.WriteString("hintZh", r.HintZh);
            w.WriteString("hintEn", r.HintEn);
        });
        WriteArray(json, "records", part.RecordFindings.Counts, (w, c) =>
        {
            w.WriteString("code", c.Rule.Code);
            w.WriteNumber("count", c.Count);
            WriteArray(w, "listed", listed[c.Rule.Code], WriteFinding);
        });
        WriteArray(json, "dataSet", part.DataSetFindings, WriteFinding);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("code", finding.Rule.Code);
        json.WriteString("file", finding.File);
        if (finding.Record is { } record)
            json.WriteNumber("record", record);
        json.WriteString("field", finding.Field);
        json.WriteString("value", finding.Value);
        json.WriteStartArray("arguments");
        foreach (var argument in finding.Arguments)
            json.WriteStringValue(argument);
        json.WriteEndArray();
    }

    private static Finding FindingOf(JsonElement e, Dictionary<string, FindingRule> rules) => new(
        rules[Text(e, "code")],
        e.GetProperty("file").GetString(),
        e.TryGetProperty("record", out var record) ? record.GetInt64() : null,
        e.GetProperty("field").GetString(),
        e.GetProperty("value").GetString(),
        Texts(e.GetProperty("arguments")));

    private static FindingRule RuleOf(JsonElement e) =>
        new(Text(e, "code"), (Severity)e.GetProperty("severity").GetInt32(), Text(e, "zh"), Text(e, "en"), Text(e, "hintZh"), Text(e, "hintEn"));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString() ?? throw new FormatException("null in a list of texts"))];

    private static ExactSum Sum(JsonElement element) => ExactSum.TryParse(element.GetString(), out var sum) ? sum : throw new FormatException($"\"{element}\" is not an exact sum");

    private static ExactSum? OptionalSum(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : Sum(element);

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
