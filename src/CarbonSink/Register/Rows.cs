namespace CarbonSink.Register;

/// <summary>Kinds of state rows (状态行) with their ids; state is a fold over the entries, so every row can be found again by replay.</summary>
public static class Rows
{
    /// <summary>The register itself, id "register": {logId, zh, en, publicKey, keys[]{publicKey, from}}.</summary>
    public const string Register = "register";

    /// <summary>An adopted programme, id = programme: {id, version, sha256, files[]{name, text}, tier}.</summary>
    public const string Programme = "programme";

    /// <summary>A price list, id = programme: {programme, prices[]{category, fenPerUnit, from, to?}, document}.</summary>
    public const string Prices = "prices";

    /// <summary>A calendar year, id = yyyy: {year, holidays[], workingDays[], document}.</summary>
    public const string Calendar = "calendar";

    /// <summary>An actor, id = actor: {id, name, roles[], tokenSha256?, publicKey?, state: active|suspended, details{}}.</summary>
    public const string Actor = "actor";

    /// <summary>An account, id = account: {id, holder, class, opened, acquired?, state: normal|restricted|closed}; acquired is the last day on which units came in by transfer.</summary>
    public const string Account = "account";

    /// <summary>A project, id = project: {id, programme, name, owner, methodology, start, from, to, pools[], divisions[], facts{}, state, since, history[]{event, from, to, date, entry, actor, by?, late?}, validator?, consultants[]?, distinctFrom[]{project, sha256, name, kind, reason, entry}?, …}.</summary>
    public const string Project = "project";

    /// <summary>A monitoring period, id = project/number: {project, number, from, to, state, since, history[], reportedT?, verifiedT?, vintages[]{year, t}, verifier?, run?, issuedT?}.</summary>
    public const string Period = "period";

    /// <summary>Last number of a series, id = programme/project/vintage: {last, issues[]{first, date}}.</summary>
    public const string Series = "series";

    /// <summary>An issuance, id = programme/project/vintage/first: {period, first, last, account, entry}.</summary>
    public const string Issuance = "issuance";

    /// <summary>A freeze, id = index of its entry: {entry, account, kind: trade|pledge|judicial|suspension, by, reason, blocks[], creditor?, state: open|released|cancelled}.</summary>
    public const string Freeze = "freeze";

    /// <summary>A retirement or forced cancellation, id = index of its entry: {entry, account, kind: retirement|debtSettlement|compensation|forced, reason, beneficiary, purpose, date, blocks[], quantity}.</summary>
    public const string Retirement = "retirement";

    /// <summary>A compensation, id = index of its entry.</summary>
    public const string Compensation = "compensation";

    /// <summary>A row of a historic register.</summary>
    public const string Historic = "historic";

    /// <summary>A trade that was reported, id = programme/number without blanks and in capitals: {entry}.</summary>
    public const string Trade = "trade";

    /// <summary>Actors of another country, id = name, or "org:" and organisation: {actors[]}; the row of the actor says what holds now.</summary>
    public const string Abroad = "abroad";

    /// <summary>Sums owed after false units were issued (R19), id = actor, or "org:" and its organisation, or "name:" or (where it has an organisation) "named:" and its name: {actor, owed[]{programme, quantity, entry, keys[]}}, keys being the ids of all rows that hold the sum.</summary>
    public const string Debt = "debt";

    /// <summary>A tenure certificate of a cancelled project (R8), id = programme/certificate: {id, project, parcel, tenure, date}.</summary>
    public const string Tombstone = "tombstone";

    /// <summary>A ban on applications after a project was revoked (R19), id = actor, or "org:" and its organisation, or "name:" or (where it has an organisation) "named:" and its name: {id, project, from, until, article}.</summary>
    public const string Ban = "ban";
}
