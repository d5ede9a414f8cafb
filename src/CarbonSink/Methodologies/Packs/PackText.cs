using System.Security.Cryptography;
using System.Text;

namespace CarbonSink.Methodologies.Packs;

/// <summary>Text of a pack file, normalised: a byte order mark is dropped and CRLF becomes LF, so an editor on any system gives the same pack and the same hash.</summary>
internal sealed class PackText
{
    private PackText(string file, string text) => (File, Text) = (file, text);

    public string File { get; }

    public string Text { get; }

    /// <summary>SHA-256 of the normalised text, lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Text that is at hand already, e.g. in a ledger.</summary>
    public static PackText Of(string file, string text) => new(file, text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    /// <summary>Reads a file; a file that is not UTF-8 becomes a problem that names the likely encoding and the remedy.</summary>
    public static PackText? Read(string path, string file, ICollection<LoadProblem> problems)
    {
        byte[] bytes;
        try
        {
            bytes = System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(file, 1, 1, $"cannot be read: {e.Message}"));
            return null;
        }

        var content = bytes.AsSpan();
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || content.Contains((byte)0))
        {
            problems.Add(new(file, 1, 1, "is UTF-16", "save it as UTF-8 (Excel: 'CSV UTF-8 (逗号分隔)')"));
            return null;
        }

        if (content is [0xEF, 0xBB, 0xBF, ..])
            content = content[3..];
        try
        {
            var text = new UTF8Encoding(false, true).GetString(content);
            return new(file, text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        }
        catch (DecoderFallbackException e)
        {
            var at = Math.Clamp(e.Index, 0, content.Length);
            var before = content[..at];
            var line = before.Count((byte)'\n') + 1;
            var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
            problems.Add(new(file, line, column, "is not UTF-8: it was most likely saved as GBK (ANSI) by a spreadsheet", "save it as UTF-8 (Excel: 'CSV UTF-8 (逗号分隔)'; WPS: 编码 UTF-8)"));
            return null;
        }
    }
}
