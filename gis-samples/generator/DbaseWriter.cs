using System.Text;

namespace CarbonSink.Samples;

/// <summary>A field of a dBASE file: name, type C or N, width in bytes, decimals, and the text of a record's value (null: blank).</summary>
internal sealed record DbaseField<T>(string Name, char Type, int Width, int Decimals, Func<T, string?> Text);

/// <summary>Writes a dBASE III file.</summary>
internal static class DbaseWriter
{
    /// <summary>Writes the records; the date in the header is the survey date, not today's, so the bytes do not depend on the day.</summary>
    /// <exception cref="ArgumentException">A value is wider than its field.</exception>
    public static void Write<T>(string path, IReadOnlyList<DbaseField<T>> fields, IReadOnlyList<T> records, DateOnly date, TextCoding coding)
    {
        using var writer = new BinaryWriter(new FileStream(path, FileMode.Create));
        writer.Write((byte)3);
        writer.Write((byte)(date.Year - 1900));
        writer.Write((byte)date.Month);
        writer.Write((byte)date.Day);
        writer.Write(records.Count);
        writer.Write((ushort)(33 + 32 * fields.Count));
        writer.Write((ushort)(1 + fields.Sum(f => f.Width)));
        writer.Write(new byte[17]);
        writer.Write(coding.LanguageId);
        writer.Write(new byte[2]);
        foreach (var field in fields)
        {
            writer.Write(Encoding.ASCII.GetBytes(field.Name.PadRight(11, '\0')));
            writer.Write((byte)field.Type);
            writer.Write(new byte[4]);
            writer.Write((byte)field.Width);
            writer.Write((byte)field.Decimals);
            writer.Write(new byte[14]);
        }

        writer.Write((byte)'\r');
        foreach (var record in records)
        {
            writer.Write((byte)' ');
            foreach (var field in fields)
            {
                var bytes = coding.Bytes(field.Text(record) ?? "");
                if (bytes.Length > field.Width)
                    throw new ArgumentException($"{field.Name}: '{field.Text(record)}' is wider than {field.Width} bytes", nameof(fields));
                var padding = Enumerable.Repeat((byte)' ', field.Width - bytes.Length).ToArray();
                writer.Write(field.Type == 'N' ? [.. padding, .. bytes] : [.. bytes, .. padding]);
            }
        }

        writer.Write((byte)0x1A);
    }
}
