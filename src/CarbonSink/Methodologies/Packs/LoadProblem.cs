namespace CarbonSink.Methodologies;

/// <summary>One thing wrong in a pack, with its place and remedy.</summary>
/// <param name="File">Path relative to the methodology folder.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, counted in characters.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do, or empty.</param>
public sealed record LoadProblem(string File, int Line, int Column, string Message, string Hint = "")
{
    /// <summary>file:line:column: message (hint).</summary>
    public override string ToString() => Hint.Length == 0 ? $"{File}:{Line}:{Column}: {Message}" : $"{File}:{Line}:{Column}: {Message} ({Hint})";
}

/// <summary>A pack cannot be used; carries every problem found, not just the first.</summary>
public sealed class MethodologyLoadException(IReadOnlyList<LoadProblem> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>All problems, in file order.</summary>
    public IReadOnlyList<LoadProblem> Problems { get; } = problems;
}
