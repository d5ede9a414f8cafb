using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Tests.Methodologies;

public sealed class PackTests
{
    public static TheoryData<string> Roots => new() { "methodology", "tests/CarbonSink.Tests/Methodologies/Packs/worked-rows" };

    [Theory]
    [MemberData(nameof(Roots))]
    public void Every_pack_loads_and_its_examples_hold(string root)
    {
        var (methods, released) = MethodologyCheck.Run(MethodologyCatalog.Open(Path.Combine(Repository.Root, root)));
        Assert.NotEmpty(methods);
        Assert.Empty(methods.SelectMany(m => m.Problems).Concat(released).Select(p => p.ToString()));
        Assert.All(methods, m => Assert.True(m.Examples > 0 && !m.HasTooManyEstimators));
    }

    [Fact]
    public void A_table_that_no_method_names_is_checked_too()
    {
        var folder = Directory.CreateTempSubdirectory("carbonsink-methodology-").FullName;
        File.Copy(Repository.PathOf("methodology/sources.csv"), Path.Combine(folder, "sources.csv"));
        Directory.CreateDirectory(Path.Combine(folder, "tables/province/1"));
        File.WriteAllText(Path.Combine(folder, "tables/province/1/two-way.csv"), "species,a [zz],source,locator,status\nx,1,nowhere,p. 1,secondary\n");
        var (methods, shared) = MethodologyCheck.Run(MethodologyCatalog.Open(folder));
        Assert.Empty(methods);
        Assert.Equal(["tables/province/1/two-way.csv:1", "tables/province/1/two-way.csv:2"], shared.Select(p => $"{p.File}:{p.Line}"));
    }
}
