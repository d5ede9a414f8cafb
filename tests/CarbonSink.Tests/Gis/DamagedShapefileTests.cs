using System.Buffers.Binary;
using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using Xunit;

namespace CarbonSink.Tests.Gis;

/// <summary>Damage of every kind ends in a refusal that names the file, or in the whole number of records: never in a crash or a smaller total.</summary>
public class DamagedShapefileTests
{
    private const int Records = 4;

    [Theory]
    [InlineData(".shp")]
    [InlineData(".shx")]
    [InlineData(".dbf")]
    public void Every_truncation_is_refused(string extension)
    {
        using var layer = Layer();
        var path = Path.ChangeExtension(layer.Shp, extension);
        var bytes = File.ReadAllBytes(path);
        // The end mark of a table is optional: without it nothing is lost.
        for (var length = 0; length < bytes.Length - (extension == ".dbf" ? 1 : 0); length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            var finding = Reading.Refused(layer.Shp).Finding;
            Assert.Equal("layer" + extension, finding.File);
        }
    }

    [Fact]
    public void Every_truncation_is_refused_without_index_and_table()
    {
        using var layer = Layer();
        File.Delete(Path.ChangeExtension(layer.Shp, ".shx"));
        File.Delete(Path.ChangeExtension(layer.Shp, ".dbf"));
        var bytes = File.ReadAllBytes(layer.Shp);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(layer.Shp, bytes[..length]);
            Assert.Equal(GisFindings.FileTruncated, Reading.Refused(layer.Shp).Finding.Rule);
        }
    }

    [Theory]
    [InlineData(".shp", true)]
    [InlineData(".shp", false)]
    [InlineData(".shx", true)]
    [InlineData(".dbf", true)]
    public void Any_byte_changed_gives_a_refusal_or_every_record(string extension, bool indexed)
    {
        using var layer = Layer();
        File.Delete(Path.ChangeExtension(layer.Shp, ".prj"));
        if (!indexed)
            File.Delete(Path.ChangeExtension(layer.Shp, ".shx"));
        var path = Path.ChangeExtension(layer.Shp, extension);
        var bytes = File.ReadAllBytes(path);
        var refusals = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var change in (byte[])[0xFF, 0x7F, 0x01])
            {
                var damaged = (byte[])bytes.Clone();
                damaged[at] ^= change;
                File.WriteAllBytes(path, damaged);
                try
                {
                    using var reader = new ShapefileReader(layer.Shp);
                    Reading.Rows(reader, RecordRange.All);
                    Assert.Equal(Records, reader.RecordCount);
                }
                catch (RefusedInputException e)
                {
                    Assert.NotNull(e.Finding.File);
                    refusals++;
                }
            }
        }

        Assert.InRange(refusals, 1, 3 * bytes.Length);
    }

    [Theory]
    [InlineData(36, int.MaxValue)] // number of parts
    [InlineData(40, int.MaxValue)] // number of points
    [InlineData(36, -1)]
    [InlineData(40, 3)] // fewer points than the second part begins at
    public void Counts_beyond_the_record_are_refused_with_record_and_byte(int at, int value)
    {
        using var layer = Layer();
        var bytes = File.ReadAllBytes(layer.Shp);
        var content = (2 * (int)BinaryPrimitives.ReadUInt32BigEndian(File.ReadAllBytes(Path.ChangeExtension(layer.Shp, ".shx")).AsSpan(100 + (8 * 2)))) + 8;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(content + at), value);
        File.WriteAllBytes(layer.Shp, bytes);
        var finding = Reading.Refused(layer.Shp).Finding;
        Assert.Equal((GisFindings.RecordDamaged, "layer.shp", 2L), (finding.Rule, finding.File, finding.Record));
        Assert.InRange(int.Parse(finding.Arguments[2], System.Globalization.CultureInfo.InvariantCulture), content, content + 60);
    }

    /// <summary>Record 2 has two parts of five points. Fewer points would be a smaller polygon, and no part none at all.</summary>
    [Theory]
    [InlineData(5, 40, 9)]
    [InlineData(5, 40, 6)]
    [InlineData(5, 40, 0)]
    [InlineData(5, 36, 1)]
    [InlineData(5, 36, 0)]
    [InlineData(15, 40, 9)]
    [InlineData(15, 40, 7)]
    [InlineData(25, 40, 9)]
    [InlineData(25, 36, 1)]
    public void Counts_below_the_record_are_refused_with_record_and_byte(int type, int at, int value)
    {
        using var layer = Layer(type);
        var bytes = File.ReadAllBytes(layer.Shp);
        var content = (2 * (int)BinaryPrimitives.ReadUInt32BigEndian(File.ReadAllBytes(Path.ChangeExtension(layer.Shp, ".shx")).AsSpan(100 + (8 * 2)))) + 8;
        Rows(layer, out _);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(content + at), value);
        File.WriteAllBytes(layer.Shp, bytes);
        var finding = Reading.Refused(layer.Shp).Finding;
        Assert.Equal((GisFindings.RecordDamaged, "layer.shp", 2L, $"{content + 36}"), (finding.Rule, finding.File, finding.Record, finding.Arguments[2]));
    }

    [Fact]
    public void Counts_that_disagree_are_refused()
    {
        using var layer = Layer();
        using var other = new TestLayer().Field("ID", 'N', 4).Row(null, 1).Write();
        File.Copy(Path.ChangeExtension(other.Shp, ".dbf"), Path.ChangeExtension(layer.Shp, ".dbf"), true);
        var finding = Reading.Refused(layer.Shp).Finding;
        Assert.Equal(GisFindings.RecordCountsDiffer, finding.Rule);
        Assert.Contains("layer.dbf has 1, layer.shp has 4", finding.Message("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_that_leaves_a_record_out_is_refused_even_if_the_table_agrees()
    {
        using var layer = Layer();
        // Index and table of the first three records; the .shp still has four.
        var shx = File.ReadAllBytes(Path.ChangeExtension(layer.Shp, ".shx"))[..^8];
        BinaryPrimitives.WriteInt32BigEndian(shx.AsSpan(24), shx.Length / 2);
        File.WriteAllBytes(Path.ChangeExtension(layer.Shp, ".shx"), shx);
        var dbf = File.ReadAllBytes(Path.ChangeExtension(layer.Shp, ".dbf"));
        BinaryPrimitives.WriteInt32LittleEndian(dbf.AsSpan(4), Records - 1);
        File.WriteAllBytes(Path.ChangeExtension(layer.Shp, ".dbf"), dbf);
        Assert.Equal(GisFindings.IndexIncomplete, Reading.Refused(layer.Shp).Finding.Rule);
    }

    [Fact]
    public void Remains_of_an_edited_record_are_only_a_warning()
    {
        using var layer = Layer();
        var whole = Rows(layer, out _);
        // An editor that enlarges a record appends it and leaves the old bytes where they were.
        var shp = File.ReadAllBytes(layer.Shp).ToList();
        var shx = File.ReadAllBytes(Path.ChangeExtension(layer.Shp, ".shx"));
        var offset = 2 * BinaryPrimitives.ReadInt32BigEndian(shx.AsSpan(108));
        var length = 8 + (2 * BinaryPrimitives.ReadInt32BigEndian(shx.AsSpan(112)));
        BinaryPrimitives.WriteInt32BigEndian(shx.AsSpan(108), shp.Count / 2);
        shp.AddRange(shp.GetRange(offset, length));
        var bytes = shp.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(24), bytes.Length / 2);
        File.WriteAllBytes(layer.Shp, bytes);
        File.WriteAllBytes(Path.ChangeExtension(layer.Shp, ".shx"), shx);
        Assert.Equal(whole, Rows(layer, out var findings));
        Assert.Equal([$"{length}", $"{offset}"], Assert.Single(findings.Findings).Arguments[1..]);
    }

    [Fact]
    public void A_rebuilt_index_reads_the_same_records()
    {
        using var layer = Layer();
        var whole = Rows(layer, out _);
        File.Delete(Path.ChangeExtension(layer.Shp, ".shx"));
        Assert.Equal(whole, Rows(layer, out var findings));
        Assert.Equal(GisFindings.IndexMissing, Assert.Single(findings.Findings).Rule);
    }

    [Fact]
    public void A_huge_declared_count_allocates_nothing_huge()
    {
        using var layer = Layer();
        var path = Path.ChangeExtension(layer.Shp, ".dbf");
        var dbf = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt32LittleEndian(dbf.AsSpan(4), uint.MaxValue);
        File.WriteAllBytes(path, dbf);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reading.Refused(layer.Shp);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    /// <summary>Every count that a file states, far too large, negative or none: a refusal that names the file and where, and no memory taken on its word.</summary>
    [Theory]
    [InlineData(".shp", 104, int.MaxValue, true, "layer.shp", "0", 104)] // content length of record 0, in words, big-endian
    [InlineData(".shp", 104, int.MaxValue, false, "layer.shp", "0", 104)]
    [InlineData(".shp", 104, -1, false, "layer.shp", "0", 104)]
    [InlineData(".shx", 104, int.MaxValue, true, "layer.shx", "0", 100)]
    [InlineData(".shx", 104, -1, true, "layer.shx", "0", 100)]
    [InlineData(".shx", 100, int.MaxValue, true, "layer.shx", "0", 4294967294)] // offset of record 0, in words
    [InlineData(".shp", ~144, int.MaxValue, true, "layer.shp", "0", 144)] // parts of record 0, little-endian
    [InlineData(".shp", ~144, -1, true, "layer.shp", "0", 144)]
    [InlineData(".shp", ~144, int.MinValue, true, "layer.shp", "0", 144)]
    [InlineData(".shp", ~148, int.MaxValue, true, "layer.shp", "0", 144)] // points
    [InlineData(".shp", ~148, -1, true, "layer.shp", "0", 144)]
    [InlineData(".shp", 24, int.MaxValue, true, "layer.shp", null, 4294967294)] // length of the file, in words
    [InlineData(".shx", 24, int.MaxValue, true, "layer.shx", null, 4294967294)]
    [InlineData(".dbf", ~4, -1, true, "layer.dbf", null, 55834574932)] // 97 + (2^32 − 1) × 13 bytes declared
    public void A_count_that_cannot_be_is_refused_with_its_place(string extension, int at, int value, bool indexed, string file, string? record, long place)
    {
        using var layer = Layer();
        if (!indexed)
            File.Delete(Path.ChangeExtension(layer.Shp, ".shx"));
        var path = Path.ChangeExtension(layer.Shp, extension);
        var bytes = File.ReadAllBytes(path);
        if (at < 0)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(~at), value);
        else
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), value);
        File.WriteAllBytes(path, bytes);
        var finding = RefusedWithoutAllocating(layer);
        Assert.Equal(file, finding.File);
        Assert.Contains($"{place}", finding.Message("en"), StringComparison.Ordinal);
        if (record is not null)
            Assert.Contains($"record {record}", finding.Message("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 0)] // length of the header
    [InlineData(8, ushort.MaxValue)]
    [InlineData(10, 0)] // length of a record
    [InlineData(10, ushort.MaxValue)]
    public void A_table_whose_lengths_cannot_be_is_refused(int at, ushort value)
    {
        using var layer = Layer();
        var path = Path.ChangeExtension(layer.Shp, ".dbf");
        var bytes = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);
        File.WriteAllBytes(path, bytes);
        var finding = RefusedWithoutAllocating(layer);
        Assert.Equal("layer.dbf", finding.File);
        Assert.Matches(value == 0 ? "byte 8" : "byte [0-9]+", finding.Message("en"));
    }

    [Fact]
    public void Index_and_table_that_agree_on_too_many_records_are_refused()
    {
        using var layer = Layer();
        // A fifth entry that repeats the fourth, in the .shx and in the .dbf.
        var shx = File.ReadAllBytes(Path.ChangeExtension(layer.Shp, ".shx"));
        shx = [.. shx, .. shx[^8..]];
        BinaryPrimitives.WriteInt32BigEndian(shx.AsSpan(24), shx.Length / 2);
        File.WriteAllBytes(Path.ChangeExtension(layer.Shp, ".shx"), shx);
        var dbf = File.ReadAllBytes(Path.ChangeExtension(layer.Shp, ".dbf"));
        dbf = [.. dbf[..^1], .. dbf[^14..]];
        BinaryPrimitives.WriteInt32LittleEndian(dbf.AsSpan(4), Records + 1);
        File.WriteAllBytes(Path.ChangeExtension(layer.Shp, ".dbf"), dbf);
        Assert.Equal((GisFindings.IndexContradicts, "layer.shx"), (RefusedWithoutAllocating(layer).Rule, RefusedWithoutAllocating(layer).File));
    }

    private static Finding RefusedWithoutAllocating(TestLayer layer)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var finding = Reading.Refused(layer.Shp).Finding;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        return finding;
    }

    private static List<string> Rows(TestLayer layer, out FindingLog findings)
    {
        using var reader = new ShapefileReader(layer.Shp);
        findings = reader.Findings;
        return Reading.Rows(reader, RecordRange.All);
    }

    private static TestLayer Layer(int type = 5) => new TestLayer(type) { Cpg = "GBK", Encoding = TestLayer.Gbk }.Field("NAME", 'C', 6).Field("MIAN_JI", 'N', 6, 2)
        .Row([TestLayer.Square(113, 29, 1)], "甲", 1.5)
        .Row(null, "乙", 2.5)
        .Row([TestLayer.Square(114, 29, 1), [114.2, 29.2, 114.4, 29.2, 114.4, 29.4, 114.2, 29.4, 114.2, 29.2]], "丙", 3.5)
        .Row([TestLayer.Square(115, 29, 1)], "丁", 4.5).Write();
}
