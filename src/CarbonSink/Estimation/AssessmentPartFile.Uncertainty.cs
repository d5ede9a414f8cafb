using System.Buffers.Binary;
using System.Text.Json;
using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <content>Uncertainty: derivatives as exact sums; the draws of each sum as base64 of 64-bit whole numbers, least byte first: 8 bytes per draw, figure and group.</content>
public static partial class AssessmentPartFile
{
    private static void WriteUncertainty(Utf8JsonWriter json, StockUncertainty uncertainty)
    {
        json.WriteStartObject("uncertainty");
        json.WritePropertyName("settings");
        JsonSerializer.Serialize(json, uncertainty.Settings, ContextOptions);
        json.WriteNumber("unitCount", uncertainty.UnitCount);
        WriteArray(json, "declared", uncertainty.Declared, WriteDeclared);
        var gradient = uncertainty.Gradient;
        json.WritePropertyName("variables");
        JsonSerializer.Serialize(json, gradient.Variables.Values, ContextOptions);
        json.WritePropertyName("correlations");
        JsonSerializer.Serialize(json, gradient.Correlations, ContextOptions);
        json.WritePropertyName("layerDerivatives");
        JsonSerializer.Serialize(json, gradient.LayerDerivatives, ContextOptions);
        json.WritePropertyName("layerVariances");
        JsonSerializer.Serialize(json, gradient.LayerVariances, ContextOptions);
        WriteArray(json, "unstated", gradient.Unstated, (w, u) =>
        {
            w.WriteString("table", u.Table);
            w.WriteString("column", u.Column);
            w.WriteStartArray("cells");
            foreach (var cell in u.Cells)
                w.WriteStringValue(cell);
            w.WriteEndArray();
            w.WriteString("carbon", u.Carbon.ToString());
        });
        json.WriteString("unstatedCarbon", gradient.UnstatedCarbon.ToString());
        WriteArray(json, "groups", gradient.Groups.OrderBy(g => g.Key, StringComparer.Ordinal), (w, g) =>
        {
            w.WriteString("key", g.Key);
            WriteSlots(w, "derivatives", g.Value, (own, sums) =>
            {
                foreach (var (name, sum) in sums.OrderBy(s => s.Key, StringComparer.Ordinal))
                    own.WriteString(name, sum.ToString());
            });
            if (uncertainty.Draws?.Groups.GetValueOrDefault(g.Key) is { } draws)
                WriteSlots(w, "draws", draws, WriteDraws);
        });
        if (uncertainty.Draws is { } all)
        {
            json.WriteNumber("drawCount", all.Draws);
            json.WriteNumber("substituted", all.Substituted);
            json.WriteBoolean("omitsGroups", all.OmitsGroups);
            WriteSlots(json, "totals", all.Totals, WriteDraws);
        }

        json.WriteEndObject();

        static void WriteDraws(Utf8JsonWriter w, long[] sums)
        {
            var bytes = new byte[sums.Length * sizeof(long)];
            for (var k = 0; k < sums.Length; k++)
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(k * sizeof(long)), sums[k]);
            w.WriteBase64String("sums", bytes);
        }
    }

    /// <summary>A declared row; degrees of freedom that are infinite are null.</summary>
    private static void WriteDeclared(Utf8JsonWriter json, DeclaredUncertainty row)
    {
        json.WriteNumber("line", row.Line);
        foreach (var (name, text) in ((string, string)[])[("table", row.Table), ("row", row.Row), ("column", row.Column), ("input", row.Input), ("group", row.Group), ("source", row.Source)])
            json.WriteString(name, text);
        json.WriteNumber("distribution", (int)row.Distribution);
        json.WriteNumber("status", (int)row.Status);
        json.WriteBoolean("shared", row.IsShared);
        foreach (var (name, number) in ((string, double?)[])[("percent95", row.Percent95), ("cvPercent", row.CvPercent), ("sd", row.Sd), ("low95", row.Interval?.Low), ("high95", row.Interval?.High), ("df", double.IsFinite(row.DegreesOfFreedom) ? row.DegreesOfFreedom : null), ("correlation", row.Correlation)])
            if (number is { } value)
                json.WriteNumber(name, value);
    }

    private static DeclaredUncertainty DeclaredOf(JsonElement e)
    {
        double? Number(string name) => e.TryGetProperty(name, out var value) ? value.GetDouble() : null;
        return new()
        {
            Line = e.GetProperty("line").GetInt32(),
            Table = Text(e, "table"),
            Row = Text(e, "row"),
            Column = Text(e, "column"),
            Input = Text(e, "input"),
            Group = Text(e, "group"),
            Source = Text(e, "source"),
            Distribution = (DistributionKind)e.GetProperty("distribution").GetInt32(),
            Status = (ParameterStatus)e.GetProperty("status").GetInt32(),
            IsShared = e.GetProperty("shared").GetBoolean(),
            Percent95 = Number("percent95"),
            CvPercent = Number("cvPercent"),
            Sd = Number("sd"),
            Interval = Number("low95") is { } low && Number("high95") is { } high ? (low, high) : null,
            DegreesOfFreedom = Number("df") ?? double.PositiveInfinity,
            Correlation = Number("correlation"),
        };
    }

    private static void WriteSlots<T>(Utf8JsonWriter json, string name, IReadOnlyDictionary<StockSlot, T> slots, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject(name);
        foreach (var (slot, value) in slots.OrderBy(s => s.Key.Figure).ThenBy(s => s.Key.Pool))
        {
            json.WriteStartObject(slot.ToString());
            write(json, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static StockUncertainty UncertaintyOf(JsonElement e)
    {
        T Of<T>(string name) => e.GetProperty(name).Deserialize<T>(ContextOptions) ?? throw new FormatException($"{name} is null");
        var groups = e.GetProperty("groups").EnumerateArray().Select(g => (Key: Text(g, "key"), Group: g)).ToArray();
        var gradient = new StockGradient
        {
            Variables = Of<RandomVariable[]>("variables").ToDictionary(v => v.Name, v => v, StringComparer.Ordinal),
            Correlations = Of<VariableCorrelation[]>("correlations"),
            LayerDerivatives = Of<Dictionary<string, Dictionary<string, double>>>("layerDerivatives").ToDictionary(d => d.Key, d => (IReadOnlyDictionary<string, double>)d.Value, StringComparer.Ordinal),
            LayerVariances = Of<Dictionary<string, double>>("layerVariances"),
            Unstated = [.. e.GetProperty("unstated").EnumerateArray().Select(u => new UnstatedUncertainty(Text(u, "table"), Text(u, "column"), Texts(u.GetProperty("cells")), Sum(u.GetProperty("carbon"))))],
            UnstatedCarbon = Sum(e.GetProperty("unstatedCarbon")),
            Groups = groups.ToDictionary(g => g.Key, g => (IReadOnlyDictionary<StockSlot, IReadOnlyDictionary<string, ExactSum>>)Slots<IReadOnlyDictionary<string, ExactSum>>(g.Group.GetProperty("derivatives"), s => s.EnumerateObject().ToDictionary(p => p.Name, p => Sum(p.Value), StringComparer.Ordinal)), StringComparer.Ordinal),
        };
        if (!e.TryGetProperty("drawCount", out var counted))
            return With(null);
        var count = counted.GetInt32();
        var draws = new StockDraws(count, Slots(e.GetProperty("totals"), Draws), groups.Where(g => g.Group.TryGetProperty("draws", out _)).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<StockSlot, long[]>)Slots(g.Group.GetProperty("draws"), Draws), StringComparer.Ordinal), e.GetProperty("substituted").GetInt64()) { OmitsGroups = e.GetProperty("omitsGroups").GetBoolean() };
        return With(draws);

        StockUncertainty With(StockDraws? drawn) => new()
        {
            Settings = Of<UncertaintySettings>("settings"),
            UnitCount = e.GetProperty("unitCount").GetInt64(),
            Declared = [.. e.GetProperty("declared").EnumerateArray().Select(DeclaredOf)],
            Gradient = gradient,
            Draws = drawn,
        };

        long[] Draws(JsonElement slot)
        {
            var bytes = slot.GetProperty("sums").GetBytesFromBase64();
            return bytes.Length == count * sizeof(long) ? [.. Enumerable.Range(0, count).Select(k => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(k * sizeof(long))))] : throw new FormatException($"{bytes.Length} bytes are not {count} draws");
        }
    }

    private static Dictionary<StockSlot, T> Slots<T>(JsonElement e, Func<JsonElement, T> read) => e.EnumerateObject().ToDictionary(s => StockSlot.Parse(s.Name), s => read(s.Value));
}
