using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Register;

/// <summary>Reads lifecycle.csv strictly.</summary>
internal static class LifecycleTable
{
    public const string FileName = "lifecycle.csv";

    /// <summary>States of all programmes: the rest of the register knows them by these names.</summary>
    public static readonly string[] ProjectStates = ["draft", "notice", "validating", "validated", "rejected", "applied", "registered", "cancelled", "revoked"];

    /// <summary>States of a monitoring period.</summary>
    public static readonly string[] PeriodStates = ["none", "monitoring", "notice", "verifying", "verified", "applied", "registered", "issued"];

    private const string Columns = "rule,subject,from,event,to,actor,guard,documents,deadline,bound,count_from,article,zh,en,source,locator,status";

    public static IReadOnlyList<LifecycleRule> Read(string text, List<LoadProblem> problems)
    {
        var rules = new List<LifecycleRule>();
        if (PackCsv.Parse(PackText.Of(FileName, text), problems) is not { } csv)
            return rules;
        var needed = Columns.Split(',');
        foreach (var missing in needed.Where(n => csv.IndexOf(n) < 0))
            problems.Add(new(csv.File, 1, 1, $"has no column '{missing}'", $"the columns are {Columns}"));
        foreach (var other in csv.Header.Where(h => !needed.Contains(h)))
            problems.Add(new(csv.File, 1, csv.HeaderColumns[csv.IndexOf(other)], $"column '{other}' is not known", $"the columns are {Columns}"));
        if (problems.Count > 0)
            return rules;
        foreach (var row in csv.Rows)
        {
            var reader = new RuleReader(csv, row, problems);
            if (reader.Read() is not { } rule)
                continue;
            if (rule is { OfPeriod: false, From: "cancelled" or "revoked" } && rule.To != rule.From && (rule.From, rule.To) != ("cancelled", "revoked"))
                reader.Problem("to", $"a {rule.From} project stays so: {rule.Event} leads to {rule.To}", "a cancelled project may only be revoked");
            if (rule is { OfPeriod: true, From: "registered" or "issued" } && rule.To != rule.From && (rule.From, rule.To) != ("registered", "issued"))
                reader.Problem("to", $"a period that is {rule.From} stays so: {rule.Event} leads to {rule.To}", "a registered period may only be issued");
            if (rule is { OfPeriod: true, Event: Lifecycle.IssueEvent } && (rule.From, rule.To) != ("registered", "issued"))
                reader.Problem("to", $"units are issued for a registered period: {rule.Event} leads from {rule.From} to {rule.To}", "write registered and issued");
            if (rules.Find(r => Step(r) == Step(rule)) is { } first && (first.To != rule.To || !first.Roles.SequenceEqual(rule.Roles)))
                reader.Problem("to", $"{rule.Event} from {rule.From} leads elsewhere, or is taken by others, in another row", "rows of one step have the same to and actor");
            if (rule.Limit is not null && rules.Exists(r => Step(r) == Step(rule) && r.Limit is not null))
                reader.Problem("deadline", $"{rule.Event} from {rule.From} has a time limit in another row");
            rules.Add(rule);
        }

        foreach (var ofPeriod in (bool[])[false, true])
            Reachable(rules.Where(r => r.OfPeriod == ofPeriod).ToList(), ofPeriod ? "none" : "draft", ofPeriod ? "issued" : "registered", problems);
        return rules;
    }

    private static (bool, string, string) Step(LifecycleRule rule) => (rule.OfPeriod, rule.From, rule.Event);

    /// <summary>Every state of the file is reached from the first one, and the state that matters is among them.</summary>
    private static void Reachable(List<LifecycleRule> rules, string first, string last, List<LoadProblem> problems)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { first };
        while (rules.Exists(r => reached.Contains(r.From) && reached.Add(r.To)))
        {
        }

        foreach (var state in rules.SelectMany(r => (string[])[r.From, r.To]).Append(last).Distinct(StringComparer.Ordinal).Where(s => !reached.Contains(s)))
            problems.Add(new(FileName, 1, 1, $"no step leads from {first} to {state}"));
    }

    /// <summary>A row while it is read.</summary>
    private sealed class RuleReader(PackCsv csv, PackRow row, List<LoadProblem> problems)
    {
        private bool sound = true;

        public LifecycleRule? Read()
        {
            foreach (var name in (string[])["rule", "event", "actor", "article", "zh", "en", "source", "locator"])
                if (Cell(name).Length == 0)
                    Problem(name, $"'{name}' is blank");
            if (Cell("subject") is not ("project" or "period"))
                Problem("subject", $"'{Cell("subject")}' is neither project nor period");
            var ofPeriod = Cell("subject") == "period";
            foreach (var name in (string[])["from", "to"])
                if (!(ofPeriod ? PeriodStates : ProjectStates).Contains(Cell(name)))
                    Problem(name, $"'{Cell(name)}' is no state of a {Cell("subject")}", $"the states are {string.Join(", ", ofPeriod ? PeriodStates : ProjectStates)}");
            var roles = new List<RegisterRole>();
            foreach (var word in Words("actor", '|'))
            {
                if (word is "owner" or "verifier" or "registrar")
                    roles.Add(Enum.Parse<RegisterRole>(word, true));
                else
                    Problem("actor", $"'{word}' takes no steps", "write owner, verifier or registrar, with | between them");
            }

            var guard = Words("guard", ' ');
            if (guard.Length > 0 && Guards.Fault(guard) is { } fault)
                Problem("guard", fault);
            var (documents, limit) = (Words("documents", '|'), Limit());
            if (guard.Length == 0 && documents.Length == 0 && limit is null)
                Problem("guard", "the row asks for nothing", "give a guard, documents or a deadline");
            if (!Enum.TryParse<ParameterStatus>(Cell("status"), true, out var status) || !Cell("status").All(char.IsAsciiLetterLower))
                Problem("status", $"'{Cell("status")}' is no status", "write verified, secondary, memory, derived or declared");
            return !sound ? null : new(Cell("rule"), ofPeriod, Cell("from"), Cell("event"), Cell("to"), roles, guard, documents, limit, Cell("article"), new(Cell("zh"), Cell("en")), Cell("source"), Cell("locator"), status);
        }

        public void Problem(string name, string message, string hint = "")
        {
            sound = false;
            problems.Add(new(csv.File, row.Lines[csv.IndexOf(name)], row.Columns[csv.IndexOf(name)], message, hint));
        }

        private TimeLimit? Limit()
        {
            var (text, bound, count) = (Cell("deadline"), Cell("bound"), Cell("count_from"));
            if (text.Length + bound.Length + count.Length == 0)
                return null;
            if (TimeLimit.Length(text) is not { } length)
            {
                Problem("deadline", $"'{text}' is no time limit", "write 20wd (working days) or 30d (days)");
                return null;
            }

            if (bound is not ("at_least" or "at_most"))
                Problem("bound", $"'{bound}' is neither at_least nor at_most");
            if (count is not ("same_day" or "next_day"))
                Problem("count_from", $"'{count}' is neither same_day nor next_day");
            return new(length.Days, length.Working, bound == "at_least", count == "same_day");
        }

        private string[] Words(string name, char between) => Cell(name).Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        private string Cell(string name) => row.Cells[csv.IndexOf(name)];
    }
}
