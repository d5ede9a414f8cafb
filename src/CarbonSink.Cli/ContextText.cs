using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Methodologies;
using CarbonSink.Reports;

namespace CarbonSink.Cli;

/// <summary>Rates, area control and comparison with official figures on the terminal, in a few lines.</summary>
internal static class ContextText
{
    /// <summary>Prints them.</summary>
    public static void Write(TextWriter output, ContextReading reading, string language, int rowsShown)
    {
        string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
        foreach (var value in reading.Indicators)
        {
            var indicator = value.Indicator;
            output.WriteLine(value.ValuePercent is { } percent
                ? Say(Texts.Rate, indicator.Title.In(language), Number(percent), indicator.AreaTitle.In(language), Number(value.NumeratorHa.ToDouble()), Number(value.LandArea!.Hectares), (value.LandArea.Source == LandAreaSource.Given ? Texts.LandGiven : Texts.LandOfBoundary).In(language), value.Status.ToString().ToLowerInvariant())
                : Say(Texts.NoRate, indicator.Title.In(language), value.Reason!.In(language), indicator.AreaTitle.In(language), Number(value.NumeratorHa.ToDouble())));
            if (indicator.Missing is { } missing)
                output.WriteLine($"  {missing.In(language)}");
        }

        if (reading.AreaControl is { } control)
            output.WriteLine(Say(Texts.AreaControl, Number(control.UnitsHa), Number(control.BoundaryHa), Number(control.DifferenceHa), Number(control.DifferencePercent)));
        if (reading.Reconciliation.Figures.Count > 0)
            ConsoleTable.Write(output, Table(reading.Reconciliation), language, rowsShown);
        output.WriteLine();
    }

    private static ReportTable Table(Reconciliation reconciliation)
    {
        var table = new ReportTable("reconciliation", Texts.Reconciliation.Zh, Texts.Reconciliation.En,
        [
            new("figure", "指标", "Figure", "", ReportColumnKind.Text), new("group", "分组", "Group", "", ReportColumnKind.Text), new("year", "年度", "Year", "", ReportColumnKind.Text),
            new("official", "公布", "Official", "", ReportColumnKind.Number), new("ours", "本次", "Ours", "", ReportColumnKind.Number), new("unit", "单位", "Unit", "", ReportColumnKind.Text),
            new("difference", "相差", "Difference", "%", ReportColumnKind.Number),
        ]);
        foreach (var figure in reconciliation.Figures)
            table.AddRow(figure.Official.Figure, figure.Official.KeyValue, figure.Official.Year, (double?)figure.OfficialValue, figure.Ours, figure.Unit, figure.DifferencePercent);
        return table;
    }

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
