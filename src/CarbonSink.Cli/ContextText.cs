using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Rates, area control and comparison with official figures on the terminal, in a few lines.</summary>
internal static class ContextText
{
    /// <summary>Prints them, areas in the unit asked for.</summary>
    public static void Write(TextWriter output, ContextReading reading, KeyNames names, string language, AreaUnit units, int rowsShown)
    {
        string Area(double hectares) => Number(units.FromHectares(hectares));
        var sign = UnitSign.Plain(units.Sign(), language);
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        foreach (var value in reading.Indicators)
        {
            var indicator = value.Indicator;
            output.WriteLine(value.ValuePercent is { } percent
                ? Say(Texts.Rate, indicator.Title.In(language), Number(percent), indicator.AreaTitle.In(language), Area(value.NumeratorHa.ToDouble()), Area(value.LandArea!.Hectares), (value.LandArea.Source == LandAreaSource.Given ? Texts.LandGiven : Texts.LandOfBoundary).In(language), value.Status.ToString().ToLowerInvariant(), sign)
                : Say(Texts.NoRate, indicator.Title.In(language), value.Reason!.In(language), indicator.AreaTitle.In(language), Area(value.NumeratorHa.ToDouble()), sign));
            if (indicator.Missing is { } missing)
                output.WriteLine($"  {missing.In(language)}");
        }

        if (reading.AreaControl is { } control)
            output.WriteLine(Say(Texts.AreaControl, Area(control.UnitsHa), Area(control.BoundaryHa), Area(control.DifferenceHa), Number(control.DifferencePercent), sign));
        if (reading.Reconciliation.Figures.Count > 0)
            ConsoleTable.Write(output, Table(reading, names, language, units), language, rowsShown);
        output.WriteLine();
    }

    private static ReportTable Table(ContextReading reading, KeyNames names, string language, AreaUnit units)
    {
        var table = new ReportTable("reconciliation", Texts.Reconciliation.Zh, Texts.Reconciliation.En,
        [
            new("figure", "指标", "Figure", "", ReportColumnKind.Text), new("group", "分组", "Group", "", ReportColumnKind.Text), new("year", "年度", "Year", "", ReportColumnKind.Text),
            new("official", "公布", "Official", "", ReportColumnKind.Number), new("ours", "本次", "Ours", "", ReportColumnKind.Number), new("unit", "单位", "Unit", "", ReportColumnKind.Text),
            new("difference", "相差", "Difference", "%", ReportColumnKind.Number),
        ]);
        foreach (var figure in reading.Reconciliation.Figures)
        {
            var (official, (factor, unit)) = (figure.Official, units.Of(figure.Unit));
            var (zh, en) = AssessmentTables.FigureHeading(official.Figure, reading.Indicators);
            var group = official.Key.Length == 0 ? string.Empty : names[official.Key, official.KeyValue, language];
            table.AddRow(language == "zh" ? zh : en, group, official.Year, (double?)(factor * figure.OfficialValue), factor * figure.Ours, UnitSign.Plain(unit, language), figure.DifferencePercent);
        }

        return table;
    }

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
