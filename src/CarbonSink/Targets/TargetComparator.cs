namespace CarbonSink.Targets;

/// <summary>How a plan says that a value is to be met (比较词): kept as printed; how each is judged is a setting of the assessment, never of the reading.</summary>
public enum TargetComparator
{
    /// <summary>No word between name and number (保有量 8.3 万公顷).</summary>
    None,

    /// <summary>达到、达、提高到.</summary>
    Reach,

    /// <summary>以上、不低于、不少于、≥.</summary>
    AtLeast,

    /// <summary>大于、超过、高于, &gt;.</summary>
    MoreThan,

    /// <summary>以内、以下、不超过、≤.</summary>
    AtMost,

    /// <summary>低于、小于, &lt;.</summary>
    LessThan,

    /// <summary>稳定在、维持在、保持稳定.</summary>
    Stable,

    /// <summary>保持稳定，力争有所增长: stable at least, growth striven for.</summary>
    StablePlus,

    /// <summary>左右.</summary>
    Approx,

    /// <summary>进一步增加、持续提升: more than the base, no number.</summary>
    Increase,

    /// <summary>进一步下降: less than the base, no number.</summary>
    Decrease,
}

/// <summary>The words of comparators in tables and JSON.</summary>
public static class TargetComparators
{
    private static readonly string[] Words = ["none", "reach", ">=", ">", "<=", "<", "stable", "stable+", "approx", "increase", "decrease"];

    /// <summary>The comparator's word.</summary>
    public static string Word(this TargetComparator comparator) => Words[(int)comparator];

    /// <summary>The comparator of a word, or null where there is none.</summary>
    public static TargetComparator? Parse(string word) => Array.IndexOf(Words, word) is >= 0 and var at ? (TargetComparator)at : null;
}
