namespace CarbonSink.Register;

/// <summary>What an actor may do (角色).</summary>
public enum RegisterRole
{
    /// <summary>公众: reads what is published.</summary>
    Public,

    /// <summary>项目业主、账户持有人: projects and accounts of its own.</summary>
    Owner,

    /// <summary>审定与核查机构: validates projects and verifies periods.</summary>
    Verifier,

    /// <summary>登记机构: admits actors, registers, issues, freezes, cancels.</summary>
    Registrar,

    /// <summary>交易机构: reports trades, freezes for a trade.</summary>
    Market,

    /// <summary>审计、监督: reads everything, changes nothing.</summary>
    Auditor,
}
