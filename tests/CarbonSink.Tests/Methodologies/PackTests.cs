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
}
