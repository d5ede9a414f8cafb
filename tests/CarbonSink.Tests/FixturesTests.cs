using Xunit;

namespace CarbonSink.Tests;

public class FixturesTests
{
    [Fact]
    public void Root_holds_the_solution() => Assert.True(File.Exists(Repository.PathOf("CarbonSink.sln")));

    [Fact]
    public void An_absent_fixture_is_skipped_with_its_path_and_fails_when_required()
    {
        Assert.Contains("../shared/no/such/fixture", Repository.ReasonToSkip("no/such/fixture", required: false));
        Assert.Null(Repository.ReasonToSkip("no/such/fixture", required: true));
        Assert.Null(Repository.ReasonToSkip("../" + Path.GetFileName(Repository.Root) + "/CarbonSink.sln", required: false));
    }

    [FixtureFact("fixtures/README.md")]
    public void Fixtures_lie_beside_the_repository() => Assert.True(File.Exists(Repository.SharedPath("fixtures/README.md")));
}
