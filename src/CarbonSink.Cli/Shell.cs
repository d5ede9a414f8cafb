using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using CarbonSink.Store;

namespace CarbonSink.Cli;

/// <summary>Runs a command line: language, parsing, Ctrl+C, and every way a run can end as an exit status with a message.</summary>
internal static class Shell
{
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs the program on the console.</summary>
    public static int Run(string[] args)
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = new UTF8Encoding(false); // sets the console's code page; elsewhere terminals are UTF-8
        using var stdout = Console.OpenStandardOutput();
        using var stderr = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => Cancel(s, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => Cancel(s, stop));
        return Run(args, UiLanguage.Of(args, Environment.GetEnvironmentVariable, UiLanguage.OfWindows), stdout, stderr, stop.Token);
    }

    /// <summary>Runs a command line with its surroundings given.</summary>
    public static int Run(IReadOnlyList<string> args, string language, Stream stdout, TextWriter stderr, CancellationToken stop)
    {
        var root = CommandTree.Build(language, (arguments, body) => Guarded(new(arguments, args, language, stdout, stderr, stop), body));
        var parsed = CommandLineParser.Parse(root, args, Parsing);
        if (parsed.GetResult(root.Options.OfType<HelpOption>().Single()) is not null)
            return Print(stdout, output => HelpText.Write(parsed.CommandResult.Command, output, language));
        if (parsed.GetResult(root.Options.OfType<VersionOption>().Single()) is not null)
            return Print(stdout, output => output.WriteLine($"carbonsink {AssessmentRun.ProgramVersion}"));
        var invocation = new Invocation(parsed, args, language, stdout, stderr, stop);
        if (UsageErrors.Describe(parsed, language) is { } wrong)
            return Fail(invocation, ExitCode.Usage, "usage", wrong, string.Format(null, Texts.SeeHelp.In(language), HelpText.PathOf(parsed.CommandResult.Command)));
        return parsed.Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>Ends a run without a result: a JSON document on standard output where one is wanted, else a message on standard error.</summary>
    public static int Fail(Invocation invocation, int exitCode, string code, string message, string hint, params IReadOnlyList<Finding> findings)
    {
        if (invocation.Json)
            TryWrite(() => ErrorJson.Write(invocation.Stdout, code, message, hint, findings, invocation.Language));
        TryWrite(() =>
        {
            invocation.Stderr.WriteLine($"{Texts.Error.In(invocation.Language)} {code}: {message}");
            invocation.Stderr.WriteLine($"{Texts.Remedy.In(invocation.Language)}: {hint}");
        });
        return exitCode;
    }

    /// <summary>Writes a message; where the stream is full or closed, only the exit status is left to tell.</summary>
    private static bool TryWrite(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Runs the body of a command; whatever it throws becomes an exit status with a message.</summary>
    internal static int Guarded(Invocation invocation, Func<Invocation, int> body)
    {
        var language = invocation.Language;
        int FailWith(int exitCode, Finding finding) => Fail(invocation, exitCode, finding.Rule.Code, finding.Message(language), finding.Hint(language), finding);
        try
        {
            return Unwrapped(body, invocation);
        }
        catch (OperationCanceledException)
        {
            return Fail(invocation, ExitCode.Interrupted, "interrupted", Texts.Interrupted.In(language), Texts.RunAgain.In(language));
        }
        catch (UsageException e)
        {
            return Fail(invocation, ExitCode.Usage, "usage", e.Message, string.Format(null, Texts.SeeHelp.In(language), HelpText.PathOf(invocation.Arguments.CommandResult.Command)));
        }
        catch (RefusedInputException e)
        {
            return FailWith(ExitCode.Refused, e.Finding);
        }
        catch (MissingComponentException e)
        {
            return FailWith(ExitCode.Missing, e.Finding);
        }
        catch (MethodologyLoadException e)
        {
            return Fail(invocation, ExitCode.Refused, "pack", $"{Texts.BadPack.In(language)}\n{e.Message}", Texts.CorrectPack.In(language));
        }
        catch (OverflowException)
        {
            return Fail(invocation, ExitCode.Refused, "overflow", Texts.SumTooLarge.In(language), Texts.LookAtValues.In(language));
        }
        catch (OutputException e)
        {
            return FailWith(ExitCode.Failed, e.Finding);
        }
        catch (StoreUnavailableException e)
        {
            return FailWith(ExitCode.Failed, e.Finding);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(invocation, ExitCode.Failed, "io", string.Format(null, Texts.InputOutput.In(language), e.Message), Texts.CheckPlace.In(language));
        }
        catch (Exception e) // the last catch: whatever it is, the exit status and the JSON document are a contract
        {
            TryWrite(() => invocation.Stderr.WriteLine(e.StackTrace));
            return Fail(invocation, ExitCode.Failed, "internal", string.Format(null, Texts.Internal.In(language), $"{e.GetType().Name}: {e.Message}"), Texts.Report.In(language));
        }
    }

    /// <summary>Loops over several threads wrap what stopped them.</summary>
    private static int Unwrapped(Func<Invocation, int> body, Invocation invocation)
    {
        try
        {
            return body(invocation);
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions is [var first, ..])
        {
            ExceptionDispatchInfo.Throw(first);
            throw;
        }
    }

    private static int Print(Stream stdout, Action<TextWriter> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(text);
        return TryWrite(() => stdout.Write(Encoding.UTF8.GetBytes(text.ToString()))) ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>The first signal asks the run to stop and clean up; a second one ends the process at once.</summary>
    private static void Cancel(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
}
