using Xunit;

namespace CarbonSink.Tests.Conventions;

public class PublicApiTests
{
    private const string File = "tests/CarbonSink.Tests/Conventions/PublicApi.approved.txt";

    [Fact]
    public void Public_api_is_the_approved_one()
    {
        var actual = PublicApi.Lines(SourceAssemblies.Types);
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "1")
            System.IO.File.WriteAllText(Repository.PathOf(File), string.Concat(actual.Select(l => l + "\n")));
        var approved = SourceTree.OfRepository.Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Rule.Holds(
            PublicApi.Differences(approved, actual),
            "If the change is meant, refresh the list and read its diff:\n  UPDATE_PUBLIC_API=1 dotnet test -c Release tests/CarbonSink.Tests --filter PublicApiTests");
    }

    [Fact]
    public void A_change_of_the_api_is_found() => Assert.Equal(["- b", "+ c"], PublicApi.Differences(["a", "b"], ["a", "c"]));

    [Fact]
    public void The_api_is_printed_one_member_a_line()
    {
        const string me = "CarbonSink.Tests.Conventions.PublicApiTests";
        string[] expected =
        [
            $"{me}.Plot = sealed record : IEquatable<Plot>",
            $"{me}.Plot..ctor(string Name, double? Area, IReadOnlyList<string?>? Notes)",
            $"{me}.Plot.Area {{ get; init }}: double?",
            $"{me}.Plot.Limit: const int = 7",
            $"{me}.Plot.Mean<T>(T[] values, out int count, string language = \"zh\"): static (double, T)",
            $"{me}.Plot.Name {{ get; init }}: string",
            $"{me}.Plot.Notes {{ get; init }}: IReadOnlyList<string?>?",
            $"{me}.Plot.ToString(): override string",
            $"{me}.Season = enum",
            $"{me}.Season.Dry = 1",
            $"{me}.Season.Wet = 4",
        ];
        Rule.Holds(PublicApi.Differences(expected, PublicApi.Lines([typeof(Plot), typeof(Season), typeof(Hidden)])));
    }

    public enum Season
    {
        Dry = 1,
        Wet = 4,
    }

    public sealed record Plot(string Name, double? Area, IReadOnlyList<string?>? Notes)
    {
        public const int Limit = 7;

        public static (double Mean, T First) Mean<T>(T[] values, out int count, string language = "zh")
        {
            count = values.Length + language.Length;
            return (0, values[0]);
        }

        public override string ToString() => Name;
    }

    private sealed record Hidden(int Value);
}
