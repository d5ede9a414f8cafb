using CarbonSink.Findings;

namespace CarbonSink.Store;

/// <summary>The place where a register is kept cannot be used just now (存储不可用): the finding says what was written and what to do. The program ends with status 4.</summary>
public sealed class StoreUnavailableException(Finding finding, Exception? inner = null) : IOException($"{finding.Message("zh")} / {finding.Message("en")} {finding.Hint("zh")} / {finding.Hint("en")}", inner)
{
    /// <summary>What happened and what to do.</summary>
    public Finding Finding { get; } = finding;
}
