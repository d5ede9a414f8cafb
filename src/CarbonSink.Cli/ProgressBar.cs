using System.Globalization;

namespace CarbonSink.Cli;

/// <summary>A progress bar on one line of a terminal, drawn at most ten times a second and wiped at the end. Safe for several threads.</summary>
internal sealed class ProgressBar(TextWriter terminal) : IDisposable
{
    private const int Width = 40;
    private const int MillisecondsBetweenDrawings = 100;

    private readonly Lock drawing = new();
    private long drawnAt = -MillisecondsBetweenDrawings;
    private int length;

    /// <summary>Shows records done of records to do.</summary>
    public void Report(long done, long total)
    {
        if (total <= 0 || Environment.TickCount64 - Interlocked.Read(ref drawnAt) < MillisecondsBetweenDrawings)
            return;
        lock (drawing)
        {
            drawnAt = Environment.TickCount64;
            var full = (int)(Width * done / total);
            var line = string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', Width - full)}] {100 * done / total,3} % {done:N0}/{total:N0}");
            length = line.Length;
            terminal.Write('\r' + line);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (length > 0)
            terminal.Write('\r' + new string(' ', length) + '\r');
    }
}
