namespace CarbonSink.Cli;

/// <summary>The command line cannot be followed; the program ends with status 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
