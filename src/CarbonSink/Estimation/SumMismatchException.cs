namespace CarbonSink.Estimation;

/// <summary>Parts of a table do not add up to its total: a fault of the program, so no result is given.</summary>
public sealed class SumMismatchException(string message) : Exception(message);
