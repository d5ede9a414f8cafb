using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>A rule says no (拒绝): which one, in which article, and why.</summary>
/// <param name="Rule">Stable name of the rule, e.g. R10 or quantity-held.</param>
/// <param name="Article">Article or section, e.g. ccer-measures-2023, art. 18; the programme's own where it has a text, else register (a rule of the register itself).</param>
/// <param name="Reason">Why, with the figures that decide.</param>
public sealed record Refusal(string Rule, string Article, Bilingual Reason)
{
    /// <summary>The most characters of a word that is repeated.</summary>
    private const int LongestEcho = 64;

    /// <summary>Why, with the figures that decide; one line, whatever the request held.</summary>
    public Bilingual Reason { get; init; } = new(CertificateStatement.OneLine(Reason.Zh), CertificateStatement.OneLine(Reason.En));

    /// <summary>As it is written into an entry.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(("rule", Rule), ("article", Article), ("zh", Reason.Zh), ("en", Reason.En));

    /// <summary>Back from an entry.</summary>
    public static Refusal Of(CanonicalObject written) => new(written.Text("rule"), written.Text("article"), new(written.Text("zh"), written.Text("en")));

    /// <summary>A word of the request as a refusal repeats it: in marks, on one line, and no longer than an id.</summary>
    internal static string Echo(string word) => $"“{CertificateStatement.OneLine(word.Length <= LongestEcho ? word : word[..LongestEcho] + "…").Replace('“', '\'').Replace('”', '\'').Replace('"', '\'')}”";
}

/// <summary>Thrown inside a transaction where a rule says no, before anything is put; the register logs it and gives it back as a <see cref="Refusal"/>.</summary>
public sealed class RefusedRequestException(Refusal refusal) : Exception(refusal.Reason.En)
{
    /// <summary>Makes one from its parts.</summary>
    public RefusedRequestException(string rule, string article, string zh, string en)
        : this(new Refusal(rule, article, new(zh, en)))
    {
    }

    /// <summary>The rule with its article and reason.</summary>
    public Refusal Refusal { get; } = refusal;
}
