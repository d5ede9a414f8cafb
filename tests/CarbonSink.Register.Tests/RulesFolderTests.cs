using System.Globalization;
using CarbonSink.Methodologies;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Every folder with rules for the register, found by discovery.</summary>
public sealed class RulesFolderTests
{
    private static readonly MethodologyCatalog Catalog = MethodologyCatalog.Open(Path.Combine(AppContext.BaseDirectory, "methodology"));

    public static TheoryData<string> Folders => [.. ProgrammeFolder.Versions(Catalog).Select(p => $"{p.Id}/{p.Version}")];

    [Fact]
    public void The_folders_are_found() => Assert.Equal(["ccer-2023", "guangdong-phcer", "linxiang-wetland-indicator", "sanming-forest-ticket"], ProgrammeFolder.Versions(Catalog).Select(p => p.Id));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_compiles_and_each_row_tells_where_it_stands(string folder)
    {
        var rules = ProgrammeFolder.Load(Catalog, folder);
        Assert.All(rules.Lifecycle, r =>
        {
            Assert.True(r.Article.Length > 0 && r.Source.Length > 0 && r.Locator.Length > 0);
            Assert.Equal(r.Article == "register", r.Source == "carbonsink-register");
            Assert.Equal(r.Article == "register", r.Status == ParameterStatus.Declared);
            Assert.NotEqual(ParameterStatus.Verified, r.Status);
        });
        Assert.All(rules.Items, i => Assert.NotEqual(ParameterStatus.Verified, i.Status));
        Assert.Contains(rules.Lifecycle, r => r.Event == Lifecycle.IssueEvent && r.To == "issued");
    }

    [Fact]
    public void Every_guard_is_used_by_a_row() =>
        Assert.Empty(Guards.Names.Except(ProgrammeFolder.Versions(Catalog).SelectMany(p => ProgrammeFolder.Load(Catalog, $"{p.Id}/{p.Version}").Lifecycle).Where(r => r.Guard.Count > 0).Select(r => r.Guard[0])));

    /// <summary>R1 to R20 and D1, but R15 to R17: those are of trades and units, in register.json or in none.</summary>
    [Fact]
    public void The_national_mirror_has_every_rule_that_a_step_can_ask() =>
        Assert.Equal(
            ["D1", .. Enumerable.Range(1, 20).Where(n => n is not (15 or 16 or 17)).Select(n => "R" + n.ToString(CultureInfo.InvariantCulture))],
            TestProgramme.Load("ccer-2023").Lifecycle.Select(r => r.Name).Where(n => n == "D1" || (n[0] == 'R' && char.IsAsciiDigit(n[1]))).Distinct().OrderBy(n => n == "D1" ? 0 : int.Parse(n[1..], CultureInfo.InvariantCulture)));

    [Fact]
    public void Unit_classes_differ_and_statements_say_whose_units_they_are()
    {
        var rules = ProgrammeFolder.Versions(Catalog).Select(p => ProgrammeFolder.Load(Catalog, p.Id)).ToDictionary(p => p.Id);
        Assert.Equal(rules.Count, rules.Values.Select(r => r.UnitClass).Distinct().Count());
        Assert.Equal((true, "全国登记簿的镜像，不具法律效力", "mirror of the national register, no legal effect"), (rules["ccer-2023"].IsMirror, rules["ccer-2023"].Notices[0].Zh, rules["ccer-2023"].Notices[0].En));
        Assert.False(rules["linxiang-wetland-indicator"].IsMirror);
        Assert.Contains("not CCER; not usable for ETS surrender", rules["linxiang-wetland-indicator"].Notices.Select(n => n.En));
        Assert.NotNull(rules["linxiang-wetland-indicator"].Compensation);
    }

    [Theory]
    [InlineData("starts-after 2012-11-08", "starts-after 2012-11-31", "is no date")]
    [InlineData("starts-after 2012-11-08", "begins-after 2012-11-08", "is no guard")]
    [InlineData("20wd,at_least,same_day", "20 days,at_least,same_day", "is no time limit")]
    [InlineData("20wd,at_least,same_day", "20wd,at_least,first_day", "neither same_day nor next_day")]
    [InlineData("period,applied,register,registered", "period,applied,register,listed", "is no state of a period")]
    [InlineData("period,applied,register,registered,registrar,retain", "period,applied,register,registered,owner,retain", "leads elsewhere")]
    [InlineData("period,registered,issue,issued", "period,registered,issue,registered", "no step leads from none to issued")]
    [InlineData("period,registered,issue,issued", "period,verified,issue,issued", "units are issued for a registered period")]
    [InlineData("art. 10,2012", ",2012", "'article' is blank")]
    public void Faults_are_found_where_they_stand(string from, string to, string message)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "methodology", "programmes", "ccer-2023", "1");
        var files = Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        Assert.Contains(from, files["lifecycle.csv"], StringComparison.Ordinal);
        files["lifecycle.csv"] = files["lifecycle.csv"].Replace(from, to, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<MethodologyLoadException>(() => ProgrammeRules.Of(files)).Message, StringComparison.Ordinal);
    }

    /// <summary>A later version of a folder must not give back what was registered or issued: its days would be issued a second time.</summary>
    [Theory]
    [InlineData("verifying", null)]
    [InlineData("registered", "a period that is registered stays so: withdraw leads to none")]
    [InlineData("issued", "a period that is issued stays so: withdraw leads to none")]
    public void A_period_that_earned_is_not_withdrawn(string from, string? message)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "methodology", "programmes", "ccer-2023", "1");
        var files = Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        files["lifecycle.csv"] = files["lifecycle.csv"].TrimEnd() + $"\nback,period,{from},withdraw,none,registrar,,withdrawal,,,,register,撤回,withdrawn,carbonsink-register,-,declared\n";
        if (message is null)
            Assert.Contains(ProgrammeRules.Of(files).Lifecycle, r => r.Name == "back");
        else
            Assert.Contains(message, Assert.Throws<MethodologyLoadException>(() => ProgrammeRules.Of(files)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"mirror\": true", "\"mirror\": true, \"mirorr\": false", "\"mirorr\" is not known")]
    [InlineData("\"transferBy\": [\n    \"market\"", "\"transferBy\": [\n    \"exchange\"", "'exchange' is no role")]
    [InlineData("\"reason\": \"the day from which it is in force was not read\"", "\"classes\": []", "has neither")]
    public void Faults_of_register_json_are_found(string from, string to, string message)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "methodology", "programmes", "ccer-2023", "1");
        var files = Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        Assert.Contains(from, files["register.json"], StringComparison.Ordinal);
        files["register.json"] = files["register.json"].Replace(from, to, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<MethodologyLoadException>(() => ProgrammeRules.Of(files)).Message, StringComparison.Ordinal);
    }
}
