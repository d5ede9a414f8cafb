namespace CarbonSink.Register;

/// <summary>A step while its conditions are asked one after another: what they see, and what they note in the rows and the outcome.</summary>
internal sealed class StepCheck(LifecycleRequest request, WorkingCalendar calendar)
{
    private readonly Dictionary<string, object?> project = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> period = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> outcome = new(StringComparer.Ordinal);
    private IReadOnlyList<OverlapFinding>? overlaps;

    public LifecycleRequest Request => request;

    public WorkingCalendar Calendar => calendar;

    /// <summary>The row that is asked.</summary>
    public required LifecycleRule Rule { get; set; }

    public string Owner => request.Project.Text("owner");

    /// <summary>Rows that the step puts beside project and period.</summary>
    public List<(string Kind, string Id, CanonicalObject Row)> Further { get; } = [];

    /// <summary>Overlaps, asked for once.</summary>
    public IReadOnlyList<OverlapFinding> Overlaps => overlaps ??= request.Overlaps();

    public bool AskedOverlaps => overlaps is not null;

    public RefusedRequestException Refuse(string zh, string en) => new(Rule.Name, Rule.Cited, zh, en);

    /// <summary>A word that the step says; null where it does not.</summary>
    public string? Word(string key) => Request.Facts.TextOrNull(key);

    /// <summary>What was declared; an owner may have declared it when the project was drafted; null where nothing was.</summary>
    public bool? Declared(string key) => Truth(Request.Facts, key) ?? (Request.Period is null && Rule.Roles is [RegisterRole.Owner] ? Truth(Request.Project.ObjectOrEmpty("facts"), key) : null);

    /// <summary>A whole number of at least 0.</summary>
    public long Amount(string key)
    {
        long? read;
        try
        {
            read = Request.Facts.IntegerOrNull(key);
        }
        catch (FormatException)
        {
            throw Refuse($"{key} 不是整数", $"{key} is no whole number");
        }

        return read is { } amount && amount >= 0 ? amount : throw Refuse(read is null ? $"没有给出 {key}（整数）" : $"{key} 为 {read}，不得小于 0", read is null ? $"{key} is not given (a whole number)" : $"{key} is {read}, less than 0");
    }

    public DateOnly? Day(CanonicalObject of, string key)
    {
        try
        {
            return of.DateOrNull(key);
        }
        catch (FormatException)
        {
            throw Refuse($"{key} 不是日期（yyyy-MM-dd）", $"{key} is no day (yyyy-MM-dd)");
        }
    }

    public void NoteProject(string key, object? value) => project[key] = value;

    public void NotePeriod(string key, object? value) => period[key] = value;

    public void Note(string key, object? value) => outcome[key] = value;

    /// <summary>In the row of the step's own subject.</summary>
    public void NoteOwn(string key, object? value) => (Request.Period is null ? project : period)[key] = value;

    public CanonicalObject ProjectRow(params (string, object?)[] more) => request.Project.With([.. project.Select(p => (p.Key, p.Value)), .. more]);

    public CanonicalObject PeriodRow(params (string, object?)[] more) => request.Period!.With([.. period.Select(p => (p.Key, p.Value)), .. more]);

    public CanonicalObject Outcome(params (string, object?)[] more) => CanonicalObject.Of([.. outcome.Select(p => (p.Key, p.Value)), .. more]);

    private static bool? Truth(CanonicalObject facts, string key) => facts.Has(key) ? facts.Flag(key) : null;
}
