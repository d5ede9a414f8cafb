using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>The words that records brought forward carry wherever they are reported (推算更新的标注): updated, not measured.</summary>
public static class UpdatedLabel
{
    /// <summary>A label with the words added where a data set was brought forward; else as it is.</summary>
    public static Bilingual Of(Bilingual label, InventoryFile inventory) => Of(label, inventory.UpdatedFrom, inventory.SurveyDate);

    internal static Bilingual Of(Bilingual label, DateOnly? updatedFrom, DateOnly? to)
    {
        if (updatedFrom is not { } from)
            return label;
        var words = Words(from, to);
        return new($"{label.Zh}；{words.Zh}", $"{label.En}; {words.En}");
    }

    /// <summary>The words alone.</summary>
    public static Bilingual Words(DateOnly from, DateOnly? to) => new($"由 {Date(from)} 的调查推算更新到 {Date(to)}，不是调查值", $"updated from the survey of {Date(from)} to {Date(to)}, not measured");

    internal static void Tell(InventoryFile inventory, FindingLog findings)
    {
        if (inventory.UpdatedFrom is { } from)
            findings.Add(new Finding(UpdateFindings.NotMeasured, InventoryFile.FileName, null, null, null, Date(from), Date(inventory.SurveyDate)));
    }

    private static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";
}
