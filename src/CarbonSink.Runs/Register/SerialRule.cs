using System.Globalization;
using System.Text.RegularExpressions;

namespace CarbonSink.Runs;

/// <summary>How a register writes the serial number of units (序列号规则): which parts name the series, which its first and last number.</summary>
/// <remarks>Only forms that were read with published quantities; end − start + 1 is the quantity in all of them. No form of CCER serials is published.</remarks>
internal sealed partial record SerialRule(string Id, Func<Regex> Form)
{
    /// <summary>The rules there are.</summary>
    public static IReadOnlyList<SerialRule> All { get; } = [new("verra", Verra), new("gold-standard", GoldStandard), new("undp", Undp)];

    public static SerialRule? Find(string id) => All.FirstOrDefault(r => r.Id == id);

    /// <summary>Reads a serial; null where it has another form or its numbers do not rise.</summary>
    public (string Series, long First, long Last)? Read(string serial)
    {
        var match = Form().Match(serial);
        if (!match.Success || !TryNumber(match.Groups["first"].Value, out var first) || !TryNumber(match.Groups["last"].Value, out var last) || last < first)
            return null;
        // The series is everything but the two numbers, so that ranges are compared only where the rest is the same.
        return ($"{serial[..match.Groups["first"].Index]}*{serial[(match.Groups["last"].Index + match.Groups["last"].Length)..]}", first, last);
    }

    private static bool TryNumber(string digits, out long number) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= Register.CanonicalObject.MaxInteger;

    [GeneratedRegex(@"^\d+-(?<first>\d+)-(?<last>\d+)-VCS-VCU-\d+-VER-[A-Z]{2}-\d+-\d+-\d{8}-\d{8}-[01]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Verra();

    [GeneratedRegex(@"^GS1-1-[A-Z]{2}-GS\d+-\d+-\d{4}-\d+-(?<first>\d+)-(?<last>\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GoldStandard();

    [GeneratedRegex(@"^[A-Z]{2}-[A-Z]+-\d+-\d+-\d{4}-\d+-(?<first>\d+)-(?<last>\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Undp();
}
