namespace CarbonSink.Findings;

/// <summary>Something that the work needs is not on this computer (缺少组件): the finding says what, and how to get it. The program ends with status 3.</summary>
public sealed class MissingComponentException(Finding finding, Exception? inner = null) : Exception(finding.Message("en"), inner)
{
    /// <summary>What is missing and how to get it.</summary>
    public Finding Finding { get; } = finding;
}
