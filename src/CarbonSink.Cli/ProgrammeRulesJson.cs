using System.Text.Json;
using CarbonSink.Register;

namespace CarbonSink.Cli;

/// <summary>A programme's rules for the register as JSON.</summary>
internal static class ProgrammeRulesJson
{
    /// <summary>Writes the member "register".</summary>
    public static void Write(Utf8JsonWriter json, string language, ProgrammeRules rules, bool lifecycle)
    {
        json.WriteStartObject("register");
        json.WriteString("unitClass", rules.UnitClass);
        json.WriteString("unit", rules.Unit);
        json.WriteBoolean("mirror", rules.IsMirror);
        List(json, "notices", rules.Notices.Select(n => n.In(language)));
        List(json, "accountClasses", rules.AccountClasses);
        List(json, "transferBy", rules.TransferBy.Select(r => r.ToString().ToLowerInvariant()));
        List(json, "retirementReasons", rules.RetirementReasons.Select(r => r.Reason));
        json.WriteStartArray("tiers");
        foreach (var (tier, classes) in rules.Tiers)
        {
            json.WriteStartObject();
            json.WriteNumber("tier", tier);
            List(json, "classes", classes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (lifecycle)
            Lifecycle(json, language, rules);
        json.WriteEndObject();
    }

    private static void Lifecycle(Utf8JsonWriter json, string language, ProgrammeRules rules)
    {
        json.WriteStartArray("lifecycle");
        foreach (var rule in rules.Lifecycle)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Name);
            json.WriteString("subject", rule.OfPeriod ? "period" : "project");
            json.WriteString("from", rule.From);
            json.WriteString("event", rule.Event);
            json.WriteString("to", rule.To);
            List(json, "actor", rule.Roles.Select(r => r.ToString().ToLowerInvariant()));
            json.WriteString("guard", string.Join(' ', rule.Guard));
            List(json, "documents", rule.Documents);
            if (rule.Limit is { } limit)
            {
                json.WriteStartObject("deadline");
                json.WriteNumber("days", limit.Days);
                json.WriteBoolean("working", limit.Working);
                json.WriteString("bound", limit.AtLeast ? "at_least" : "at_most");
                json.WriteString("countFrom", limit.FromSameDay ? "same_day" : "next_day");
                json.WriteEndObject();
            }

            json.WriteString("article", rule.Cited);
            json.WriteString("text", rule.Text.In(language));
            json.WriteString("status", rule.Status.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
