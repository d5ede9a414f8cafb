using CarbonSink.Samples;
using Xunit;

namespace CarbonSink.Tests.Samples;

public sealed class PlotInventoryTests
{
    [Fact]
    public void The_sample_inventory_is_what_its_generator_writes()
    {
        var folder = Directory.CreateTempSubdirectory("carbonsink-plots").FullName;
        try
        {
            PlotInventory.Write(folder);
            foreach (var file in Directory.GetFiles(folder))
                Assert.Equal(File.ReadAllText(Repository.PathOf($"gis-samples/linxiang/plots/{Path.GetFileName(file)}")), File.ReadAllText(file));
            Assert.Equal(3, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
