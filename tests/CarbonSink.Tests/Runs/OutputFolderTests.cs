using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    private string Target => Path.Combine(place, "结果");

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void A_folder_appears_complete_with_its_manifest_and_leaves_nothing_beside_it()
    {
        var manifest = Run("a,b\n");
        Assert.Equal(["结果"], Entries(place));
        Assert.Equal(["manifest.json", "units.csv"], Entries(Target));
        var output = Assert.Single(manifest.Outputs);
        // printf 'a,b\n' | sha256sum
        Assert.Equal(("units.csv", "5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313", 4L), (output.Name, output.Sha256, output.Bytes));
        Assert.Equal(["units.csv"], Manifest.OutputsIn(Target));
    }

    [Fact]
    public void A_second_run_replaces_the_first_and_what_it_no_longer_writes()
    {
        Run("1", ("tables/old.csv", "x"));
        Run("2");
        Assert.Equal("2", File.ReadAllText(Path.Combine(Target, "units.csv")));
        Assert.Equal(["manifest.json", "units.csv"], Entries(Target));
        Assert.Equal(["结果"], Entries(place));
    }

    [Fact]
    public void Missing_parents_are_made_and_an_empty_folder_is_filled()
    {
        var deep = Path.Combine(place, "a", "b", "c");
        using (var folder = OutputFolder.Open(deep))
            folder.Commit(NewManifest());
        Assert.Equal(["manifest.json"], Entries(deep));

        Directory.CreateDirectory(Target);
        Run("1");
        Assert.Equal(["manifest.json", "units.csv"], Entries(Target));
    }

    [Fact]
    public void Disposing_without_commit_leaves_the_old_folder_untouched()
    {
        Run("old");
        using (var folder = OutputFolder.Open(Target))
            folder.Write("units.csv", s => s.Write("new"u8));
        Assert.Equal("old", File.ReadAllText(Path.Combine(Target, "units.csv")));
        Assert.Equal(["结果"], Entries(place));
    }

    [Fact]
    public void A_folder_of_somebody_else_is_not_replaced()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "thesis.docx"), "precious");
        Assert.Equal("OUT-0003", Refused(Target).Rule.Code);
        File.WriteAllText(Path.Combine(Target, "manifest.json"), """{"program":"other","outputs":[]}""");
        Assert.Equal("OUT-0003", Refused(Target).Rule.Code);
        File.WriteAllText(Path.Combine(Target, "manifest.json"), "[1");
        Assert.Equal("OUT-0003", Refused(Target).Rule.Code);
        Assert.Equal("precious", File.ReadAllText(Path.Combine(Target, "thesis.docx")));
        Assert.Equal(["结果"], Entries(place));
    }

    [Fact]
    public void A_file_that_was_put_into_our_folder_is_not_lost()
    {
        Run("1");
        File.WriteAllText(Path.Combine(Target, "notes.txt"), "mine");
        var finding = Refused(Target);
        Assert.Equal("OUT-0004", finding.Rule.Code);
        Assert.Contains("notes.txt", finding.Message("zh"), StringComparison.Ordinal);
        File.Delete(Path.Combine(Target, "notes.txt"));

        File.WriteAllText(Path.Combine(Target, "Thumbs.db"), "clutter of the desktop");
        Run("2");
        Assert.Equal("2", File.ReadAllText(Path.Combine(Target, "units.csv")));
    }

    [Fact]
    public void A_file_with_the_name_of_the_folder_is_refused_and_kept()
    {
        File.WriteAllText(Target, "a file");
        Assert.Equal("OUT-0002", Refused(Target).Rule.Code);
        Assert.Equal("a file", File.ReadAllText(Target));
        Assert.Equal(["结果"], Entries(place));
    }

    [Fact]
    public void A_place_below_a_file_is_refused_by_name()
    {
        File.WriteAllText(Path.Combine(place, "file"), "");
        var target = Path.Combine(place, "file", "out");
        var finding = Refused(target);
        Assert.Equal("OUT-0001", finding.Rule.Code);
        Assert.Contains(target, finding.Message("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_system_that_takes_no_files_is_refused()
    {
        if (OperatingSystem.IsLinux())
            Assert.Equal("OUT-0001", Refused("/proc/carbonsink-out").Rule.Code);
    }

    [Fact]
    public void A_locked_file_is_named_before_the_work_begins()
    {
        Run("1");
        using var other = new FileStream(Path.Combine(Target, "units.csv"), FileMode.Open, FileAccess.Read, FileShare.None);
        var finding = Refused(Target);
        Assert.Equal("OUT-0005", finding.Rule.Code);
        Assert.Contains("units.csv", finding.Message("zh"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_locked_during_the_work_keeps_the_new_result_and_the_old_one()
    {
        Run("old");
        using (var folder = OutputFolder.Open(Target))
        {
            folder.Write("units.csv", s => s.Write("new"u8));
            using var other = new FileStream(Path.Combine(Target, "units.csv"), FileMode.Open, FileAccess.Read, FileShare.None);
            var refusal = Assert.Throws<OutputException>(() => folder.Commit(NewManifest()));
            Assert.Equal("OUT-0007", refusal.Finding.Rule.Code);
            Assert.Contains("units.csv", refusal.Finding.Message("en"), StringComparison.Ordinal);
            Assert.Contains(folder.StagedPath, refusal.Finding.Message("en"), StringComparison.Ordinal);
        }

        Assert.Equal("old", File.ReadAllText(Path.Combine(Target, "units.csv")));
        var kept = Assert.Single(Directory.GetDirectories(place, ".结果.partial-*"));
        Assert.Equal("new", File.ReadAllText(Path.Combine(kept, "units.csv")));

        using (OutputFolder.Open(Target))
            Assert.True(Directory.Exists(kept)); // complete, so it stays until a later run succeeds
        Run("newest");
        Assert.Equal(["结果"], Entries(place));
    }

    [Fact]
    public void A_target_that_turns_into_a_file_during_the_work_keeps_the_new_result()
    {
        using var folder = OutputFolder.Open(Target);
        folder.Write("units.csv", s => s.Write("new"u8));
        File.WriteAllText(Target, "in the way");
        var refusal = Assert.Throws<OutputException>(() => folder.Commit(NewManifest()));
        Assert.Equal("OUT-0006", refusal.Finding.Rule.Code);
        Assert.Equal("in the way", File.ReadAllText(Target));
        Assert.Equal("new", File.ReadAllText(Path.Combine(folder.StagedPath, "units.csv")));
    }

    [Fact]
    public void Two_runs_do_not_write_to_one_place()
    {
        using var first = OutputFolder.Open(Target);
        Assert.Equal("OUT-0008", Refused(Target).Rule.Code);
        first.Commit(NewManifest());
    }

    [Fact]
    public void A_run_killed_while_building_leaves_litter_that_the_next_run_removes()
    {
        Run("old");
        Directory.CreateDirectory(Path.Combine(place, ".结果.partial-0badf00d", "tables"));
        File.WriteAllText(Path.Combine(place, ".结果.partial-0badf00d", "units.csv"), "half");
        File.WriteAllText(Path.Combine(place, ".结果.lock"), "");
        using (OutputFolder.Open(Target))
            Assert.False(Directory.Exists(Path.Combine(place, ".结果.partial-0badf00d")));
        Assert.Equal(["结果"], Entries(place));
        Assert.Equal("old", File.ReadAllText(Path.Combine(Target, "units.csv")));
    }

    [Fact]
    public void A_run_killed_between_its_renames_gets_the_old_folder_back()
    {
        Run("old");
        Directory.Move(Target, Path.Combine(place, ".结果.old-0badf00d"));
        using (OutputFolder.Open(Target))
            Assert.Equal("old", File.ReadAllText(Path.Combine(Target, "units.csv")));
        Assert.Equal(["结果"], Entries(place));
    }

    [Fact]
    public void A_run_killed_before_deleting_the_old_folder_keeps_the_new_one()
    {
        Run("new");
        Directory.CreateDirectory(Path.Combine(place, ".结果.old-0badf00d"));
        using (OutputFolder.Open(Target))
            Assert.Equal("new", File.ReadAllText(Path.Combine(Target, "units.csv")));
        Assert.Equal(["结果"], Entries(place));
    }

    [Fact]
    public void A_link_to_a_folder_stays_a_link()
    {
        var real = Path.Combine(place, "real");
        Directory.CreateDirectory(real);
        Directory.CreateSymbolicLink(Target, real);
        Run("1");
        Assert.NotNull(new DirectoryInfo(Target).LinkTarget);
        Assert.Equal(["manifest.json", "units.csv"], Entries(real));
    }

    [Fact]
    public void The_root_folder_is_refused() => Assert.Equal("OUT-0003", Refused(Path.GetPathRoot(place)!).Rule.Code);

    private static Manifest NewManifest() => new()
    {
        ProgramVersion = "0.1.0",
        Command = ["assess", "县"],
        TimeUtc = DateTime.UnixEpoch,
        Inputs = [],
        Packs = [],
        WorstStatus = ParameterStatus.Memory,
        FindingCounts = new Dictionary<Severity, long> { [Severity.Warning] = 3 },
    };

    private static Finding Refused(string target) => Assert.Throws<OutputException>(() => OutputFolder.Open(target)).Finding;

    private static string[] Entries(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal)];

    private Manifest Run(string units, params (string Name, string Text)[] others)
    {
        using var folder = OutputFolder.Open(Target);
        folder.Write("units.csv", s => s.Write(System.Text.Encoding.UTF8.GetBytes(units)));
        foreach (var (name, text) in others)
            folder.Write(name, s => s.Write(System.Text.Encoding.UTF8.GetBytes(text)));
        return folder.Commit(NewManifest());
    }
}
