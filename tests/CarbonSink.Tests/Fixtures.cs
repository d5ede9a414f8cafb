using Xunit;

namespace CarbonSink.Tests;

/// <summary>Where the repository and the third-party fixtures beside it lie on this computer.</summary>
public static class Repository
{
    /// <summary>The folder that holds CarbonSink.sln, found by walking up from the test binaries.</summary>
    /// <exception cref="DirectoryNotFoundException">The binaries do not lie below the repository.</exception>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Absolute path of a file or folder of the repository, written with forward slashes.</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    /// <summary>Absolute path of a file or folder of the fixtures, e.g. "fixtures/vectors/gbk"; they lie in the folder `shared` beside the repository.</summary>
    public static string SharedPath(string relative) => Path.GetFullPath(Path.Combine(Root, "..", "shared", relative));

    /// <summary>Whether a missing fixture is a failure (REQUIRE_FIXTURES=1) and not a reason to skip.</summary>
    public static bool FixturesAreRequired => Environment.GetEnvironmentVariable("REQUIRE_FIXTURES") == "1";

    /// <summary>Why a test on these fixtures is skipped, or null when it runs.</summary>
    public static string? ReasonToSkip(string relative, bool required)
    {
        var path = SharedPath(relative);
        return required || File.Exists(path) || Directory.Exists(path)
            ? null
            : $"fixture ../shared/{relative} is absent (REQUIRE_FIXTURES=1 makes this a failure)";
    }

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CarbonSink.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder above {start} holds CarbonSink.sln");
    }
}

/// <summary>A test on third-party fixtures: skipped, with the reason, where they are absent, unless REQUIRE_FIXTURES=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixtureFactAttribute : FactAttribute
{
    /// <summary>Needs this file or folder, relative to the folder `shared` beside the repository.</summary>
    public FixtureFactAttribute(string path)
    {
        Path = path;
        if (Repository.ReasonToSkip(path, Repository.FixturesAreRequired) is { } reason)
            Skip = reason;
    }

    /// <summary>The fixture, relative to the folder `shared`.</summary>
    public string Path { get; }
}

/// <summary>A theory on third-party fixtures: skipped, with the reason, where they are absent, unless REQUIRE_FIXTURES=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixtureTheoryAttribute : TheoryAttribute
{
    /// <summary>Needs this file or folder, relative to the folder `shared` beside the repository.</summary>
    public FixtureTheoryAttribute(string path)
    {
        Path = path;
        if (Repository.ReasonToSkip(path, Repository.FixturesAreRequired) is { } reason)
            Skip = reason;
    }

    /// <summary>The fixture, relative to the folder `shared`.</summary>
    public string Path { get; }
}
