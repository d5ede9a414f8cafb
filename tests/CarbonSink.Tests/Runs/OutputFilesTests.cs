using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>A set of files in every state in which a run can be killed: what the next run finds is the old set or the new one, never some of both.</summary>
public sealed class OutputFilesTests : IDisposable
{
    private static readonly string[] Companions = [".dbf", ".prj", ".shx"];

    private readonly string place = Directory.CreateTempSubdirectory("carbonsink-").FullName;

    private string Target => Path.Combine(place, "小班.shp");

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public void The_old_set_is_replaced_as_a_whole()
    {
        Put(place, "old", ".dbf", ".prj", ".shp", ".shx");
        using (var files = OutputFiles.Open(Target, Companions, replace: true))
        {
            Put(Path.GetDirectoryName(files.StagedPath)!, "new", ".dbf", ".shp");
            files.Commit();
        }

        Assert.Equal([".dbf new", ".shp new"], Set());
    }

    [Fact]
    public void Killed_while_building_the_old_set_stays_and_the_leftover_goes()
    {
        Put(place, "old", ".dbf", ".shp");
        Put(Leftover("new"), "new", ".dbf");
        Open();
        Assert.Equal([".dbf old", ".shp old"], Set());
    }

    /// <summary>The .dbf was away and the .shp was not: the next run once deleted the only .dbf.</summary>
    [Fact]
    public void Killed_while_the_old_set_is_renamed_away_it_comes_back()
    {
        Put(place, "old", ".shp", ".shx");
        Put(Leftover("old"), "old", ".dbf", ".prj");
        Put(Leftover("new"), "new", ".dbf", ".shp", ".shx");
        Open();
        Assert.Equal([".dbf old", ".prj old", ".shp old", ".shx old"], Set());
    }

    /// <summary>The new .dbf was there and the new .shp was not: the next run once put the old .shp beside it.</summary>
    [Fact]
    public void Killed_while_the_new_set_is_renamed_in_the_rest_of_it_follows()
    {
        Put(place, "new", ".dbf");
        Put(Leftover("old"), "old", ".dbf", ".prj", ".shp");
        Put(Leftover("new"), "new", ".shp", ".shx");
        File.WriteAllText(Path.Combine(Leftover(), "placing"), "");
        Open();
        Assert.Equal([".dbf new", ".shp new", ".shx new"], Set());
    }

    [Fact]
    public void What_another_run_holds_is_left_to_it()
    {
        using var first = OutputFiles.Open(Target, Companions, replace: true);
        Put(Path.GetDirectoryName(first.StagedPath)!, "first", ".shp");
        Open();
        first.Commit();
        first.Dispose();
        Assert.Equal([".shp first"], Set());
    }

    [Fact]
    public void A_file_that_came_meanwhile_is_not_replaced_by_what_was_left_over()
    {
        Put(place, "mine", ".dbf");
        Put(Leftover("old"), "old", ".dbf");
        Open();
        Assert.Equal("mine", File.ReadAllText(Path.Combine(place, "小班.dbf")));
        Assert.Equal("old", File.ReadAllText(Path.Combine(Leftover("old"), "小班.dbf")));
    }

    private void Open() => OutputFiles.Open(Target, Companions, replace: true).Dispose();

    private string Leftover(string folder = "") => Directory.CreateDirectory(Path.Combine(place, OutputFiles.Prefix("小班.shp") + "dead", folder)).FullName;

    private static void Put(string folder, string text, params string[] extensions)
    {
        foreach (var extension in extensions)
            File.WriteAllText(Path.Combine(folder, "小班" + extension), text);
    }

    /// <summary>Everything in the place, in order: extension and text.</summary>
    private IEnumerable<string> Set() => Directory.GetFileSystemEntries(place).Order(StringComparer.Ordinal).Select(f => $"{Path.GetExtension(f)} {File.ReadAllText(f)}");
}
