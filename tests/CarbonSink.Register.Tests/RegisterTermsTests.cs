using System.Text.Json;
using CarbonSink.Register;
using Xunit;

namespace CarbonSink.Register.Tests;

/// <summary>Every code that a reader can meet has a Chinese and an English name.</summary>
public sealed class RegisterTermsTests
{
    public static TheoryData<string> Programmes => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "methodology", "programmes"), ProgrammeRules.FileName, SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(AppContext.BaseDirectory, Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programmes))]
    public void States_events_roles_documents_classes_and_reasons_of_a_shipped_programme_have_names(string programme)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, programme);
        var rules = ProgrammeRules.Of(Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f)!, File.ReadAllText, StringComparer.Ordinal));
        Assert.NotEmpty(rules.Lifecycle);
        var codes = rules.Lifecycle.SelectMany(r => (IEnumerable<(string, string)>)[("state", r.From), ("state", r.To), ("event", r.Event), .. r.Roles.Select(role => ("role", Word(role))), .. r.Documents.Select(d => ("document", d))])
            .Concat(rules.AccountClasses.Select(c => ("class", c))).Concat(rules.RetirementReasons.Select(r => ("reason", r.Reason)));
        Assert.Empty(Nameless(codes));
    }

    [Fact]
    public void Verbs_roles_freezes_and_states_of_units_and_accounts_have_names()
    {
        var codes = VerbRule.All.Keys.Select(v => ("verb", v)).Concat(Enum.GetValues<RegisterRole>().Select(r => ("role", Word(r)))).Concat(Enum.GetValues<UnitState>().Select(s => ("state", Word(s)))).Concat(Enum.GetValues<ClaimState>().Select(s => ("state", Word(s))))
            .Concat(((string[])["trade", "pledge", "judicial", "suspension"]).Select(k => ("freeze", k))).Concat(((string[])["normal", "restricted", "closed", "active", "suspended"]).Select(s => ("state", s)));
        Assert.Empty(Nameless(codes));
        Assert.Equal([("verb", "units.melt")], Nameless([("verb", "units.melt")]));
    }

    private static List<(string, string)> Nameless(IEnumerable<(string Kind, string Code)> codes) =>
        [.. codes.Distinct().Where(c => RegisterTerms.Find(c.Kind, c.Code) is not { } term || !term.Zh.Any(l => l >= '\u4E00') || term.En.Length == 0 || term.En.Any(l => l >= '\u4E00'))];

    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
