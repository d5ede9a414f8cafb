using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>What a programme's folder says to the register (机制规则), compiled from the texts that the ledger holds, so that a replay needs nothing else. Immutable.</summary>
public sealed record ProgrammeRules
{
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

    /// <summary>Compiles the texts of a programme's folder.</summary>
    /// <param name="files">File names (programme.json, register.json, lifecycle.csv …) with their texts.</param>
    /// <exception cref="MethodologyLoadException">They are wrong; carries every problem.</exception>
    public static ProgrammeRules Of(IReadOnlyDictionary<string, string> files) => throw new NotSupportedException($"{files.Count}");
}
