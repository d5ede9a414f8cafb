using System.Runtime.InteropServices;
using System.Text;

namespace CarbonSink.Gdal;

/// <summary>Texts that cross to GDAL and back: UTF-8 ended by a zero byte.</summary>
internal static unsafe class GdalText
{
    /// <summary>A text of GDAL's; empty where it gives none.</summary>
    public static string Of(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>The bytes of GDAL's text up to the zero byte.</summary>
    public static ReadOnlySpan<byte> Span(byte* text) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);

    /// <summary>A text for GDAL.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + '\0');

    /// <summary>Calls with a list of texts as GDAL takes them: pointers, the last one null.</summary>
    public static T With<T>(IReadOnlyList<string> texts, Func<nint, T> call)
    {
        var pointers = (nint*)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(nint));
        try
        {
            for (var i = 0; i < texts.Count; i++)
                pointers[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
            return call((nint)pointers);
        }
        finally
        {
            for (var i = 0; i < texts.Count; i++)
                Marshal.FreeCoTaskMem(pointers[i]);
            NativeMemory.Free(pointers);
        }
    }
}
