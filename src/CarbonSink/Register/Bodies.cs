namespace CarbonSink.Register;

/// <summary>Which actors are one body (同一机构): the same id, the same organisation in their details, or the same name.</summary>
internal static class Bodies
{
    /// <summary>Whether two actors are one body.</summary>
    public static bool Same(IRegisterReading state, string a, string b) => Keys(state, a).Intersect(Keys(state, b), StringComparer.Ordinal).Any() || (Name(state, a) is { } name && name == Name(state, b));

    /// <summary>Whether an actor is meant by a word: its id, its organisation or its name.</summary>
    public static bool Means(IRegisterReading state, string word, string actor) => Keys(state, word).Append(Organisation(word)).Intersect(Keys(state, actor), StringComparer.Ordinal).Any() || word.Trim() == Name(state, actor) || (Name(state, word) is { } name && name == Name(state, actor));

    /// <summary>Ids under which a body is known: the actor's, and its organisation's after "org:".</summary>
    public static IReadOnlyList<string> Keys(IRegisterReading state, string actor) =>
        state.Row(Rows.Actor, actor)?.ObjectOrEmpty("details").TextOrNull("organisation") is { } organisation && organisation.Trim().Length > 0 ? [actor, Organisation(organisation)] : [actor];

    /// <summary>Ids of rows under which a body may be looked for by a word: its name, and its organisation after "org:".</summary>
    public static IReadOnlyList<string> Words(string word) => [word.Trim(), Organisation(word)];

    /// <summary>All words by which an actor's row may be meant.</summary>
    public static IReadOnlyList<string> WordsOf(CanonicalObject actor) =>
        [.. ((string[])[actor.Text("name").Trim(), .. actor.ObjectOrEmpty("details").TextOrNull("organisation") is { } organisation && organisation.Trim().Length > 0 ? [Organisation(organisation)] : Array.Empty<string>()]).Where(w => w.Length > 0)];

    private static string Organisation(string id) => "org:" + id.Trim().ToUpperInvariant();

    private static string? Name(IRegisterReading state, string actor) => state.Row(Rows.Actor, actor)?.TextOrNull("name")?.Trim() is { Length: > 0 } name ? name : null;
}
