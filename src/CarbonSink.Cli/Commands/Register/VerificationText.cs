using CarbonSink.Methodologies;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Prints what a verification of a register found.</summary>
internal static class VerificationText
{
    private static readonly Bilingual Good = new("核验通过", "verified");
    private static readonly Bilingual Bad = new("核验不通过", "NOT verified");

    /// <summary>Prints it.</summary>
    /// <returns>The exit status: 1 where it is not true.</returns>
    public static int Print(Invocation invocation, VerificationResult result)
    {
        var (language, found) = (invocation.Language, result.Found);
        if (invocation.Json)
        {
            VerificationJson.Write(result, invocation.Stdout, language);
        }
        else
        {
            using var output = invocation.Text();
            output.WriteLine((found.IsTrue ? Good : Bad).In(language));
            foreach (var check in found.Checks)
                output.WriteLine($"  {(check.IsPassed ? "✓" : "✗")} {check.Name}: {check.Text.In(language)}");
        }

        if (VerificationJson.Finding(result) is not { } finding)
            return ExitCode.Done;
        invocation.Stderr.WriteLine($"{Texts.Error.In(language)} {finding.Rule.Code}: {finding.Message(language)}");
        invocation.Stderr.WriteLine($"{Texts.Remedy.In(language)}: {finding.Hint(language)}");
        return ExitCode.Refused;
    }
}
