namespace CarbonSink.Inventory;

/// <summary>One named township or village.</summary>
/// <param name="County">Code of its county (6 digits), or blank.</param>
/// <param name="Township">Code of the township in its county (3 digits).</param>
/// <param name="Village">Code of the village in its township (3 digits); blank for a township.</param>
/// <param name="Name">Its name.</param>
public sealed record DivisionName(string County, string Township, string Village, string Name);

/// <summary>Names of townships or of villages by code (乡镇、村名称). Immutable.</summary>
/// <param name="AreVillages">Whether the names are those of villages.</param>
/// <param name="Rows">The named divisions, codes normalised as <see cref="Codes"/> gives them.</param>
public sealed record DivisionNames(bool AreVillages, IReadOnlyList<DivisionName> Rows)
{
    /// <summary>The codes in a value: short ones get their leading zeros back (3 → 003), composed ones of 9 or 12 digits fall into county, township and village, and so do 6 digits of a village into township and village. What is no code stays as it is.</summary>
    public static DivisionName Codes(string value, bool isVillage)
    {
        var text = value.Trim();
        var code = text.Length == 0 || !text.All(char.IsAsciiDigit) ? text : text.PadLeft(3, '0');
        return (code.All(char.IsAsciiDigit) ? code.Length : 0, isVillage) switch
        {
            (9, false) => new(code[..6], code[6..], "", ""),
            (12, false) => new(code[..6], code[6..9], "", ""), // statistical codes of townships end in 000
            (12, true) => new(code[..6], code[6..9], code[9..], ""),
            (6, true) => new("", code[..3], code[3..], ""),
            (_, true) => new("", "", code, ""),
            _ => new("", code, "", ""),
        };
    }

    /// <summary>The name of a division, or null where the table has none or several that differ.</summary>
    /// <param name="value">Code of the division, short or composed.</param>
    /// <param name="county">Code of the county it lies in, used where <paramref name="value"/> does not say it and the table knows the county; may be blank.</param>
    /// <param name="township">Code of the township a village lies in, used likewise; may be blank.</param>
    public string? Find(string value, string county = "", string township = "")
    {
        var asked = Codes(value, AreVillages);
        if (AreVillages && asked.Township.Length == 0)
        {
            var outer = Codes(township, isVillage: false);
            asked = asked with { Township = outer.Township, County = asked.County.Length > 0 ? asked.County : outer.County };
        }

        var inCounty = asked.County.Length > 0 ? asked.County : county.Length >= 6 && Rows.Any(r => r.County == county[..6]) ? county[..6] : "";
        string? name = null;
        foreach (var row in Rows)
        {
            var fits = (AreVillages ? row.Village == asked.Village && (asked.Township.Length == 0 || row.Township == asked.Township) : row.Township == asked.Township)
                && (inCounty.Length == 0 || row.County.Length == 0 || row.County == inCounty);
            if (fits && name is not null && name != row.Name)
                return null;
            name = fits ? row.Name : name;
        }

        return name;
    }
}
