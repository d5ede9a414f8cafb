using System.Collections.Concurrent;
using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Register;

namespace CarbonSink.Store;

/// <summary>A register in an SQLite file (SQLite 登记簿), written ahead into a log and synced before a write returns. Threads and processes may use one file at the same time.</summary>
/// <remarks>
/// Every write, checkpoint, opening and closing happens under one lock of the operating system, on the file with .lock appended: libraries up to 3.51.2 can lose a page when two connections
/// write and checkpoint in the same moment (sqlite.org/wal.html, "the WAL-reset bug"). Readers need no lock. The file must not lie on a network drive, since the log's index is shared memory.
/// </remarks>
public sealed class SqliteStore : IRegisterStore
{
    private const int Busy = 5, ReadOnlyFile = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;

    private readonly string file;
    private readonly string settings;
    private readonly TimeSpan patience;
    private readonly StoreLock? fileLock;
    private readonly SqliteReadOnly? readOnly;
    private readonly Lock writing = new();
    private readonly ConcurrentBag<SqliteReading> readers = [];
    private SqliteWriting? writer;
    private bool isDisposed;

    /// <summary>Opens a register's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Whether a file that is missing becomes an empty register.</param>
    /// <param name="patience">How long to wait for others that write; null for a minute.</param>
    /// <exception cref="RefusedInputException">The file is of another kind, of a newer program, or damaged (STO-0001 to STO-0003).</exception>
    /// <exception cref="MissingComponentException">The SQLite library is too old (STO-0005).</exception>
    /// <exception cref="IOException">The file is missing, cannot be made, lies on a network drive, or others write for longer than we wait.</exception>
    public SqliteStore(string path, bool create = false, TimeSpan? patience = null)
        : this(path, create, patience, "synchronous=FULL")
    {
    }

    /// <summary>Opens a register's file with other settings (PRAGMA, the first word left out), so that tests see the difference.</summary>
    internal SqliteStore(string path, bool create, TimeSpan? patience, string settings)
    {
        SqliteSchema.RequireLibrary(SqliteLibrary.Version);
        file = Path.GetFullPath(path);
        file = new FileInfo(file) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : file; // one file has one lock, by whatever name it is opened
        (this.patience, this.settings) = (patience ?? TimeSpan.FromMinutes(1), settings);
        RequirePlace(create);
        try
        {
            fileLock = new(file + ".lock", this.patience);
            Locked(() => writer = new(SqliteSchema.OpenWriter(file, create, settings, this.patience), file));
        }
        catch (UnauthorizedAccessException e)
        {
            fileLock?.Dispose();
            if (create)
                throw new IOException($"{file} cannot be written: {e.Message}", e);
            readOnly = new(file, this.patience, e.Message);
            _ = Read(r => r.Size);
        }
        catch
        {
            fileLock?.Dispose();
            throw;
        }
    }

    /// <summary>Whether the register can only be read, since its file or folder cannot be written: every write is refused (STO-0007).</summary>
    public bool IsReadOnly => readOnly is not null;

    /// <inheritdoc/>
    public string Version => $"SQLite {SqliteLibrary.Origin}";

    /// <inheritdoc/>
    public T Read<T>(Func<IRegisterReading, T> read)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        try
        {
            if (readOnly is not null)
            {
                return readOnly.Read(r =>
                {
                    r.Begin();
                    try
                    {
                        return read(r);
                    }
                    finally
                    {
                        _ = r.End();
                    }
                });
            }

            if (!readers.TryTake(out var reader))
                reader = new(SqliteDatabase.Read(file, patience), file);
            try
            {
                reader.Begin();
                return read(reader);
            }
            finally
            {
                if (reader.End())
                    readers.Add(reader);
                else
                    reader.Dispose();
            }
        }
        catch (SqliteException e)
        {
            throw Failure(e, file);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RefusedInputException">The register can only be read (STO-0007).</exception>
    public T Write<T>(Func<IRegisterWriting, T> write)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (readOnly is not null)
            throw readOnly.Refusal;
        T answer = default!;
        Locked(() =>
        {
            var isCommitting = false;
            try
            {
                writer ??= new(SqliteSchema.OpenWriter(file, create: false, settings, patience), file);
                writer.Begin();
                answer = write(writer);
                isCommitting = true;
                writer.Commit();
            }
            catch (Exception e)
            {
                if (writer is not null && !writer.Rollback())
                {
                    writer.Dispose();
                    writer = null;
                }

                if (e is SqliteException failure)
                    throw isCommitting && failure.Primary == InputOutput ? Unknown(failure) : Failure(failure, file);
                throw;
            }
        });
        return answer;
    }

    /// <summary>What SQLite finds wrong with the file's pages and indexes (PRAGMA integrity_check); nothing where all is well.</summary>
    public IReadOnlyList<string> CheckIntegrity() => Read(reading => ((SqliteReading)reading).CheckIntegrity());

    /// <summary>Writes a copy of the register as it is at this moment; the copy is one whole file, or there is none.</summary>
    /// <param name="path">The copy, which must not exist yet.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void CopyTo(string path)
    {
        if (File.Exists(path))
            throw new IOException($"{path} is there already");
        var part = path + ".part";
        try
        {
            File.Delete(part);
            Copy(part);
            using (var copy = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
                copy.Flush(flushToDisk: true);
            File.Move(part, path);
        }
        catch (Exception e)
        {
            File.Delete(part);
            if (e is SqliteException failure)
                throw failure.Primary is Full or InputOutput or CannotOpen ? new IOException($"{path} could not be written; there is no copy ({e.Message})", e) : Failure(failure, file);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        try
        {
            if (readOnly is not null)
                return;
            Locked(() =>
            {
                while (readers.TryTake(out var reader))
                    reader.Dispose();
                writer?.Dispose();
            });
        }
        catch (IOException)
        {
            // Others kept the lock: the connection stays open until the process ends, since closing it could write; what was answered is in the log.
        }

        fileLock?.Dispose();
    }

    /// <summary>What a failure of SQLite means to who uses the register.</summary>
    internal static Exception Failure(SqliteException e, string file) => e.Primary switch
    {
        Full => new IOException($"the disk of {file} is full; the transaction was rolled back, nothing was changed ({e.Message})", e),
        InputOutput => new IOException(string.Create(CultureInfo.InvariantCulture, $"{file} could not be read or written (input/output error {e.Code}, {FreeBytes(file)} bytes free); the transaction was rolled back ({e.Message})"), e),
        ReadOnlyFile or CannotOpen => new IOException($"{file} cannot be opened for writing ({e.Message})", e),
        Busy => new IOException($"another program holds {file} without its lock file; nothing was changed ({e.Message})", e),
        Corrupt => SqliteFindings.Refuse(SqliteFindings.DamagedFile, file, e.Message),
        NoDatabase => SqliteFindings.Refuse(SqliteFindings.NoRegister, file, e.Message),
        _ => new IOException($"{file}: {e.Message}", e),
    };

    /// <summary>The log may hold the whole transaction although it could not be synced: who opens the file next may find it.</summary>
    private StoreUnavailableException Unknown(SqliteException e) => new(new(SqliteFindings.Unknown, file, null, null, null, file, e.Message), e);

    private void Copy(string part)
    {
        if (readOnly is not null)
        {
            _ = readOnly.Read(r =>
            {
                r.CopyTo(part);
                return 0;
            });
            return;
        }

        Locked(() =>
        {
            writer ??= new(SqliteSchema.OpenWriter(file, create: false, settings, patience), file);
            writer.CopyTo(part);
        });
    }

    private static long FreeBytes(string file) => new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace;

    private void RequirePlace(bool create)
    {
        var folder = Path.GetDirectoryName(file);
        if (Directory.Exists(file) || folder is null)
            throw new IOException($"{file} is a folder, no register");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"there is no folder {folder} for the register");
        if (!create && !File.Exists(file))
            throw new FileNotFoundException($"there is no register {file}", file);
        if (new DriveInfo(folder).DriveType == DriveType.Network)
            throw new IOException($"{file} lies on a network drive; SQLite's write-ahead log needs a local one");
    }

    private void Locked(Action work)
    {
        if (writing.IsHeldByCurrentThread)
            throw new InvalidOperationException("a write inside a write");
        if (!writing.TryEnter(patience))
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"waited {patience.TotalSeconds:0.#} s for another thread that writes to {file}; nothing was written"));
        try
        {
            fileLock!.Take();
            try
            {
                work();
            }
            finally
            {
                fileLock.Release();
            }
        }
        finally
        {
            writing.Exit();
        }
    }
}
