using System.Globalization;

namespace CarbonSink.Reports;

/// <summary>Numbers of headings (标题序号): 一、（一）1.（1） in Chinese, as official documents have them (GB/T 9704-2012, 7.3.3), 1, 1.1, 1.1.1 in English.</summary>
internal sealed class HeadingNumbers(string language)
{
    private const string Digits = "零一二三四五六七八九";
    private readonly int[] counts = new int[4];

    /// <summary>The number of the next heading of a level.</summary>
    public string Next(int level)
    {
        counts[level - 1]++;
        Array.Clear(counts, level, counts.Length - level);
        var number = counts[level - 1];
        if (language != "zh")
            return string.Join('.', counts.Take(level));
        return level switch
        {
            1 => $"{Chinese(number)}、",
            2 => $"（{Chinese(number)}）",
            3 => string.Create(CultureInfo.InvariantCulture, $"{number}."),
            _ => string.Create(CultureInfo.InvariantCulture, $"（{number}）"),
        };
    }

    /// <summary>A number below a hundred in Chinese numerals.</summary>
    private static string Chinese(int number) => number switch
    {
        < 10 => Digits[number].ToString(),
        < 20 => $"十{(number > 10 ? Digits[number - 10].ToString() : "")}",
        < 100 => $"{Digits[number / 10]}十{(number % 10 > 0 ? Digits[number % 10].ToString() : "")}",
        _ => throw new ArgumentOutOfRangeException(nameof(number), number, "a report has fewer than a hundred headings of a level"),
    };
}
