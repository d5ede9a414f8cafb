using System.Globalization;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Projects;

/// <summary>The rules of eligibility of a methodology or programme (适用条件表), read strictly from eligibility.csv in its folder. Immutable.</summary>
/// <param name="Pack">Folder of the pack, e.g. methods/ccer-14-001/1.</param>
/// <param name="Rules">The rules in the order of the file; none where there is no file.</param>
public sealed record EligibilityRules(string Pack, IReadOnlyList<EligibilityRule> Rules)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "eligibility.csv";

    private const string Columns = "rule,group,article,scope,predicate,subject,limit,unit,codes,from_start,to_start,zh,en,source,locator,status,reason";

    private static readonly IReadOnlyDictionary<string, (EligibilityPredicate Predicate, EligibilityScope Scope, string[] Units)> Predicates = new Dictionary<string, (EligibilityPredicate, EligibilityScope, string[])>(StringComparer.Ordinal)
    {
        ["part-area-min"] = (EligibilityPredicate.PartAreaMin, EligibilityScope.Parcel, ["m2", "ha", "mu"]),
        ["overlap-max"] = (EligibilityPredicate.OverlapMax, EligibilityScope.Parcel, ["m2", "%"]),
        ["overlap-min"] = (EligibilityPredicate.OverlapMin, EligibilityScope.Parcel, ["%"]),
        ["years-since-min"] = (EligibilityPredicate.YearsSinceMin, EligibilityScope.Parcel, ["yr"]),
        ["share-max"] = (EligibilityPredicate.ShareMax, EligibilityScope.Project, []),
        ["value-min"] = (EligibilityPredicate.ValueMin, EligibilityScope.Parcel, []),
        ["value-max"] = (EligibilityPredicate.ValueMax, EligibilityScope.Parcel, []),
        ["code-in"] = (EligibilityPredicate.CodeIn, EligibilityScope.Parcel, []),
        ["code-not-in"] = (EligibilityPredicate.CodeNotIn, EligibilityScope.Parcel, []),
        ["evidence"] = (EligibilityPredicate.Evidence, EligibilityScope.Parcel, []),
        ["declared"] = (EligibilityPredicate.Declared, EligibilityScope.Project, []),
        ["date-after"] = (EligibilityPredicate.DateAfter, EligibilityScope.Project, []),
        ["length-min"] = (EligibilityPredicate.LengthMin, EligibilityScope.Project, ["yr"]),
        ["length-max"] = (EligibilityPredicate.LengthMax, EligibilityScope.Project, ["yr"]),
        ["within"] = (EligibilityPredicate.Within, EligibilityScope.Project, []),
        ["within-years"] = (EligibilityPredicate.WithinYears, EligibilityScope.Period, ["yr"]),
        ["same-province"] = (EligibilityPredicate.SameProvince, EligibilityScope.Project, []),
    };

    /// <summary>Rules of a method, <c>id/version</c>; without a file there are none.</summary>
    /// <exception cref="MethodologyLoadException">The file is wrong; carries every problem.</exception>
    public static EligibilityRules OfMethod(MethodologyCatalog catalog, string id, string version) => Load(catalog, $"methods/{id}/{version}");

    /// <summary>Rules of a programme.</summary>
    /// <exception cref="MethodologyLoadException">The file is wrong; carries every problem.</exception>
    public static EligibilityRules OfProgramme(MethodologyCatalog catalog, string id, string version) => Load(catalog, $"programmes/{id}/{version}");

    /// <summary>What is wrong with the rules of a methodology folder.</summary>
    internal static IReadOnlyList<LoadProblem> Check(MethodologyCatalog catalog)
    {
        var problems = new List<LoadProblem>();
        foreach (var root in (string[])["methods", "programmes"])
        {
            var start = Path.Combine(catalog.Folder, root);
            foreach (var file in Directory.Exists(start) ? Directory.GetFiles(start, FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
                Read(catalog, Path.GetRelativePath(catalog.Folder, Path.GetDirectoryName(file)!).Replace('\\', '/'), problems);
        }

        return problems;
    }

    private static EligibilityRules Load(MethodologyCatalog catalog, string pack)
    {
        if (!File.Exists(Path.Combine(catalog.Folder, pack, FileName)))
            return new(pack, []);
        var problems = new List<LoadProblem>();
        var rules = Read(catalog, pack, problems);
        return problems.Count > 0 ? throw new MethodologyLoadException(problems) : new(pack, rules);
    }

    private static List<EligibilityRule> Read(MethodologyCatalog catalog, string pack, List<LoadProblem> problems)
    {
        var rules = new List<EligibilityRule>();
        if (MethodologyCatalog.Csv(catalog.Folder, Path.Combine(catalog.Folder, pack, FileName), problems) is not { } csv)
            return rules;
        var needed = Columns.Split(',');
        foreach (var missing in needed.Where(n => csv.IndexOf(n) < 0))
            problems.Add(new(csv.File, 1, 1, $"has no column '{missing}'", $"the columns are {Columns}"));
        foreach (var other in csv.Header.Where(h => !needed.Contains(h)))
            problems.Add(new(csv.File, 1, csv.HeaderColumns[csv.IndexOf(other)], $"column '{other}' is not known", $"the columns are {Columns}"));
        if (problems.Exists(p => p.File == csv.File))
            return rules;
        foreach (var row in csv.Rows)
        {
            if (new EligibilityRow(csv, row, problems).Rule(catalog, Predicates) is not { } rule)
                continue;
            if (rules.Find(r => r.Id == rule.Id && r.Predicate == rule.Predicate && r.SubjectText == rule.SubjectText && Overlaps(r, rule)) is not null)
                problems.Add(new(csv.File, row.Line, 1, $"rule '{rule.Id}' stands twice for the same starts", "rows of one rule have windows from_start … to_start without common days"));
            rules.Add(rule);
        }

        return rules;
    }

    private static bool Overlaps(EligibilityRule a, EligibilityRule b) => !(a.FromStart > b.ToStart) && !(b.FromStart > a.ToStart);

    /// <summary>A row while it is read.</summary>
    private sealed class EligibilityRow(PackCsv csv, PackRow row, List<LoadProblem> problems)
    {
        private bool sound = true;

        public EligibilityRule? Rule(MethodologyCatalog catalog, IReadOnlyDictionary<string, (EligibilityPredicate Predicate, EligibilityScope Scope, string[] Units)> predicates)
        {
            foreach (var name in (string[])["rule", "article", "zh", "en", "source", "locator"])
                if (Cell(name).Length == 0)
                    Problem(name, $"'{name}' is blank");
            if (!predicates.TryGetValue(Cell("predicate"), out var known))
            {
                Problem("predicate", $"'{Cell("predicate")}' is no predicate", $"write one of {string.Join(", ", predicates.Keys)}");
                return null;
            }

            if (Cell("source") is { Length: > 0 } source && !catalog.Sources.ContainsKey(source.Split(',')[0].Trim()))
                Problem("source", $"source '{source}' is not in sources.csv");
            if (!Enum.TryParse<EligibilityScope>(Cell("scope"), true, out var scope) || Cell("scope").Any(c => !char.IsAsciiLetterLower(c)))
                Problem("scope", $"'{Cell("scope")}' is no scope", "write project, parcel or period");
            else if (scope != known.Scope && !(known.Predicate == EligibilityPredicate.DateAfter && scope == EligibilityScope.Period))
                Problem("scope", $"{Cell("predicate")} is asked of a {known.Scope.ToString().ToLowerInvariant()}", $"write {known.Scope.ToString().ToLowerInvariant()}");
            string[] subject = [.. Cell("subject").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            string[] codes = [.. Cell("codes").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            Subject(known.Predicate, subject, codes);
            var (limit, date, unit) = Limit(known.Predicate, known.Units, codes);
            var (from, to) = (Date("from_start"), Date("to_start"));
            if (from > to)
                Problem("to_start", "the window ends before it begins");
            var status = Status();
            return !sound ? null : new(Cell("rule"), Cell("group"), Cell("article"), scope, known.Predicate, subject, new(Cell("zh"), Cell("en")), status)
            {
                Limit = limit,
                LimitDate = date,
                Unit = unit,
                Codes = codes,
                FromStart = from,
                ToStart = to,
                Reason = Cell("reason"),
                Source = $"{Cell("source")}, {Cell("locator")}",
            };
        }

        private void Subject(EligibilityPredicate predicate, string[] subject, string[] codes)
        {
            string[]? allowed = predicate switch
            {
                EligibilityPredicate.DateAfter => ["start", "planting", "period"],
                EligibilityPredicate.LengthMin or EligibilityPredicate.LengthMax or EligibilityPredicate.Within => ["creditingPeriod"],
                EligibilityPredicate.WithinYears => ["period"],
                _ => null,
            };
            var free = predicate is EligibilityPredicate.PartAreaMin or EligibilityPredicate.SameProvince;
            var several = predicate is EligibilityPredicate.OverlapMax or EligibilityPredicate.OverlapMin or EligibilityPredicate.Evidence;
            if (allowed is not null && (subject.Length != 1 || !allowed.Contains(subject[0])))
                Problem("subject", $"'{Cell("subject")}' is not what {Cell("predicate")} looks at", $"write {string.Join(" or ", allowed)}");
            else if (!free && (subject.Length == 0 || (subject.Length > 1 && !several)))
                Problem("subject", subject.Length == 0 ? $"{Cell("predicate")} needs a subject" : $"{Cell("predicate")} has one subject");
            if (predicate == EligibilityPredicate.Within && codes is not ["lifetime"])
                Problem("codes", "within needs the code lifetime");
        }

        private (double? Limit, DateOnly? Date, Unit Unit) Limit(EligibilityPredicate predicate, string[] units, string[] codes)
        {
            var (text, reason) = (Cell("limit"), Cell("reason"));
            var byCodes = predicate is EligibilityPredicate.CodeIn or EligibilityPredicate.CodeNotIn;
            if (byCodes || predicate is EligibilityPredicate.Evidence or EligibilityPredicate.Declared or EligibilityPredicate.Within or EligibilityPredicate.SameProvince)
            {
                if (text.Length > 0)
                    Problem("limit", $"{Cell("predicate")} has no limit");
                if (byCodes && codes.Length == 0 && reason.Length == 0)
                    Problem("codes", "codes are blank without a reason");
                return (null, null, Unit.One);
            }

            if (text.Length == 0 && reason.Length == 0)
                Problem("limit", "the limit is blank without a reason", "a limit that is not known is blank and has its reason");
            if (predicate == EligibilityPredicate.DateAfter)
                return (null, Date("limit"), Unit.One);
            if (units.Length > 0 && !units.Contains(Cell("unit")))
                Problem("unit", $"'{Cell("unit")}' is not a unit of {Cell("predicate")}", $"write {string.Join(" or ", units)}");
            if (!Unit.TryParse(Cell("unit"), out var unit, out var bad))
                Problem("unit", $"'{bad}' is not a unit");
            if (text.Length == 0)
                return (null, null, unit);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && double.IsFinite(limit) && limit >= 0)
                return (limit, null, unit);
            Problem("limit", $"'{text}' is no number of at least 0");
            return (null, null, unit);
        }

        private DateOnly? Date(string column)
        {
            if (Cell(column).Length == 0)
                return null;
            if (DateOnly.TryParseExact(Cell(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
            Problem(column, $"'{Cell(column)}' is no date of the calendar", "write 2020-01-01");
            return null;
        }

        /// <summary>A rule whose limit is not known may have the status unknown; an answer from it is no better than memory.</summary>
        private ParameterStatus Status()
        {
            var word = Cell("status");
            if (word == "unknown" && Cell("reason").Length > 0)
                return ParameterStatus.Memory;
            if (!Enum.TryParse<ParameterStatus>(word, true, out var status) || !word.All(char.IsAsciiLetterLower))
                Problem("status", $"'{word}' is no status", "write verified, secondary, memory, derived, declared, or unknown beside a reason");
            return status;
        }

        private string Cell(string name) => row.Cells[csv.IndexOf(name)];

        private void Problem(string name, string message, string hint = "")
        {
            sound = false;
            problems.Add(new(csv.File, row.Lines[csv.IndexOf(name)], row.Columns[csv.IndexOf(name)], message, hint));
        }
    }
}
