using System.Globalization;
using System.Text;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Register;

/// <summary>Reads register.json strictly: the canonical form's keys and values, and no key that is not known.</summary>
internal static class ProgrammeFile
{
    private static readonly string[] Keys = ["id", "version", "status", "title", "unitClass", "unit", "mirror", "notices", "transferBy", "accountClasses", "methodologies", "retirementReasons", "tiers", "crossBorder", "compensation"];
    private static readonly string[] ItemKeys = ["id", "article", "zh", "en", "source", "status", "from", "to", "classes", "allowed", "reason"];

    /// <summary>Null where it is wrong.</summary>
    public static ProgrammeRules? Read(string text, List<LoadProblem> problems)
    {
        try
        {
            var json = CanonicalObject.Parse(Encoding.UTF8.GetBytes(PackText.Of(ProgrammeRules.FileName, text).Text));
            Known(json, Keys);
            var items = new List<ProgrammeItem>();
            List<CanonicalObject> Items(string kind)
            {
                List<CanonicalObject> read = [.. json.Objects(kind)];
                foreach (var item in read)
                {
                    if (items.Exists(i => i.Kind == kind && i.Id == item.Text("id")))
                        throw new FormatException($"{kind} has \"{item.Text("id")}\" twice");
                    items.Add(Item(kind, item));
                }

                return read;
            }

            var classes = Items("accountClasses").ConvertAll(c => c.Text("id"));
            if (classes.Count == 0)
                throw new FormatException("\"accountClasses\" is empty: nobody could hold a unit");
            var methodologies = Items("methodologies").ConvertAll(Methodology);
            var reasons = Items("retirementReasons").ConvertAll(r => r.Text("id"));
            var tiers = Items("tiers").ConvertAll(t => (Tier: Number(t.Text("id")), Classes: t.Texts("classes")));
            if (!tiers.Select(t => t.Tier).SequenceEqual(Enumerable.Range(0, tiers.Count)))
                throw new FormatException("\"tiers\" have not the ids 0 (open from the beginning), 1, 2, …");
            if (tiers.SelectMany(t => t.Classes).FirstOrDefault(c => !classes.Contains(c)) is { } stranger)
                throw new FormatException($"\"tiers\" names '{stranger}', which is no account class");
            var border = json.Object("crossBorder");
            items.Add(Item("crossBorder", border.With(("id", "crossBorder"))));
            var compensation = json.Has("compensation") ? Item("compensation", json.Object("compensation").With(("id", "compensation"))) : null;
            if (compensation is not null)
                items.Add(compensation);
            return new()
            {
                Id = json.Text("id"),
                Version = json.Text("version"),
                Title = Text(json.Object("title")),
                UnitClass = json.Text("unitClass"),
                Unit = json.Text("unit"),
                IsMirror = json.Flag("mirror"),
                Notices = json.Objects("notices") is { Count: > 0 } notices ? [.. notices.Select(Text)] : throw new FormatException("\"notices\" is empty: every statement says whose units these are"),
                AccountClasses = classes,
                TransferBy = [.. json.Texts("transferBy").Select(Role)],
                RetirementReasons = [.. items.Where(i => i.Kind == "retirementReasons").Select(i => (i.Id, i.Cited, i.Text))],
                Status = Status(json),
                Items = items,
                Methodologies = methodologies,
                Tiers = tiers,
                AllowsCrossBorder = border.Flag("allowed"),
                Compensation = compensation?.Text,
            };
        }
        catch (FormatException e)
        {
            problems.Add(new(ProgrammeRules.FileName, 1, 1, e.Message, "see methodology/programmes/ccer-2023/1/register.json"));
            return null;
        }
    }

    private static ProgrammeItem Item(string kind, CanonicalObject item)
    {
        Known(item, ItemKeys);
        return new(kind, item.Text("id"), item.Text("article"), Text(item), item.Text("source"), Status(item));
    }

    /// <summary>A methodology whose first day is not known says why.</summary>
    private static (string Id, DateOnly? From, DateOnly? To) Methodology(CanonicalObject item) =>
        item.Has("from") || item.Has("reason") ? (item.Text("id"), item.DateOrNull("from"), item.DateOrNull("to")) : throw new FormatException($"methodology \"{item.Text("id")}\" has neither \"from\" nor the reason why it is not known");

    private static Bilingual Text(CanonicalObject item) => item.Text("zh").Length > 0 && item.Text("en").Length > 0 ? new(item.Text("zh"), item.Text("en")) : throw new FormatException("\"zh\" or \"en\" is blank");

    private static RegisterRole Role(string word) => Enum.TryParse<RegisterRole>(word, true, out var role) && word.All(char.IsAsciiLetterLower) ? role : throw new FormatException($"'{word}' is no role");

    private static ParameterStatus Status(CanonicalObject item) =>
        Enum.TryParse<ParameterStatus>(item.Text("status"), true, out var status) && item.Text("status").All(char.IsAsciiLetterLower) ? status : throw new FormatException($"'{item.Text("status")}' is no status");

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static void Known(CanonicalObject item, string[] keys)
    {
        foreach (var key in item.Keys.Where(k => !keys.Contains(k)))
            throw new FormatException($"\"{key}\" is not known");
    }
}
