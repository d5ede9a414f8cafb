using CarbonSink.Findings;
using CarbonSink.Gis;
using CarbonSink.Tests.Rasters;
using Xunit;
using static CarbonSink.Tests.Rasters.TinyTiff;

namespace CarbonSink.Tests.Gis.Rasters;

/// <summary>Headers that lie are refused, with file and byte, before memory is taken for what they claim.</summary>
public sealed class CorruptTiffTests : IDisposable
{
    private const long MostBytes = 4 << 20;

    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("corrupt").FullName, "corrupt.tif");

    public static TheoryData<string, byte[]> Files()
    {
        (ushort, ushort, uint, byte[])[] Image(uint width = 16, uint height = 16, uint bits = 8, uint offset = 200, uint length = 256, params (ushort, ushort, uint, byte[])[] more) =>
            [Tag(256, width), Tag(257, height), Tag(258, bits, Short), Tag(259, 1, Short), Tag(273, offset), Tag(278, height), Tag(279, length), .. more];
        return new()
        {
            { "no header", [1, 2, 3] },
            { "the directory beyond the file", [.. "II*\0"u8, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0] },
            { "a directory of 65,535 tags", [.. "II*\0"u8, 8, 0, 0, 0, 0xFF, 0xFF, 0, 0] },
            { "a directory that is its own successor", Of(8, Image()) },
            { "2^32 − 1 rows", Of(0, Image(height: uint.MaxValue)) },
            { "2^31 − 1 rows in strips of one", Of(0, Tag(256, 16), Tag(257, int.MaxValue), Tag(258, 8, Short), Tag(273, 200), Tag(278, 1), Tag(279, 16)) },
            { "no columns", Of(0, Image(width: 0)) },
            { "2^32 − 1 strips", Of(0, Tag(256, 16), Tag(257, 16), Tag(258, 8, Short), (273, Long, uint.MaxValue, [8, 0, 0, 0]), Tag(279, 256)) },
            { "2^32 − 1 lengths", Of(0, Tag(256, 16), Tag(257, 16), Tag(258, 8, Short), Tag(273, 200), (279, Long, uint.MaxValue, [8, 0, 0, 0])) },
            { "the strip beyond the file", Of(0, Image(offset: 2_000_000_000)) },
            { "no bits", Of(0, Image(bits: 0)) },
            { "tiles of no width", Of(0, Tag(256, 16), Tag(257, 16), Tag(258, 8, Short), Tag(322, 0), Tag(323, 16), Tag(324, 200), Tag(325, 256)) },
            { "tiles of 2^31 − 1 columns and rows", Of(0, Tag(256, 16), Tag(257, 16), Tag(258, 8, Short), Tag(259, 8, Short), Tag(322, int.MaxValue), Tag(323, int.MaxValue), Tag(324, 200), Tag(325, 256)) },
            { "tiles of 2^30 rows without compression", Of(0, Tag(256, 16), Tag(257, 16), Tag(258, 8, Short), Tag(259, 1, Short), Tag(322, 16), Tag(323, 1 << 30), Tag(324, 100), Tag(325, uint.MaxValue)) },
            { "tiles of 2^30 rows that the file leaves out", Of(0, Tag(256, 16), Tag(257, 1 << 24), Tag(258, 8, Short), Tag(259, 1, Short), Tag(322, 16), Tag(323, 1 << 30), Tag(324, 0), Tag(325, 0)) },
            { "2^26 rows in one strip that the file leaves out", Of(0, Tag(256, 16), Tag(257, 1 << 26), Tag(258, 8, Short), Tag(273, 0), Tag(279, 0)) },
            { "2^24 rows and columns in tiles and 65,535 planes, a number of blocks that wraps to 0", Of(0, Tag(256, 1 << 24), Tag(257, 1 << 24), Tag(258, 8, Short), Tag(277, 65535), Tag(284, 2, Short), Tag(322, 1), Tag(323, 1), Tag(324, 200), Tag(325, 1)) },
            { "a row of 2^24 pixels of 64 bits and 65,535 bands", Of(0, Tag(256, 1 << 24), Tag(257, 1 << 24), Tag(258, 64, Short), Tag(277, 65535), Tag(273, 100), Tag(279, 100)) },
            { "tiles beyond the file", Of(0, Tag(256, 16), Tag(257, 16), Tag(258, 8, Short), Tag(322, 16), Tag(323, 16), Tag(324, 4_000_000_000), Tag(325, 256)) },
            { "a deflated strip of 2^32 − 1 bytes", Of(0, Tag(256, 16), Tag(257, 16), Tag(258, 8, Short), Tag(259, 8, Short), Tag(273, 100), Tag(278, 16), Tag(279, uint.MaxValue)) },
        };
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_header_that_lies_is_refused_with_file_and_place(string what, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<RefusedInputException>(() =>
        {
            using var reader = new GeoTiffReader(path);
            reader.ReadWindow(0, 0, 0, 1, 1, new double[1]);
        });
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < MostBytes, $"{what}: {taken} bytes were allocated for a file of {bytes.Length}");
        Assert.Contains(refused.Finding.Rule.Code, (string[])["RAS-0001", "RAS-0002"]);
        Assert.Equal("corrupt.tif", refused.Finding.File);
        if (refused.Finding.Rule.Code == "RAS-0001")
            Assert.Matches(@"byte \d+", refused.Finding.Message("en"));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
}
