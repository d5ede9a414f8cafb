namespace CarbonSink.Findings;

/// <summary>How grave a finding is: an error keeps a value out of the result, a warning changes how it may be read, an info only informs.</summary>
public enum Severity
{
    /// <summary>提示</summary>
    Info,

    /// <summary>警告</summary>
    Warning,

    /// <summary>错误</summary>
    Error,
}

/// <summary>A rule that data can break (质检规则): a stable code and its texts in Chinese and English, with {0}, {1} … for the particulars.</summary>
public sealed record FindingRule(string Code, Severity Severity, string Zh, string En, string HintZh, string HintEn);

/// <summary>One thing that is wrong or remarkable in the data (质检问题), with the record, field and value it was seen in.</summary>
/// <param name="Rule">The rule that was broken.</param>
/// <param name="File">File name without directories, or null.</param>
/// <param name="Record">0-based record number in the file, or null when the whole file is meant.</param>
/// <param name="Field">Field name, or null.</param>
/// <param name="Value">The value as read, or null.</param>
/// <param name="Arguments">Particulars that fill {0}, {1} … of the rule's texts.</param>
public sealed record Finding(FindingRule Rule, string? File, long? Record, string? Field, string? Value, params string[] Arguments)
{
    /// <summary>The message in the language asked for ("zh" or "en").</summary>
    public string Message(string language) => string.Format(null, language == "zh" ? Rule.Zh : Rule.En, Arguments);

    /// <summary>The remedy in the language asked for ("zh" or "en").</summary>
    public string Hint(string language) => string.Format(null, language == "zh" ? Rule.HintZh : Rule.HintEn, Arguments);
}
