using System.Text;
using System.Text.RegularExpressions;
using CarbonSink.Register;
using CarbonSink.Reports;
using CarbonSink.Runs;
using Xunit;

namespace CarbonSink.Tests.Runs;

/// <summary>The statement as people read it: days and times of China, serials whole, and what is held now told apart from the end of the window.</summary>
public sealed partial class StatementPageTests
{
    // 18:00 UTC of 5 January is 02:00 of 6 January in China; the unit was retired, as the request says, on 3 January. One more went after the window: 99 − 1 = 98.
    private static AccountStatement Statement { get; } = new(
        CanonicalObject.Of(("id", "a1"), ("holder", "h"), ("class", "owner"), ("state", "restricted")), 50, new(2024, 1, 6), new(2024, 1, 6),
        [new(new("ccer-2023", "LX-AF-01", 2021), 37, 61)],
        [new(42, "2024-01-05T18:00:00Z", new(2024, 1, 3), Verbs.Retire, "ccer-2023", 1, -1, null, [CanonicalObject.Of(("programme", "ccer-2023"), ("project", "LX-AF-01"), ("vintage", 2021), ("first", 1), ("last", 1))])],
        [("ccer-2023", 100, 99)], []);

    [Fact]
    public void Times_are_those_of_China_and_the_day_of_business_stands_beside()
    {
        Assert.Contains(">2024-01-03</td><td class=\"tight\">2024-01-06 02:00:00</td>", Page("zh"), StringComparison.Ordinal);
        using var csv = new MemoryStream();
        CsvTable.Write(StatementPage.Movements(Statement), csv);
        Assert.Contains("42,2024-01-03,2024-01-06 02:00:00,units.retire,ccer-2023", Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
        Assert.Equal("2024-01-05T18:00:00Z", StatementPage.ToCanonical(Statement).Objects("movements")[0].Text("time"));
    }

    [Theory]
    [InlineData("zh", "期末 99，现在 98；相差 −1 是 2024-01-06 之后登记的变动")]
    [InlineData("en", "99 at the end of the window, 98 now; the difference of −1 was recorded after 2024-01-06")]
    public void What_is_held_now_is_told_from_the_closing_balance(string language, string said) => Assert.Contains(said, Page(language), StringComparison.Ordinal);

    [Fact]
    public void A_Chinese_page_has_no_code_and_a_serial_is_whole_text()
    {
        var text = Tags().Replace(Page("zh"), "");
        Assert.Contains("ccer-2023/LX-AF-01/2021/1-1", text, StringComparison.Ordinal);
        foreach (var code in (string[])["units.", "retire", "owner", "restricted"])
            Assert.DoesNotContain(code, text, StringComparison.Ordinal);
    }

    private static string Page(string language)
    {
        using var page = new MemoryStream();
        StatementPage.Of(Statement, language).Write(page);
        var html = Encoding.UTF8.GetString(page.ToArray());
        return html[html.IndexOf("<body", StringComparison.Ordinal)..].Replace("\n", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
