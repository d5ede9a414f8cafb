using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>A test that kills, traces or starves processes as Linux does: skipped, with the reason, elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    /// <summary>Needs Linux, and a program where one is named.</summary>
    public LinuxFactAttribute(string? program = null)
    {
        Program = program;
        if (Reason(program) is { } reason)
            Skip = reason;
    }

    /// <summary>The program.</summary>
    public string? Program { get; }

    private static string? Reason(string? program) => !OperatingSystem.IsLinux() ? "kill -9, strace and tmpfs are those of Linux"
        : program is not null && Environment.GetEnvironmentVariable("REQUIRE_FIXTURES") != "1" && !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(p => File.Exists(Path.Combine(p, program))) ? $"{program} is absent; test.sh installs it (REQUIRE_FIXTURES=1 makes this a failure)"
        : null;
}
