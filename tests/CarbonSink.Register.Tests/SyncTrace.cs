using System.Text.RegularExpressions;

namespace CarbonSink.Register.Tests;

/// <summary>What strace -f -y says about one answer after another: writes to the log, syncs of the log, answers.</summary>
internal static partial class SyncTrace
{
    /// <summary>For each answer that follows a write to the log: the number of syncs of the log that began after the first of these writes and succeeded, and whether one succeeded after the last of them.</summary>
    public static IReadOnlyList<(int Syncs, bool IsSynced)> Answers(IEnumerable<string> lines)
    {
        var answers = new List<(int, bool)>();
        var begun = new Dictionary<string, string>(StringComparer.Ordinal); // calls that were interrupted by another thread's, by thread
        var (syncs, written, synced) = (0, false, false);
        foreach (var line in lines)
        {
            var (thread, call) = (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim());
            if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = call[..^"<unfinished ...>".Length];
                continue;
            }

            if (Resumed().Match(call) is { Success: true } resumed && begun.Remove(thread, out var beginning))
                call = beginning + call[resumed.Length..];
            if (LogWrite().IsMatch(call))
                (written, synced) = (true, false);
            else if (LogSync().IsMatch(call))
                (syncs, synced) = (syncs + 1, true);
            else if (Answer().IsMatch(call) && written)
            {
                answers.Add((syncs, synced));
                (syncs, written, synced) = (0, false, false);
            }
        }

        return answers;
    }

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>\s*")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^pwrite64\(\d+<[^>]*-wal>.*\) = [1-9]\d*$", RegexOptions.Singleline)]
    private static partial Regex LogWrite();

    [GeneratedRegex(@"^f(data)?sync\(\d+<[^>]*-wal>\)\s*= 0$")]
    private static partial Regex LogSync();

    [GeneratedRegex(@"^write\(1<[^>]*>, ""ack .*\) = [1-9]\d*$")]
    private static partial Regex Answer();
}
