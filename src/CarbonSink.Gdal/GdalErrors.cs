using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CarbonSink.Gdal;

/// <summary>What GDAL said (GDAL 消息), kept per thread instead of being printed.</summary>
internal static unsafe class GdalErrors
{
    private const int Warning = 2;
    private const int MostKept = 100;

    [ThreadStatic]
    private static List<(bool IsError, string Text)>? said;

    /// <summary>From here on GDAL's messages come here, those of its own threads too.</summary>
    public static void Capture() => GdalApi.SetErrorHandler(&Keep);

    /// <summary>Forgets what was said on this thread.</summary>
    public static void Clear() => said?.Clear();

    /// <summary>What was said on this thread since the last call.</summary>
    public static IReadOnlyList<(bool IsError, string Text)> Take()
    {
        if (said is not { Count: > 0 } messages)
            return [];
        said = null;
        return messages;
    }

    /// <summary>The errors said on this thread since the last call in one line, or warnings where there are none; "…" where nothing was said.</summary>
    public static string TakeText()
    {
        var all = Take();
        var errors = all.Where(m => m.IsError).DefaultIfEmpty(all.Count > 0 ? all[^1] : default).Select(m => m.Text ?? "…").Distinct(StringComparer.Ordinal);
        return string.Join("; ", errors.Take(3)).ReplaceLineEndings(" ");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Keep(int severity, int number, byte* message)
    {
        if (severity < Warning)
            return;
        var messages = said ??= [];
        if (messages.Count < MostKept)
            messages.Add((severity > Warning, GdalText.Of(message)));
    }
}
