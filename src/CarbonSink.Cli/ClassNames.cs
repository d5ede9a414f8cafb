using CarbonSink.Methodologies;

namespace CarbonSink.Cli;

/// <summary>Names of the classes that a method counts by (地类名称), from the code tables its method.json names; a class without a name keeps its code.</summary>
internal sealed class ClassNames
{
    private readonly Dictionary<string, Bilingual> names = new(StringComparer.Ordinal);

    private ClassNames()
    {
    }

    /// <summary>Reads the names for a method; a methodology folder without it, as when parts of another computer are merged, gives none.</summary>
    public static ClassNames Of(string methodology, string id, string version)
    {
        var result = new ClassNames();
        try
        {
            foreach (var table in MethodologyCatalog.Open(methodology).Describe(id, version).Codes.Select(c => CodeTable.Load(methodology, c)))
                foreach (var row in table.Rows)
                    result.names.TryAdd(row.Code, new(row.Name, row.NameEn));
        }
        catch (MethodologyLoadException)
        {
            return new();
        }

        return result;
    }

    /// <summary>The name of a class in the language asked for.</summary>
    public string this[string code, string language] => code.Length == 0 ? Texts.NoClass.In(language) : names.TryGetValue(code, out var name) ? name.In(language) : code;
}
