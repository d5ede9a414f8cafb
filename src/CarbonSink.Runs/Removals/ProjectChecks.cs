using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>What is asked of a project before anything of it is issued, beside the rules of method and programme (签发前检查).</summary>
internal static class ProjectChecks
{
    private static readonly string[] Establishing = ["planting", "rewetting"];

    /// <summary>What a project calls itself and its parts: field and text.</summary>
    public static IReadOnlyList<(string Field, string Text)> Names(ProjectInput input) =>
    [
        .. Names(input.File),
        .. input.Parcels.AreaHaByStratum.Keys.Select(s => ("stratum", s)),
        .. input.Parcels.Parcels.Select(p => ("parcel", p.Key)),
        .. input.Activities.Items.Select(a => a.Species).OfType<string>().Select(s => ("species", s)),
        .. input.Evidence.Items.SelectMany(e => (IEnumerable<(string, string)>)[("evidence", e.Id), ("evidence", e.Kind)]),
        .. input.File.Declarations.Keys.Select(d => ("declarations", d)),
        .. input.File.Layers.Select(l => ("layers", l.Role)),
        .. input.File.Parameters.SelectMany(p => (IEnumerable<(string, string)>)[("parameters", p.Key), ("parameters", p.Value)]),
    ];

    /// <summary>Id and title of a project or bundle.</summary>
    public static IReadOnlyList<(string Field, string Text)> Names(ProjectFile file) => [("id", file.Id), ("title", file.Title.Zh), ("title", file.Title.En)];

    /// <summary>Refuses names with a word that one of the methods must not be called.</summary>
    /// <exception cref="RefusedInputException">A name has such a word.</exception>
    public static void RequireWords(IEnumerable<(string Field, string Text)> names, IReadOnlyList<MethodologyDescription> methods)
    {
        foreach (var (field, text) in names.Distinct())
            if (RefusedWords.In(text, methods) is var (word, method))
                throw new RefusedInputException(new(RemovalsFindings.RefusedWord, ProjectFile.FileName, null, field, text, word, text, method));
    }

    /// <summary>Tells what is wrong with programme, periods and planting of the periods shown.</summary>
    /// <param name="input">The project.</param>
    /// <param name="methods">Its methods.</param>
    /// <param name="period">The one period shown; null for all.</param>
    /// <param name="findings">Receives what is wrong.</param>
    public static void Tell(ProjectInput input, ProjectMethods methods, int? period, FindingLog findings)
    {
        var method = methods.Project.Description;
        if (methods.Programme is { } programme && method.Programmes.Count > 0 && !method.Programmes.Contains(programme.Id))
            findings.Add(new Finding(ProjectCheckFindings.OtherProgramme, ProjectFile.FileName, null, "programme", input.File.Programme, input.File.Programme!, $"{method.Id}/{method.Version}", string.Join(", ", method.Programmes)));
        var shown = input.File.MonitoringPeriods.Where(p => period is null || p.Number <= period).ToList(); // what is issuable rests on the periods before too
        if (input.File.CreditingPeriod is { } crediting)
            foreach (var outside in shown.Where(p => !p.Span.LiesIn(crediting)))
                findings.Add(new Finding(ProjectCheckFindings.OutsideCrediting, ProjectFile.FileName, null, "monitoringPeriods", $"{outside.Number}", $"{outside.Number}",
                    CampaignPlots.Day(outside.Span.From), CampaignPlots.Day(outside.Span.To), CampaignPlots.Day(crediting.From), CampaignPlots.Day(crediting.To)));
        if (shown.Count > 0)
            TellPlanting(input, shown[^1].Span.To, findings);
    }

    /// <summary>Strata with less land planted than they have; those whose first planting comes later hold nothing yet.</summary>
    private static void TellPlanting(ProjectInput input, DateOnly last, FindingLog findings)
    {
        foreach (var (stratum, ha) in input.Parcels.AreaHaByStratum)
        {
            var rows = input.Activities.Items.Where(a => Establishing.Contains(a.Kind) && a.Stratum == stratum).ToList();
            if (rows.Count > 0 && rows[0].Date > last)
                continue;
            var planted = Planted(input.Parcels, stratum, ha, [.. rows.Where(r => r.Date <= last)]);
            // Areas of tables are written to two or four decimals; the polygon's is not.
            if (planted < ha - Math.Max(0.01, 0.001 * ha))
                findings.Add(new Finding(ProjectCheckFindings.NotPlanted, input.Activities.File is { Length: > 0 } file ? file : ProjectFile.FileName, null, "area", stratum, stratum, $"{ha:0.####}", $"{planted:0.####}", CampaignPlots.Day(last)));
        }
    }

    /// <summary>Area that rows plant, ha: of a parcel no more than it has, of a row without area all its parcel or stratum.</summary>
    private static double Planted(ProjectParcels parcels, string stratum, double ha, IReadOnlyList<ProjectActivity> rows)
    {
        var ofParcels = rows.Where(r => r.Parcel is not null).GroupBy(r => r.Parcel, StringComparer.Ordinal)
            .Sum(g => parcels.Parcels.First(p => p.Key == g.Key).AreaHa is var there ? Math.Min(there, g.Sum(r => r.AreaHa ?? there)) : 0);
        return Math.Min(ha, ofParcels + rows.Where(r => r.Parcel is null).Sum(r => r.AreaHa ?? ha));
    }
}
