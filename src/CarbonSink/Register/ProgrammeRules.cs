using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Register;

/// <summary>What a programme's folder says to the register (机制规则), compiled from the texts that the ledger holds, so that a replay needs nothing else. Immutable.</summary>
public sealed record ProgrammeRules
{
    /// <summary>Name of the file beside lifecycle.csv.</summary>
    public const string FileName = "register.json";

    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Version.</summary>
    public required string Version { get; init; }

    /// <summary>What it is called.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>Unit class (减排量类别), e.g. CCER, PHCER; units of different classes never mix.</summary>
    public required string UnitClass { get; init; }

    /// <summary>What one unit is, e.g. tCO2e.</summary>
    public required string Unit { get; init; }

    /// <summary>Whether balances are a mirror of another register.</summary>
    public required bool IsMirror { get; init; }

    /// <summary>What every statement and certificate of this programme says, e.g. mirror of the national register, no legal effect.</summary>
    public required IReadOnlyList<Bilingual> Notices { get; init; }

    /// <summary>Account classes that may hold its units.</summary>
    public required IReadOnlyList<string> AccountClasses { get; init; }

    /// <summary>Roles that may report a transfer.</summary>
    public required IReadOnlyList<RegisterRole> TransferBy { get; init; }

    /// <summary>Reasons of retirement, with their articles.</summary>
    public required IReadOnlyList<(string Reason, string Article, Bilingual Text)> RetirementReasons { get; init; }

    /// <summary>How its rules are known.</summary>
    public required ParameterStatus Status { get; init; }

    /// <summary>The rows of lifecycle.csv.</summary>
    public IReadOnlyList<LifecycleRule> Lifecycle { get; init; } = [];

    /// <summary>The other rules: account classes, methodologies, reasons, access, cross-border use, each with article, source and status.</summary>
    public IReadOnlyList<ProgrammeItem> Items { get; init; } = [];

    /// <summary>Methodologies with the day from which they are in force (null: not known).</summary>
    public IReadOnlyList<(string Id, DateOnly? From, DateOnly? To)> Methodologies { get; init; } = [];

    /// <summary>Access tiers (准入层级) in the order in which they are opened: accounts of which classes may acquire units once the tier is open; tier 0 is open from the beginning; empty where all may.</summary>
    public IReadOnlyList<(int Tier, IReadOnlyList<string> Classes)> Tiers { get; init; } = [];

    /// <summary>Whether units may be used for holders and beneficiaries outside China; where not, only under a rule document.</summary>
    public bool AllowsCrossBorder { get; init; }

    /// <summary>Why there is no price list of compensation until the authority's document gives one; null where the programme knows no compensation.</summary>
    public Bilingual? Compensation { get; init; }

    /// <summary>The rule of a kind with an id, e.g. cross-border; null for none.</summary>
    public ProgrammeItem? Item(string kind, string id) => Items.FirstOrDefault(i => i.Kind == kind && i.Id == id);

    /// <summary>Compiles the texts of a programme's folder.</summary>
    /// <param name="files">File names (programme.json, register.json, lifecycle.csv …) with their texts.</param>
    /// <exception cref="MethodologyLoadException">They are wrong; carries every problem.</exception>
    public static ProgrammeRules Of(IReadOnlyDictionary<string, string> files)
    {
        var problems = new List<LoadProblem>();
        foreach (var missing in ((string[])[FileName, LifecycleTable.FileName]).Where(f => !files.ContainsKey(f)))
            problems.Add(new(missing, 1, 1, "is missing"));
        if (problems.Count > 0)
            throw new MethodologyLoadException(problems);
        var lifecycle = LifecycleTable.Read(files[LifecycleTable.FileName], problems);
        var rules = ProgrammeFile.Read(files[FileName], problems);
        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : rules! with { Lifecycle = lifecycle };
    }
}

/// <summary>A rule of register.json (机制条款) with where it stands.</summary>
/// <param name="Kind">accountClasses, methodologies, retirementReasons, tiers, crossBorder or compensation.</param>
/// <param name="Id">What it is about.</param>
/// <param name="Article">Article or section; "register" where it is our own.</param>
/// <param name="Text">What it says.</param>
/// <param name="Source">Id in sources.csv.</param>
/// <param name="Status">How it is known.</param>
public sealed record ProgrammeItem(string Kind, string Id, string Article, Bilingual Text, string Source, ParameterStatus Status)
{
    /// <summary>As refusals cite it: source and article, or "register".</summary>
    public string Cited => Article == "register" ? Article : $"{Source}, {Article}";
}
