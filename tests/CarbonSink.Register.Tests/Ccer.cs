namespace CarbonSink.Register.Tests;

/// <summary>The steps of ccer-2023 with everything they need; a test replaces or leaves out one thing.</summary>
internal static class Ccer
{
    public static readonly (string, object?)[] Declared = [("realUniqueAdditional", true), ("noLegalDuty", true), ("noQuota", true), ("noOtherMechanism", true), ("validator", "vvb-1"), ("consultants", Array.Empty<string>())];
    public static readonly (string, object?)[] Five = [("lawAndPolicy", true), ("supportedField", true), ("methodologyUse", true), ("realUniqueAdditional", true), ("sustainableDevelopment", true), ("conclusion", "positive"), ("commentsHandled", true), ("promise", true)];
    public static readonly (string, object?)[] Three = [("methodologyConformity", true), ("implementedAsDesigned", true), ("conservative", true), ("verifiedT", 6170), ("vintages", new[] { Vintage(2021, 1000), Vintage(2022, 2000), Vintage(2023, 3170) })];
    public const string Application = "application-form|pdd|validation-report|commitment-letter";
    public const string PeriodApplication = "application-form|accounting-report|verification-report";

    public static CanonicalObject Vintage(int year, long t) => CanonicalObject.Of(("year", year), ("t", t));

    /// <summary>Facts with some replaced; null takes one out.</summary>
    public static (string, object?)[] But(this (string Key, object? Value)[] facts, params (string Key, object? Value)[] changes) => [.. facts.Where(f => !changes.Any(c => c.Key == f.Key)), .. changes.Where(c => c.Value is not null)];

    public static LifecycleResult Publish(TestProgramme p, params (string, object?)[] changes) => p.Step("publish", "2024-01-08", TestProgramme.Owner, "pdd", Declared.But(changes));

    public static void Validated(TestProgramme p)
    {
        Publish(p);
        p.Step("close-notice", "2024-02-02", "registrar", "", ("comments", 0));
        p.Step("validate", "2024-03-01", "vvb-1", "validation-report", Five);
    }

    public static void Applied(TestProgramme p)
    {
        Validated(p);
        p.Step("apply", "2024-03-11", TestProgramme.Owner, Application);
    }

    public static void Register(TestProgramme p)
    {
        Applied(p);
        p.Step("register", "2024-03-20", "registrar");
    }

    /// <summary>A period from the first day to the end of 2023.</summary>
    public static void Reported(TestProgramme p)
    {
        p.Monitor(1, "2021-03-01", "2023-12-31", "2024-04-01");
        p.Step(1, "publish", "2024-04-08", TestProgramme.Owner, "accounting-report", ("reportedT", 6170), ("verifier", "vvb-2"));
    }

    public static void Verify(TestProgramme p)
    {
        Reported(p);
        p.Step(1, "close-notice", "2024-05-06", "registrar", "", ("comments", 0));
        p.Step(1, "verify", "2024-06-03", "vvb-2", "verification-report", Three);
    }

    public static void Issue(TestProgramme p)
    {
        p.Step(1, "apply", "2024-06-11", TestProgramme.Owner, PeriodApplication, ("amountT", 6170));
        p.Step(1, "register", "2024-06-20", "registrar");
        p.Account("acc-a", TestProgramme.Owner);
        p.Step(1, "issue", "2024-06-21", "registrar", "", ("account", "acc-a"));
    }
}
