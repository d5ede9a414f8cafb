using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>Results cannot be written (输出失败); the finding names the place, the cause and the remedy. The program ends with status 4.</summary>
public sealed class OutputException(FindingRule rule, Exception? inner, params string[] arguments) : Exception(new Finding(rule, null, null, null, null, arguments).Message("en"), inner)
{
    /// <summary>What is wrong and how to put it right.</summary>
    public Finding Finding { get; } = new(rule, null, null, null, null, arguments);

    /// <summary>Runs an action and turns its input/output errors into <see cref="OutputFindings.Unwritable"/> of a place.</summary>
    internal static T At<T>(string place, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(OutputFindings.Unwritable, e, place, e.Message);
        }
    }
}
