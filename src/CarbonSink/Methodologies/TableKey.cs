namespace CarbonSink.Methodologies;

/// <summary>How a key of a table is matched.</summary>
internal enum KeyKind
{
    Exact,
    Range,
    Linear,
}

/// <summary>A key as METHOD.md declares it: exact, a range with its closed side, or interpolated.</summary>
internal sealed record TableKey(string Name, KeyKind Kind, bool FromClosed, bool ToClosed)
{
    /// <summary>Reads <c>species; U in (from,to]; H linear</c>.</summary>
    public static IReadOnlyList<TableKey>? Parse(string text)
    {
        var keys = new List<TableKey>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
            TableKey? key = words switch
            {
                [var name] => new(name, KeyKind.Exact, true, true),
                [var name, "linear"] => new(name, KeyKind.Linear, true, true),
                [var name, "in", "(from", "to]"] => new(name, KeyKind.Range, false, true),
                [var name, "in", "[from", "to)"] => new(name, KeyKind.Range, true, false),
                [var name, "in", "[from", "to]"] => new(name, KeyKind.Range, true, true),
                _ => null,
            };
            if (key is null || keys.Exists(k => k.Name == key.Name))
                return null;
            keys.Add(key);
        }

        return keys.Count == 0 ? null : keys;
    }
}
