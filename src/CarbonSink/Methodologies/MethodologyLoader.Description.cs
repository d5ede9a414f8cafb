using System.Text.Json;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Methodologies;

/// <content>What method.json says.</content>
internal sealed partial class MethodologyLoader
{
    /// <summary>Reads method.json alone.</summary>
    public MethodologyDescription Describe()
    {
        var description = Description();
        ThrowIfAny();
        return description!;
    }

    private MethodologyDescription? Description()
    {
        var file = $"{folder}/method.json";
        if (PackText.Read(Path.Combine(catalog.Folder, file), file, problems) is not { } text)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text.Text);
            var root = json.RootElement;
            var parts = folder.Split('/');
            string Text(string key) => root.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString()! : Missing(key);
            string Missing(string key)
            {
                problems.Add(new(file, 1, 1, $"lacks \"{key}\""));
                return string.Empty;
            }

            Bilingual Both(string key) => root.TryGetProperty(key, out var v) && v.TryGetProperty("zh", out var zh) && v.TryGetProperty("en", out var en) ? new(zh.GetString()!, en.GetString()!) : new(Missing(key), string.Empty);
            IReadOnlyList<string> Texts(string key) => root.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.Array ? [.. v.EnumerateArray().Select(e => e.GetString()!)] : [];
            IEnumerable<JsonElement> Items(string key) => root.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.Array ? v.EnumerateArray() : [];
            string Part(JsonElement element, string key) => element.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString()! : Missing(key);
            string OpenStatus(string word)
            {
                if (word is not ("memory" or "unknown"))
                    problems.Add(new(file, 1, 1, $"an open item is memory or unknown, not '{word}'"));
                return word;
            }

            string OpenFile(string path)
            {
                if (path.Length > 0 && !File.Exists(Path.Combine(catalog.Folder, path)))
                    problems.Add(new(file, 1, 1, $"an open item is to be written in {path}, which is not there"));
                return path;
            }

            var (id, version, status) = (Text("id"), Text("version"), Text("status"));
            if ((id, version) != (parts[1], parts[2]))
                problems.Add(new(file, 1, 1, $"says {id}/{version}, but its folder is {parts[1]}/{parts[2]}"));
            if (status is not ("draft" or "secondary" or "verified"))
                problems.Add(new(file, 1, 1, $"status '{status}' is not one of draft, secondary, verified"));
            return new(id, version, status, Both("title"), Both("label"), root.TryGetProperty("gwpSet", out var gwp) ? gwp.GetString() : null, Texts("refuses"), Texts("codes"), Texts("estimators"))
            {
                Notices = [.. Items("notices").Select(n => new Bilingual(Part(n, "zh"), Part(n, "en")))],
                Open = [.. Items("open").Select(o => new OpenItem(Part(o, "id"), Part(o, "section"), OpenStatus(Part(o, "status")), OpenFile(Part(o, "file")), new(Part(o, "zh"), Part(o, "en"))))],
                Uses = Texts("uses"),
                Programmes = Texts("programmes"),
            };
        }
        catch (InvalidOperationException)
        {
            problems.Add(new(file, 1, 1, "is not as method.json should be", "an object of texts, lists of texts and { zh, en } pairs"));
            return null;
        }
        catch (JsonException e)
        {
            problems.Add(new(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "is not JSON: " + e.Message.Split(" LineNumber", 2)[0]));
            return null;
        }
    }
}
