using System.Globalization;
using System.Text.Json;

namespace CarbonSink.Runs;

/// <summary>A place in a JSON file (JSON 位置): <c>/periods[number=1]/issuedT</c>; a step may choose an element of an array by a value, by <c>[first]</c> or by <c>[last]</c>. The rows of a CSV file are an array of their own: <c>[id=forest-coverage]/valuePercent</c>.</summary>
internal static class JsonPlace
{
    /// <summary>The element there; null where nothing stands there.</summary>
    public static JsonElement? Find(JsonElement root, string place)
    {
        var at = root;
        foreach (var step in place.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? step : step[..bracket];
            if (name.Length > 0)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                    return null;
            }

            if (bracket < 0)
                continue;
            if (at.ValueKind != JsonValueKind.Array || Chosen(at, step[(bracket + 1)..].TrimEnd(']')) is not { } chosen)
                return null;
            at = chosen;
        }

        return at;
    }

    /// <summary>A scalar as text: numbers as they stand, null as nothing.</summary>
    public static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Array => element.GetArrayLength().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => element.GetRawText(),
    };

    private static JsonElement? Chosen(JsonElement array, string choice)
    {
        var count = array.GetArrayLength();
        if (count == 0)
            return null;
        if (choice == "first")
            return array[0];
        if (choice == "last")
            return array[count - 1];
        var equals = choice.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return null;
        var (key, value) = (choice[..equals], choice[(equals + 1)..]);
        var found = array.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object && i.TryGetProperty(key, out var own) && Text(own) == value).ToList();
        return found.Count > 1 ? throw SourceFolder.Refused(ReportFindings.Twice, choice, choice, choice) : found.Count == 1 ? found[0] : null;
    }
}
