namespace CarbonSink.Register;

/// <summary>What can be asked of the register (登记事项): a closed list.</summary>
public static class Verbs
{
    /// <summary>Opens the register: entry 0.</summary>
    public const string Open = "register.open";

    /// <summary>Replaces the signing key; signed by the old one.</summary>
    public const string RotateKey = "key.rotate";

    /// <summary>Takes a programme's folder into the ledger, text for text.</summary>
    public const string AdoptProgramme = "programme.adopt";

    /// <summary>Opens the next access tier of a programme.</summary>
    public const string OpenTier = "programme.tier";

    /// <summary>Sets the price list of a programme (compensation), from a document of the authority.</summary>
    public const string SetPrices = "programme.prices";

    /// <summary>Sets holidays and working weekend days of a year.</summary>
    public const string SetCalendar = "calendar.set";

    /// <summary>Admits an actor, or changes its roles and credential.</summary>
    public const string AdmitActor = "actor.admit";

    /// <summary>Suspends an actor.</summary>
    public const string SuspendActor = "actor.suspend";

    /// <summary>Restores a suspended actor.</summary>
    public const string RestoreActor = "actor.restore";

    /// <summary>Opens an account.</summary>
    public const string OpenAccount = "account.open";

    /// <summary>Restricts, restores or closes an account (payload state).</summary>
    public const string SetAccount = "account.set";

    /// <summary>Drafts a project with its parcels.</summary>
    public const string DraftProject = "project.draft";

    /// <summary>Withdraws a draft that was never published.</summary>
    public const string WithdrawProject = "project.withdraw";

    /// <summary>Declares a project's land distinct from that of another, from a document.</summary>
    public const string DistinctProject = "project.distinct";

    /// <summary>An event in the life of a project (payload event: a row of lifecycle.csv).</summary>
    public const string StepProject = "project.step";

    /// <summary>An event in the life of a monitoring period.</summary>
    public const string StepPeriod = "period.step";

    /// <summary>Issues units of a registered period.</summary>
    public const string Issue = "units.issue";

    /// <summary>Moves units between accounts.</summary>
    public const string Transfer = "units.transfer";

    /// <summary>Freezes units: trade, pledge or judicial.</summary>
    public const string Freeze = "units.freeze";

    /// <summary>Releases a freeze.</summary>
    public const string Release = "units.release";

    /// <summary>Retires units with reason and beneficiary.</summary>
    public const string Retire = "units.retire";

    /// <summary>Cancels units by force.</summary>
    public const string ForceCancel = "units.forceCancel";

    /// <summary>Buys a local indicator as compensation at the programme's price list.</summary>
    public const string Compensate = "units.compensate";

    /// <summary>One row of a historic register.</summary>
    public const string ImportHistoric = "historic.row";
}
