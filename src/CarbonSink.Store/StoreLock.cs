using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CarbonSink.Store;

/// <summary>The one lock under which a register's file is written (写锁): a lock of the operating system on a file beside the database, between processes and between threads; a process that dies lets go of it.</summary>
/// <remarks>
/// The lock file is never deleted by us. Where somebody else deletes or replaces it, a lock on the old one is a lock that nobody else sees: so whoever takes the lock writes a line into it that nobody could know,
/// and reads it back by the file's name. One instance per store; one thread at a time.
/// </remarks>
internal sealed partial class StoreLock : IDisposable
{
    private const int Exclusive = 2, NonBlocking = 4, Unlock = 8; // flock(2), the same on every Unix
    private const long LockedByte = 1 << 20; // Windows locks ranges and forbids others to read them; the holder's name stays readable
    private const int QuickTries = 64;
    private const int ReadOnlyFileSystem = 30; // EROFS, the same on Linux and macOS

    private const int NameBytes = 96, NonceBytes = 16;

    private static readonly byte[] Name = [.. Encoding.UTF8.GetBytes($"process {Environment.ProcessId} on {Environment.MachineName}".PadRight(NameBytes)).Take(NameBytes - 1), (byte)'\n'];

    private readonly string path;
    private readonly TimeSpan patience;
    private FileStream file;

    /// <summary>Opens the lock file, making it where there is none.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="patience">How long to wait for the lock.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not write there.</exception>
    public StoreLock(string path, TimeSpan patience)
    {
        (this.path, this.patience) = (path, patience);
        file = Open();
    }

    /// <summary>Takes the lock, waiting for it; <see cref="Release"/> gives it back.</summary>
    /// <exception cref="IOException">Another holds it for longer than we wait; says who.</exception>
    public void Take()
    {
        while (true)
        {
            if (!Try())
                Wait(Try);
            if (IsTheFile())
                return;
            Release();
            var found = Open();
            file.Dispose();
            file = found;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Release()
    {
        if (OperatingSystem.IsWindows())
            file.Unlock(LockedByte, 1);
        else
            _ = Flock((int)file.SafeFileHandle.DangerousGetHandle(), Unlock);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    private bool Try()
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                file.Lock(LockedByte, 1);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }

        if (Flock((int)file.SafeFileHandle.DangerousGetHandle(), Exclusive | NonBlocking) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        const int Interrupted = 4, Again = 11, AgainOnMac = 35;
        return error is Interrupted or Again or AgainOnMac ? false : throw new IOException($"{path} cannot be locked: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Whether the file that is locked is the one that others find by its name.</summary>
    private bool IsTheFile()
    {
        byte[] line = [.. Name, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes / 2)))];
        try
        {
            RandomAccess.Write(file.SafeFileHandle, line, 0);
        }
        catch (IOException)
        {
            return true; // a full disk: the lock holds all the same, only its holder stays unnamed
        }

        try
        {
            using var found = OpenToRead();
            if (found.IsInvalid)
                return false;
            var read = new byte[line.Length];
            return RandomAccess.Read(found, read, 0) == line.Length && read.AsSpan().SequenceEqual(line);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The file that has the name, for reading beside who holds the lock; on Unix not by .NET, which asks for a lock of its own.</summary>
    private SafeFileHandle OpenToRead() => OperatingSystem.IsWindows() ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : new(OpenFile(path, 0), ownsHandle: true);

    private FileStream Open()
    {
        FileStream? opened = null;
        Wait(() => (opened = TryOpen()) is not null);
        if (!OperatingSystem.IsWindows())
            _ = Flock((int)opened!.SafeFileHandle.DangerousGetHandle(), Unlock); // .NET opens files under a shared lock
        return opened!;
    }

    private FileStream? TryOpen()
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (IOException e) when (e.HResult == ReadOnlyFileSystem && !OperatingSystem.IsWindows())
        {
            throw new UnauthorizedAccessException(e.Message, e);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null; // held by another at this moment
        }
    }

    private void Wait(Func<bool> attempt)
    {
        var start = Stopwatch.GetTimestamp();
        for (var tries = 0; !attempt(); tries++)
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"waited {patience.TotalSeconds:0.#} s for {path}: {Read()} is writing to the register; nothing was written"));
            Thread.Sleep(tries < QuickTries ? 0 : 1 + (Environment.CurrentManagedThreadId % 2));
        }
    }

    private string Read()
    {
        try
        {
            var bytes = new byte[NameBytes];
            using var found = OpenToRead();
            var length = found.IsInvalid ? 0 : RandomAccess.Read(found, bytes, 0);
            return Encoding.UTF8.GetString(bytes, 0, length).Trim() is { Length: > 0 } holder ? holder : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
