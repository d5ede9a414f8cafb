using CarbonSink.Register;

namespace CarbonSink.Store;

/// <summary>A register in an SQLite file (SQLite 登记簿).</summary>
public sealed class SqliteStore : IRegisterStore
{
    /// <inheritdoc/>
    public string Version => throw new NotSupportedException();

    /// <inheritdoc/>
    public T Read<T>(Func<IRegisterReading, T> read) => throw new NotSupportedException();

    /// <inheritdoc/>
    public T Write<T>(Func<IRegisterWriting, T> write) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
