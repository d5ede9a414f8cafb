namespace CarbonSink.Findings;

/// <summary>Input of which nothing may be used (拒绝读取): the finding names the file, the place and the remedy.</summary>
public sealed class RefusedInputException(Finding finding, Exception? inner = null) : Exception(finding.Message("en"), inner)
{
    /// <summary>What is wrong and how to put it right.</summary>
    public Finding Finding { get; } = finding;
}
