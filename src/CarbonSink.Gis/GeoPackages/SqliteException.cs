namespace CarbonSink.Gis;

/// <summary>SQLite could not do what it was asked.</summary>
/// <param name="code">Its result code; extended where the connection asks for it.</param>
/// <param name="message">What it said.</param>
internal sealed class SqliteException(int code, string message) : IOException(message)
{
    /// <summary>The result code; its lowest byte is the primary one.</summary>
    public int Code => code;

    /// <summary>The primary result code, e.g. 13 for a full disk.</summary>
    public int Primary => code & 0xff;
}
