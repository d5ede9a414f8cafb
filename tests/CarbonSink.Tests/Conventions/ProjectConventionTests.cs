using Xunit;

namespace CarbonSink.Tests.Conventions;

public class ProjectConventionTests
{
    private const string Map = "x\n`Kernel ← Gis, Reports` · `Gis ← Runs ← Cli`\n";

    [Fact]
    public void Projects_follow_the_arrows() => Rule.Holds(ProjectRules.ArrowsBroken(SourceTree.OfRepository), "Arrows are drawn in src/README.md; change them by a decision record.");

    [Fact]
    public void Package_versions_are_central_exact_and_locked() =>
        Rule.Holds(ProjectRules.LooseVersions(SourceTree.OfRepository), "Lock files are written by `dotnet restore CarbonSink.sln`.");

    [Fact]
    public void No_project_silences_the_compiler() => Rule.Holds(ProjectRules.SilencedWarnings(SourceTree.OfRepository));

    [Fact]
    public void Arrows_reach_through()
    {
        var arrows = ProjectRules.Arrows(Map);
        Assert.Equal(["Gis", "Kernel", "Runs"], arrows["Cli"].Order(StringComparer.Ordinal));
        Assert.Empty(arrows["Kernel"]);
        Assert.Equal(["Kernel"], arrows["Reports"]);
    }

    [Fact]
    public void A_reference_against_the_arrows_is_found()
    {
        using var folder = new TemporaryTree().With("src/README.md", Map)
            .With("src/Kernel/Kernel.csproj", Project("""<ProjectReference Include="..\Gis\Gis.csproj" />"""))
            .With("src/Gis/Gis.csproj", Project("""<ProjectReference Include="..\Kernel\Kernel.csproj" />"""))
            .With("src/New/New.csproj", Project(""));
        Assert.Equal(["src/Kernel/Kernel.csproj: Kernel must not use Gis", "src/New/New.csproj: no arrow is drawn for New in src/README.md"], ProjectRules.ArrowsBroken(folder.Tree));
    }

    [Fact]
    public void A_loose_version_is_found()
    {
        using var folder = new TemporaryTree()
            .With("Directory.Packages.props", """<Project><PackageVersion Include="A" Version="1.*" /><PackageVersion Include="B" Version="2.0.1" /></Project>""")
            .With("CarbonSink.sln", """Project("{1}") = "Good", "src\Good\Good.csproj", "{2}" """)
            .With("src/Good/Good.csproj", Project("""<PackageReference Include="B" />""")).With("src/Good/packages.lock.json", "{}")
            .With("src/Bad/Bad.csproj", Project("""<PackageReference Include="B" Version="2.0.1" />"""));
        Assert.Equal(4, ProjectRules.LooseVersions(folder.Tree).Count());
    }

    [Theory]
    [InlineData("a.csproj", "<NoWarn>CS1591</NoWarn>")]
    [InlineData(".editorconfig", "dotnet_diagnostic.CS1591.severity = none")]
    [InlineData("a.cs", "#pragma warning disable CS1591")]
    public void A_silenced_warning_is_found(string file, string text)
    {
        using var folder = new TemporaryTree().With(file, text);
        Assert.Single(ProjectRules.SilencedWarnings(folder.Tree));
    }

    private static string Project(string items) => $"<Project><ItemGroup>{items}</ItemGroup></Project>";
}
