using System.Text;

namespace CarbonSink.Runs;

/// <summary>The texts of a column of results in UTF-8, each distinct text encoded once.</summary>
internal sealed class ResultTexts
{
    private readonly (TextResults Column, List<byte[]?> Known)[] parts;
    private byte[] joined = new byte[64];

    private ResultTexts(IEnumerable<TextResults> columns) => parts = [.. columns.Select(c => (c, new List<byte[]?>()))];

    /// <summary>The texts of a column of texts.</summary>
    public static ResultTexts Of(ResultColumn column) => new(column is JoinedResults together ? together.Parts : [(TextResults)column]);

    /// <summary>The text of a unit; empty where it is missing. Valid until the next is asked for.</summary>
    public ReadOnlySpan<byte> this[long record]
    {
        get
        {
            if (parts.Length == 1)
                return One(0, record);
            var length = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                var text = One(i, record);
                if (length + text.Length + 1 > joined.Length)
                    Array.Resize(ref joined, 2 * (length + text.Length + 1));
                if (i > 0)
                    joined[length++] = (byte)'-';
                text.CopyTo(joined.AsSpan(length));
                length += text.Length;
            }

            return joined.AsSpan(0, length);
        }
    }

    private ReadOnlySpan<byte> One(int part, long record)
    {
        var (column, known) = parts[part];
        var code = column.Code(record);
        if (code < 0)
            return [];
        while (known.Count <= code)
            known.Add(null);
        return known[code] ??= Encoding.UTF8.GetBytes(column.TextOf(code));
    }
}
