using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Projects;

namespace CarbonSink.Runs;

/// <summary>Accounts a project (项目减排量核算): its folder is read, rules are answered, stocks estimated or projected, the project method evaluated, years and whole tonnes found.</summary>
public static class RemovalsRun
{
    private static readonly Bilingual Beforehand = new("事前估算：按收获表或生长曲线，没有不确定性控制，不能签发", "estimate beforehand: by yields or growth curves, without control of uncertainty; nothing can be issued");
    private static readonly Bilingual OwnConfidence = new("置信度、自由度和有限总体由机制规定（{0}：{1} %，n − M，不作有限总体校正）；使用者自己的设定不用。", "Confidence, degrees of freedom and population are the programme's ({0}: {1} %, n − M, no finite population); settings of the user's own are not used.");
    private static readonly Bilingual Undiscounted = new("储量保留未折减的值；折减只取自核算期的变化。折减后各年之和不等于储量差，差额就是不确定性折减。", "Stocks are kept undiscounted; only the change of a period is discounted. Counted years therefore do not add up to the stock difference: what they lack is the deduction for uncertainty.");
    private static readonly Bilingual NotAll = new("净碳汇量或扣减有缺项（见问题与待填项），不给出可签发量", "a part of the net removal or of the deductions is not known (see findings and open items): nothing is said of what may be issued");
    private static readonly Bilingual NoRules = new("没有适用条件表，适用性未核", "there are no rules of eligibility: it was not checked");

    /// <summary>Accounts.</summary>
    /// <param name="options">What to account.</param>
    /// <param name="stop">Stops between parts.</param>
    /// <exception cref="RefusedInputException">The folder cannot be read, or a rule stops the account.</exception>
    /// <exception cref="MethodologyLoadException">A pack is wrong or not there.</exception>
    public static RemovalsResult Run(RemovalsOptions options, CancellationToken stop = default)
    {
        var file = ProjectFile.Read(options.Folder);
        var result = file.IsBundle ? RemovalsBundle.Of(file, options, stop) : Of(file, options, null, stop);
        if (options.Explain is { } year && result.Years.Count > 0 && result.Projects.Append(result).All(p => p.Explanation is null))
            throw new RefusedInputException(new(ProjectCheckFindings.NoSuchYear, null, null, null, $"{year}", $"{year}", $"{result.Years[0].Net.Year}", $"{result.Years[^1].Net.Year}"));
        return result;
    }

    /// <summary>Accounts one project.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="options">What to account.</param>
    /// <param name="divisions">Counties of all projects of its bundle; null for its own.</param>
    /// <param name="stop">Stops between parts.</param>
    internal static RemovalsResult Of(ProjectFile file, RemovalsOptions options, IReadOnlyList<string>? divisions, CancellationToken stop)
    {
        var findings = new FindingLog();
        var methods = ProjectMethods.Load(file, options.Methodology);
        var input = ProjectInput.Read(file, findings, stop);
        var names = ProjectChecks.Names(input);
        ProjectChecks.RequireWords(names, methods.Descriptions);
        var yields = file.Yields is { } path ? ExAnteYields.Read(path, findings)
            : file.Growth is { } growth ? ExAnteYields.Grown(growth, input, methods.Growth!, options.Methodology, findings) : null;
        IReadOnlyList<CampaignPlots> campaigns = [.. file.Campaigns.Select(c => CampaignPlots.Read(c, input, methods.Conversion, findings))];
        var sheet = ProjectSheet.Of(input, methods.Chain, (stratum, date) => Burnt(input, campaigns, yields, methods.Conversion, stratum, date, findings), findings);
        var eligibility = RemovalsEligibility.Of(input, methods, divisions, options.Period, findings, stop);
        if (!options.ExAnte)
            ProjectChecks.Tell(input, methods, options.Period, findings);
        var result = new RemovalsResult
        {
            Id = file.Id,
            Title = file.Title,
            Method = methods.Project.Description,
            Programme = methods.Programme is { } p ? $"{p.Id}/{p.Version}" : null,
            Label = methods.Project.Description.Label,
            Status = yields is not null && (options.ExAnte || input.Activities.Fires.Any()) ? ExPostAccount.Worse(methods.ConversionStatus, yields.Status) : methods.ConversionStatus,
            IsExAnte = options.ExAnte,
            Eligibility = eligibility.Rules,
            PeriodsRefused = eligibility.PeriodsRefused,
            Named = (methods.Descriptions, names, input.Parcels),
            Project = (input, campaigns, methods),
            ClippedHa = eligibility.Answered.Rest is null ? null : eligibility.Answered.RestHa,
            Clipped = eligibility.Answered.Rest is null ? null : (eligibility.Answered, input.Parcels),
            Open = methods.Open,
            Notices = methods.Notices,
            Packs = methods.Packs,
            Sources = methods.Catalog.Sources,
            Inputs = [.. ((IEnumerable<string>)[.. input.Paths, .. campaigns.SelectMany(c => c.Paths), .. yields?.Paths ?? [], .. sheet.Paths, .. eligibility.Answered.Paths, .. file.Design is { } d ? (string[])[d] : []]).Distinct(StringComparer.Ordinal)],
            Findings = findings,
        };
        result = options.ExAnte ? ExAnte(result, input, methods, sheet, yields, options, findings) : ExPost(result, input, methods, sheet, campaigns, options, findings);
        return Judged(result with { Design = Design(file, result, findings) });
    }

    private static RemovalsResult ExAnte(RemovalsResult result, ProjectInput input, ProjectMethods methods, ProjectSheet sheet, ExAnteYields? yields, RemovalsOptions options, FindingLog findings)
    {
        var ante = ExAnteAccount.Of(input, methods, sheet, yields, findings);
        Tell(ante.Account, findings);
        return result with
        {
            Label = new($"{result.Label.Zh}；{Beforehand.Zh}", $"{result.Label.En}; {Beforehand.En}"),
            Status = ExPostAccount.Worse(result.Status, ante.Account.Status),
            Years = [.. ante.Account.Years.Select(y => new RemovalYear(y, ante.BiomassT?[y.Year], null))],
            IsExtrapolated = yields!.Borrowed.Count > 0,
            Notices = [.. result.Notices, .. yields.Notices],
            WhyNotIssuable = [Beforehand],
            Explanation = Explain(options, ante.Account, sheet, ante.BiomassT, new($"{yields.Origin.Zh} × 造林面积：年末储量 − 年初储量", $"{yields.Origin.En} × planted areas: stock at the end of the year less stock at its beginning")),
        };
    }

    private static RemovalsResult ExPost(RemovalsResult result, ProjectInput input, ProjectMethods methods, ProjectSheet sheet, IReadOnlyList<CampaignPlots> campaigns, RemovalsOptions options, FindingLog findings)
    {
        var file = input.File;
        if (file.Campaigns.Count == 0 || file.MonitoringPeriods.Count == 0)
            throw new RefusedInputException(new(RemovalsFindings.NothingMeasured, ProjectFile.FileName, null, "campaigns", null));
        if (methods.Programme is not { } programme)
            throw new RefusedInputException(new(RemovalsFindings.NoProgramme, ProjectFile.FileName, null, "programme", null));
        foreach (var (first, second) in file.MonitoringPeriods.Zip(file.MonitoringPeriods.Skip(1)))
            if (second.Span.From != first.Span.To.AddDays(1))
                throw new RefusedInputException(new(RemovalsFindings.PeriodGap, ProjectFile.FileName, null, "monitoringPeriods", $"{second.Number}", $"{second.Number}", CampaignPlots.Day(second.Span.From), CampaignPlots.Day(first.Span.To)));
        if (options.Period is { } asked && file.MonitoringPeriods.All(p => p.Number != asked))
            throw new RefusedInputException(new(RemovalsFindings.NoSuchPeriod, null, null, null, $"{asked}", $"{asked}", string.Join(", ", file.MonitoringPeriods.Select(p => p.Number))));
        var post = ExPostAccount.Of(input, methods, sheet, campaigns, programme.Precision, options.Period ?? file.MonitoringPeriods.Count, findings);
        var shown = options.Period is { } only ? post.Periods.Where(p => p.Period.Number == only).ToList() : [.. post.Periods];
        if (post.Accounts.Count > 0)
            Tell(post.Accounts[^1], findings);
        var complete = shown.Count > 0 && shown.All(p => p.Units is not null) && (options.Period is not null || post.Periods.Count == file.MonitoringPeriods.Count);
        var balance = complete ? Balance(result, file, post, shown[^1].Period.Number, () => options.Period is null ? post : ExPostAccount.Of(input, methods, sheet, campaigns, programme.Precision, file.MonitoringPeriods.Count, new()), findings) : null;
        var biomass = post.BiomassT.SelectMany(b => b).GroupBy(b => b.Key).ToDictionary(g => g.Key, g => g.Sum(b => b.Value));
        return result with
        {
            Status = ExPostAccount.Worse(result.Status, post.Status),
            Confidence = programme.Precision.Confidence,
            Periods = post.Periods,
            Stocks = post.Stocks,
            OpeningT = post.OpeningT,
            Years = Years(shown, options.Period is null && post.Accounts.Count > 0 ? post.Accounts[^1].Years : null, shown.Select(p => post.BiomassT[post.Periods.ToList().IndexOf(p)])),
            TotalT = complete ? shown.Sum(p => p.Units!.PeriodT) : null,
            BalanceT = balance,
            IssuableT = balance is { } b ? Math.Max(0, b) : null,
            NotIssuedKg = complete ? shown.Sum(p => p.Units!.NotIssuedKg) : null,
            WhyNotIssuable = balance is not null ? [] : [NotAll, .. post.Accounts.Count > 0 ? post.Accounts[^1].Missing.Where(m => m.Word is "nonPermanence").Select(m => new Bilingual(m.Cause.Zh, m.Cause.En)).Distinct() : []],
            Notices = [.. result.Notices, Undiscounted, new(Said(OwnConfidence.Zh, result.Programme!, programme.Precision), Said(OwnConfidence.En, result.Programme!, programme.Precision))],
            Explanation = post.Accounts.Count == 0 ? null : Explain(options, post.Accounts[^1], sheet, biomass, new("两次监测的储量差，折减后按日分到日历年", "difference of the stocks surveyed, discounted, spread over calendar years by days")),
        };

        static string Said(string text, string id, PrecisionRule rule) => string.Format(CultureInfo.InvariantCulture, text, id, rule.Confidence * 100);
    }

    /// <summary>What stands to the end of the last period shown less what was issued: removals of periods refused are not in it, and it is never more than stands to the end of the last period known.</summary>
    private static long? Balance(RemovalsResult result, ProjectFile file, ExPostAccount post, int last, Func<ExPostAccount> whole, FindingLog findings)
    {
        if (post.Periods.Any(p => p.Period.Number <= last && p.Units is null))
            return null;
        foreach (var (number, rules) in result.PeriodsRefused.Where(p => p.Key <= last))
            foreach (var (pack, answer) in rules)
                findings.Add(new Finding(ProjectCheckFindings.PeriodRefused, ProjectFile.FileName, null, "monitoringPeriods", $"{number}", $"{number}", pack, answer.Rule, answer.Evidence.Zh, answer.Evidence.En));
        long Sum(IEnumerable<RemovalPeriod> periods) => periods.Sum(p => result.PeriodsRefused.ContainsKey(p.Period.Number) ? Math.Min(0, p.Units!.PeriodT) : p.Units!.PeriodT);
        var own = Sum(post.Periods.Where(p => p.Period.Number <= last)) - file.Issued.Where(i => i.Period <= last).Sum(i => i.T);
        var known = whole().Periods.TakeWhile(p => p.Units is not null).ToList();
        var all = Sum(known) - file.Issued.Sum(i => i.T);
        if (all < own)
            findings.Add(new Finding(ProjectCheckFindings.LaterLoss, ProjectFile.FileName, null, "monitoringPeriods", $"{last}", $"{last}", $"{Math.Max(0, own)}", $"{known[^1].Period.Number}", $"{Math.Max(0, all)}"));
        return Math.Min(own, all);
    }

    /// <summary>Years of the periods shown: those of the whole account, or of the one period.</summary>
    private static List<RemovalYear> Years(IReadOnlyList<RemovalPeriod> shown, IReadOnlyList<NetRemoval>? account, IEnumerable<IReadOnlyDictionary<int, double>> biomass)
    {
        var change = biomass.SelectMany(b => b).GroupBy(b => b.Key).ToDictionary(g => g.Key, g => g.Sum(b => b.Value));
        long? Vintage(int year) => shown.All(p => p.Units is not null) ? shown.SelectMany(p => p.Units!.Vintages).Where(v => v.Year == year).Sum(v => v.T) : null;
        return [.. (account ?? shown.SelectMany(p => p.Years)).Select(y => new RemovalYear(y, change.GetValueOrDefault(y.Year), Vintage(y.Year)))];
    }

    /// <summary>Errors, and rules that are not met or not shown to be, keep everything from being issued; figures stay as estimates.</summary>
    private static RemovalsResult Judged(RemovalsResult result)
    {
        var why = new List<Bilingual>(result.WhyNotIssuable);
        var (zh, en) = (new List<string>(), new List<string>());
        if (result.Eligibility.Count == 0)
            why.Add(NoRules);
        foreach (var errors in result.Findings.Findings.Where(f => f.Rule.Severity == Severity.Error).GroupBy(f => f.Rule).ToList())
        {
            var (first, more) = (errors.First(), result.Findings.Count(errors.Key) - 1);
            why.Add(new(first.Message("zh") + (more > 0 ? $"（{first.Rule.Code}，另有 {more} 处）" : $"（{first.Rule.Code}）"), first.Message("en") + (more > 0 ? $" ({first.Rule.Code}, and {more} more)" : $" ({first.Rule.Code})")));
        }

        var ofSomePeriods = result.PeriodsRefused.Values.SelectMany(r => r).Select(r => (r.Pack, r.Answer.Rule)).ToHashSet();
        foreach (var (pack, answer) in result.Eligibility.Where(e => e.Answer.Met != true && !ofSomePeriods.Contains((e.Pack, e.Answer.Rule))))
        {
            if (answer.Met == false)
            {
                result.Findings.Add(new Finding(RemovalsFindings.NotMet, ProjectFile.FileName, null, answer.Rule, null, answer.Rule, pack, answer.Article));
                zh.Add($"被 {pack} {Article(answer).Zh} 拒绝");
                en.Add($"refused by {pack} {Article(answer).En}");
            }

            why.Add(answer.Met == false ? new($"{pack} {answer.Rule}（{Article(answer).Zh}）不满足：{answer.Title.Zh}", $"{pack} {answer.Rule} ({Article(answer).En}) is not met: {answer.Title.En}") : new($"{pack} {answer.Rule}（{Article(answer).Zh}）未能证明：{answer.Title.Zh}", $"{pack} {answer.Rule} ({Article(answer).En}) is not shown to be met: {answer.Title.En}"));
        }

        return result with
        {
            Label = zh.Count == 0 ? result.Label : new($"{result.Label.Zh}；{string.Join("；", zh.Distinct())}", $"{result.Label.En}; {string.Join("; ", en.Distinct())}"),
            IssuableT = why.Count == 0 ? result.IssuableT : null,
            BalanceT = why.Count == 0 ? result.BalanceT : null,
            WhyNotIssuable = why,
        };
    }

    /// <summary>Regulations count articles, methods sections.</summary>
    private static Bilingual Article(EligibilityAnswer answer) => answer.Article.All(char.IsAsciiDigit) ? new($"第 {answer.Article} 条", $"art. {answer.Article}") : new(answer.Article, answer.Article);

    /// <summary>Figures that are not known are told once for each cause; unknown non-permanence is an open item and no fault of the data.</summary>
    private static void Tell(RemovalAccount account, FindingLog findings)
    {
        foreach (var (word, year, cause) in account.Missing.Where(m => m.Word is not ("nonPermanence" or "creditable")).DistinctBy(m => (m.Word, m.Cause)))
            findings.Add(new Finding(RemovalsFindings.NotComputed, ProjectFile.FileName, null, word, null, word, $"{year}", cause.Zh, cause.En));
    }

    private static double? Burnt(ProjectInput input, IReadOnlyList<CampaignPlots> campaigns, ExAnteYields? yields, Methodology conversion, string stratum, DateOnly date, FindingLog findings)
    {
        if (campaigns.LastOrDefault(c => c.Campaign.Date < date && c.BiomassByStratum.ContainsKey(stratum)) is { } survey)
            return survey.BiomassByStratum[stratum];
        if (yields?.Has(stratum) == true && input.Activities.Plantings.Where(p => p.Stratum == stratum && p.Date <= date).Select(p => (DateOnly?)p.Date).Min() is { } planted)
            return yields.Biomass(stratum, ExAnteYields.Age(planted, date), conversion);
        findings.Add(new Finding(RemovalsFindings.FireUnmeasured, ProjectFile.FileName, null, "activities", stratum, stratum, CampaignPlots.Day(date)));
        return null;
    }

    private static List<DesignYear> Design(ProjectFile file, RemovalsResult result, FindingLog findings)
    {
        if (file.Design is not { } path)
            return [];
        var table = ProjectTable.Read(path, ["year", "expected"], findings);
        var rows = new List<DesignYear>();
        for (var row = 0; row < table.Count; row++)
        {
            var sound = true;
            if (table.Number("year", row, 1900, 2200, findings, ref sound) is { } year && table.Number("expected", row, -1e12, 1e12, findings, ref sound) is { } expected)
                rows.Add(new((int)year, expected, result.Years.FirstOrDefault(y => y.Net.Year == (int)year)?.Net.NetT));
        }

        return [.. rows.OrderBy(r => r.Year)];
    }

    private static RemovalExplanation? Explain(RemovalsOptions options, RemovalAccount account, ProjectSheet sheet, IReadOnlyDictionary<int, double>? biomass, Bilingual origin)
    {
        if (options.Explain is not { } year || account.Years.Select(y => y.Year).ToList().IndexOf(year) is var row && row < 0)
            return null;
        var stated = biomass?.GetValueOrDefault(year).ToString("R", CultureInfo.InvariantCulture);
        IEnumerable<FedColumn> own = [new("f_year", "year", new("核算天数 ÷ 当年天数", "days accounted over days of the year")), new("dC_BIOMASS", "year", new($"{origin.Zh}；未折减 {stated ?? "不知"} tCO2e", $"{origin.En}; undiscounted {stated ?? "not known"} tCO2e"))];
        var traces = account.Evaluations.Select(e => (e, Symbols: e.Methodology.Outputs.Select(o => o.Symbol).Where(s => e.Sheet.Columns[s] is { Set.Length: 0, OrderedSet: "year" }).ToList())).Where(t => t.Symbols.Count > 0).Select(t => t.e.Evaluation.Trace(t.Symbols, row));
        return new(year, [.. own, .. sheet.Fed], [.. traces]);
    }
}
