using System.Text;
using Xunit;

namespace CarbonSink.Tests.Conventions;

public class PackConventionTests
{
    private static readonly SourceTree Tree = SourceTree.OfRepository;

    [Fact]
    public void Every_source_resolves() => Rule.Holds(PackRules.UnknownSources(Tree));

    [Fact]
    public void Released_versions_are_unchanged() => Rule.Holds(PackRules.ChangedReleases(Tree));

    [Fact]
    public void Schema_and_sample_folders_are_complete() => Rule.Holds(PackRules.IncompleteFolders(Tree));

    [Fact]
    public void Moved_totals_are_announced() => Rule.Holds(PackRules.UnannouncedTotals(Tree));

    [Fact]
    public void An_unknown_source_is_found_in_tables_equations_and_examples()
    {
        using var folder = new TemporaryTree().With("methodology/sources.csv", "id,title\nly-208-1977,杉木\nly-208-1977,again\n")
            .With("methodology/tables/a/1/t.csv", "code,source\n1,ly-208-1977\n2,lost-1\n")
            .With("methodology/methods/m/1/METHOD.md", "source | no table\n\n| no. | source |\n|---|---|\n| 1 | ly-208-1977, p. 3 |\n| 2 | `lost-2, Eq. 1` |\n| 3 | ″ |\n")
            .With("methodology/methods/m/1/examples/a.example", "source ly-208-1977, p. 4\nsource lost-3\n");
        Assert.Equal(
            [
                "methodology/sources.csv: ly-208-1977 stands there 2 times",
                "methodology/tables/a/1/t.csv: row 3: source `lost-1` is not in methodology/sources.csv",
                "methodology/methods/m/1/METHOD.md:6: source `lost-2` is not in methodology/sources.csv",
                "methodology/methods/m/1/examples/a.example:2: source `lost-3` is not in methodology/sources.csv",
            ],
            PackRules.UnknownSources(folder.Tree));
    }

    [Fact]
    public void A_released_file_may_change_its_line_ends_but_not_its_text()
    {
        var hash = PackRules.Hash(Encoding.UTF8.GetBytes("a\nb\n"));
        using var folder = new TemporaryTree().With("methodology/methods/m/1/METHOD.md", "\uFEFFa\r\nb\r\n")
            .With("methodology/released.sha256", $"{hash}  methods/m/1/METHOD.md\n");
        Assert.Empty(PackRules.ChangedReleases(folder.Tree));
        folder.With("methodology/methods/m/1/METHOD.md", "a\nc\n").With("methodology/methods/m/1/new.csv", "x\n");
        Assert.Equal(2, PackRules.ChangedReleases(folder.Tree).Count());
        File.Delete(Path.Combine(folder.Tree.Root, "methodology/methods/m/1/METHOD.md"));
        Assert.Contains("methodology/methods/m/1/METHOD.md: released, but gone", PackRules.ChangedReleases(folder.Tree));
        folder.With("methodology/released.sha256", "nonsense\n");
        Assert.Single(PackRules.ChangedReleases(folder.Tree));
    }

    [Fact]
    public void The_hash_is_sha256_of_the_text() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", PackRules.Hash("abc"u8.ToArray())); // FIPS 180-4, example "abc"

    [Fact]
    public void An_incomplete_folder_is_found()
    {
        using var folder = new TemporaryTree().With("src/CarbonSink.Gis/Schemas/x/README.md", "").With("gis-samples/y/inventory.json", "{}");
        Assert.Equal(
            ["src/CarbonSink.Gis/Schemas/x: schema.csv is missing", "gis-samples/y: README.md is missing", "gis-samples/y: expected-totals.csv is missing"],
            PackRules.IncompleteFolders(folder.Tree));
    }

    [Fact]
    public void A_moved_total_without_impact_line_is_found()
    {
        var hash = PackRules.Hash("a\n"u8.ToArray())[..12];
        using var folder = new TemporaryTree().With("gis-samples/y/expected-totals.csv", "a\n").With("CHANGELOG.md", $"- Impact: gis-samples/y expected-totals {hash}: first\n");
        Assert.Empty(PackRules.UnannouncedTotals(folder.Tree));
        folder.With("gis-samples/y/expected-totals.csv", "b\n");
        Assert.Single(PackRules.UnannouncedTotals(folder.Tree));
    }
}
