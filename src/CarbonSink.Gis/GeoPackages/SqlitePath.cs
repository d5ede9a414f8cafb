using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace CarbonSink.Gis;

/// <summary>A path as SQLite opens it. On Unix its own limit is 512 bytes, some 170 Chinese characters: a longer path is replaced by a link to its folder, in the folder for temporary files.</summary>
/// <remarks>SQLite follows links and then finds the path too long; so such files are opened by a copy of its file system whose names stay as they are given.</remarks>
internal sealed unsafe class SqlitePath : IDisposable
{
    private const int MostBytes = 480; // SQLite adds up to 8 bytes, for -journal

    private static readonly Lazy<nint> LiteralNames = new(Register);

    private readonly string? link;

    /// <summary>Prepares a path; what is linked is unlinked when this is disposed of, after the database.</summary>
    /// <exception cref="IOException">No link can be made.</exception>
    public SqlitePath(string path)
    {
        Text = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows() || Encoding.UTF8.GetByteCount(Text) <= MostBytes)
            return;
        var file = new FileInfo(Text) is { LinkTarget: not null } linked ? linked.ResolveLinkTarget(returnFinalTarget: true)!.FullName : Text; // the write-ahead log is beside the file, not beside a link to it
        link = Path.Combine(Path.GetTempPath(), $"carbonsink-path-{Guid.NewGuid().ToString("N")[..16]}");
        Directory.CreateSymbolicLink(link, Path.GetDirectoryName(file)!);
        Text = Path.Combine(link, Path.GetFileName(file));
        FileSystem = (byte*)LiteralNames.Value;
    }

    /// <summary>The path.</summary>
    public string Text { get; }

    /// <summary>The path as a URI of a file that nobody changes.</summary>
    public string Frozen => $"file:{Uri.EscapeDataString(Text.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1";

    /// <summary>Name of SQLite's file system to open it by; null for the usual one.</summary>
    public byte* FileSystem { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (link is not null)
            File.Delete(link);
    }

    /// <summary>Registers a file system that is the usual one but for the names; returns its name, which stays for good, like itself.</summary>
    private static nint Register()
    {
        const int FirstWithSystemCalls = 3;
        var usual = (FileSystemMethods*)SqliteLibrary.FindFileSystem(null);
        if (usual->Version < FirstWithSystemCalls)
            throw new IOException("SQLite: a path of more than 512 bytes needs SQLite 3.7.6 or newer");
        var literal = (FileSystemMethods*)NativeMemory.Alloc((nuint)sizeof(FileSystemMethods));
        *literal = *usual;
        literal->Next = 0;
        literal->Name = Marshal.StringToCoTaskMemUTF8("carbonsink-literal-names");
        literal->FullPathname = &Copy;
        return SqliteLibrary.RegisterFileSystem((nint)literal, isDefault: 0) == SqliteLibrary.Ok ? literal->Name : throw new IOException("SQLite: no file system for paths of more than 512 bytes");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Copy(nint system, byte* name, int most, byte* full)
    {
        const int CannotOpen = 14;
        var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
        if (text.Length >= most)
            return CannotOpen;
        text.CopyTo(new Span<byte>(full, most));
        full[text.Length] = 0;
        return SqliteLibrary.Ok;
    }

    /// <summary>sqlite3_vfs, version 3.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileSystemMethods
    {
        public int Version;
        public int FileSize;
        public int MostPathBytes;
        public nint Next;
        public nint Name;
        public nint Application;
        public nint Open;
        public nint Delete;
        public nint Access;
        public delegate* unmanaged[Cdecl]<nint, byte*, int, byte*, int> FullPathname;
        public OtherMethods Others;
    }

    /// <summary>xDlOpen to xNextSystemCall.</summary>
    [InlineArray(12)]
    private struct OtherMethods
    {
        private nint first;
    }
}
