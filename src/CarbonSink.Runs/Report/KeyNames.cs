using System.Collections.Frozen;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Names of the values that an assessment groups by (分组值名称): of classes from the code table called like their key, e.g. ageGroup from codes/age-group; of species from the crosswalk of the run, of townships and villages from the tables of the data set. A value without a name stands for itself.</summary>
public sealed class KeyNames
{
    private readonly FrozenDictionary<(string Key, string Value), (Bilingual Name, int Place)> names;
    private readonly AssessmentContext context;

    private KeyNames(Dictionary<(string Key, string Value), (Bilingual Name, int Place)> names, AssessmentContext context) => (this.names, this.context) = (names.ToFrozenDictionary(), context);

    /// <summary>Reads the names for an assessment; a methodology folder that lacks its packs, as when parts of another computer are merged, gives none.</summary>
    /// <param name="folder">The methodology folder.</param>
    /// <param name="part">The assessment, which says which code tables were used.</param>
    /// <param name="methodology">The method as loaded for the run; null where there was no run.</param>
    public static KeyNames Of(string folder, AssessmentPart part, Methodology? methodology = null)
    {
        var found = new Dictionary<(string Key, string Value), (Bilingual Name, int Place)>();
        var used = part.Packs.Where(p => p.Id.StartsWith("codes/", StringComparison.Ordinal)).Select(p => $"{p.Id}@{p.Version}");
        foreach (var reference in (Attempt(() => MethodologyCatalog.Open(folder).Describe(part.Method.Id, part.Method.Version).Codes) ?? []).Concat(used).Distinct(StringComparer.Ordinal))
            Add(KeyOf(reference), Attempt(() => CodeTable.Load(folder, reference).Rows)?.Select(r => (r.Meaning, new Bilingual(r.Name, r.NameEn.Length > 0 ? r.NameEn : r.Name))) ?? []);
        foreach (var (symbol, table) in methodology?.KeyedInputs() ?? [])
            Add(methodology!.Inputs.First(i => i.Symbol == symbol).Role, table.Table.Names.Select(n => (n.Key, n.Value)));
        return new(found, part.Context);

        void Add(string key, IEnumerable<(string Value, Bilingual Name)> rows)
        {
            foreach (var (value, name) in rows)
                found.TryAdd((key, value), (name, found.Count));
        }
    }

    /// <summary>The name of a value in the language asked for.</summary>
    public string this[string key, string value, string language] => Label([key], [value], language);

    /// <summary>The names of a group's values, the outer first: a village's code means what it means in its township.</summary>
    public string Label(IReadOnlyList<string> keys, IReadOnlyList<string> values, string language) => string.Join(" · ", keys.Select((key, i) =>
        values[i].Length == 0 ? (key == "landClass" ? ReportTexts.NoClass : ReportTexts.Blank).In(language)
        : context.NameOf(keys, values, i) ?? (names.TryGetValue((key, values[i]), out var known) ? known.Name.In(language) : values[i])));

    /// <summary>The place of a value in its code table; null where no table orders the key.</summary>
    public int? Place(string key, string value) => names.TryGetValue((key, value), out var known) && key != "species" ? known.Place : null;

    private static T? Attempt<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (MethodologyLoadException)
        {
            return null; // names only: the assessment stands without them
        }
    }

    /// <summary>land-class of codes/land-class@1 becomes landClass.</summary>
    private static string KeyOf(string reference)
    {
        var words = reference["codes/".Length..reference.LastIndexOf('@')].Split('-', StringSplitOptions.RemoveEmptyEntries);
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
