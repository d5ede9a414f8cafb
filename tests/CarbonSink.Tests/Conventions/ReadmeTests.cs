using Xunit;

namespace CarbonSink.Tests.Conventions;

public class ReadmeTests
{
    private static readonly string Text = SourceTree.OfRepository.Read("README.md");

    [Fact]
    public void The_two_commands_stand_first() =>
        Assert.Equal([Readme.Run + "assess gis-samples/linxiang --out linxiang-report", Readme.Test], Readme.Commands(Text).Take(2));

    [Fact]
    public void Every_command_can_be_run_by_a_test() =>
        Rule.Holds(Readme.UntestedCommands(Text), "The integration tests run the program from source with the arguments README prints; write the command in that form.");

    [Fact]
    public void Every_local_link_leads_to_a_file() => Rule.Holds(SourceTree.OfRepository.Files("", ".md").SelectMany(f => Links.Broken(SourceTree.OfRepository, f)));

    [Fact]
    public void An_untested_command_is_found()
    {
        const string readme = "text dotnet build\n```\n" + Readme.Run + "inspect a.shp\ndotnet build\n```\n\n   ```sh\n   ./run.sh\n" + Readme.Test + "\n   ```\n";
        Assert.Equal(["dotnet build", "./run.sh"], Readme.UntestedCommands(readme));
        Assert.Equal([["inspect", "a.shp"]], Readme.ProgramArguments(readme));
    }

    [Fact]
    public void A_broken_link_is_found()
    {
        using var folder = new TemporaryTree().With("docs/a.md", "[b](b.md) [c](../c.md#part) [d](https://example.com) [e](#part) [f](lost.md)").With("docs/b.md", "").With("c.md", "");
        Assert.Equal(["docs/a.md: lost.md does not exist"], Links.Broken(folder.Tree, "docs/a.md"));
    }
}
