using System.Diagnostics;
using CarbonSink.Tests;
using Xunit;

namespace CarbonSink.Integration.Tests;

/// <summary>A program of this computer that tests judge our files by; test.sh installs them.</summary>
public static class Tools
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs ogrinfo of GDAL.</summary>
    public static ToolRun Ogrinfo(params string[] arguments) => Run("ogrinfo", arguments);

    /// <summary>Runs ogr2ogr of GDAL.</summary>
    public static ToolRun Ogr2ogr(params string[] arguments) => Run("ogr2ogr", arguments);

    /// <summary>Runs the Python of the system, which sees the modules that the system's packages bring.</summary>
    public static ToolRun Python(params string[] arguments) => Run(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", arguments);

    /// <summary>Runs LibreOffice without a window, with settings of its own.</summary>
    public static ToolRun Soffice(string settings, params string[] arguments) => Run("soffice", [$"-env:UserInstallation={new Uri(settings).AbsoluteUri}", "--headless", .. arguments]);

    /// <summary>Whether ogrinfo, soffice with pdftotext, or a module of Python, is there.</summary>
    public static bool Has(string tool)
    {
        try
        {
            return tool switch
            {
                "ogrinfo" => Ogrinfo("--version").ExitCode == 0,
                "soffice" => Run("soffice", "--version").ExitCode == 0 && Run("pdftotext", "-v").ExitCode == 0,
                _ => Python("-c", $"import {tool}").ExitCode == 0,
            };
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs a program.</summary>
    public static ToolRun Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["QT_QPA_PLATFORM"] = "offscreen";
        using var process = Process.Start(start)!;
        var errors = ProgramRun.Drain(process.StandardError);
        var output = ProgramRun.Drain(process.StandardOutput);
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Patience}");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}

/// <summary>What a tool left behind.</summary>
public sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Asserts success, showing what was said where there was none.</summary>
    public ToolRun Succeeds()
    {
        Assert.True(ExitCode == 0, $"exit status {ExitCode}\n{Output}\n{Errors}");
        return this;
    }
}

/// <summary>A test that asks a tool: skipped, with the reason, where it is absent, unless REQUIRE_FIXTURES=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <summary>Needs ogrinfo, soffice with pdftotext, or a module of Python.</summary>
    public ToolFactAttribute(string tool)
    {
        Tool = tool;
        if (!Repository.FixturesAreRequired && !Tools.Has(tool))
            Skip = $"{tool} is absent; test.sh installs it (REQUIRE_FIXTURES=1 makes this a failure)";
    }

    /// <summary>The tool.</summary>
    public string Tool { get; }
}
