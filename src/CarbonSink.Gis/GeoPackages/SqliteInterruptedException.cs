namespace CarbonSink.Gis;

/// <summary>A statement on a foreign database took more steps than it may.</summary>
internal sealed class SqliteInterruptedException() : IOException("SQLite: interrupted");
