namespace CarbonSink.Cli;

/// <summary>The exit status of the program.</summary>
internal static class ExitCode
{
    /// <summary>Done; warnings allowed.</summary>
    public const int Done = 0;

    /// <summary>The data or a rule stops the result; findings say why.</summary>
    public const int Refused = 1;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;

    /// <summary>Something needed on this computer is missing.</summary>
    public const int Missing = 3;

    /// <summary>Input/output or internal failure.</summary>
    public const int Failed = 4;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;
}
