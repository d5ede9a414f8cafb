namespace CarbonSink.Methodologies;

/// <summary>How far a parameter can be trusted (参数状态), best to worst: a result carries the worst status of what it used.</summary>
public enum ParameterStatus : byte
{
    /// <summary>Came with the data set or was chosen by the user: does not lower a result.</summary>
    Declared,

    /// <summary>The official text or the original author's own table was read.</summary>
    Verified,

    /// <summary>Read in a secondary source that quotes it.</summary>
    Secondary,

    /// <summary>Computed from other rows; carries the worst status of its inputs where that is worse.</summary>
    Derived,

    /// <summary>From memory, to be re-keyed from the document before release.</summary>
    Memory,

    /// <summary>Sources disagree or the value is implausible: not evaluated.</summary>
    Conflict,
}
