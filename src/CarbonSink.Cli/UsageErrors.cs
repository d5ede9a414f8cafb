using System.CommandLine;
using System.CommandLine.Parsing;

namespace CarbonSink.Cli;

/// <summary>What is wrong with a command line, in the user's language; the parser itself speaks English only.</summary>
internal static class UsageErrors
{
    /// <summary>All errors in one line, or null when there is none.</summary>
    public static string? Describe(ParseResult parsed, string language)
    {
        var unknown = parsed.UnmatchedTokens.Select(t => string.Format(null, Texts.UnknownToken.In(language), t));
        var others = parsed.Errors.Where(e => !parsed.UnmatchedTokens.Any(t => e.Message.Contains(t, StringComparison.Ordinal))).Select(e => Describe(e, language));
        var messages = unknown.Concat(others).Concat(Valueless(parsed.CommandResult, language)).Distinct().ToArray();
        return messages.Length == 0 ? null : string.Join(language == "zh" ? "；" : "; ", messages);
    }

    /// <summary>Options and arguments without a usable value: options that took the next option for it, as in <c>--out --json</c>, and values that are blank. The parser allows both, nobody means them.</summary>
    private static IEnumerable<string> Valueless(CommandResult command, string language)
    {
        foreach (var result in command.Children)
        {
            if (result is OptionResult option && option.Tokens.Any(t => t.Value.StartsWith("--", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(t.Value)))
                yield return Missing(option.Option, language);
            else if (result is ArgumentResult argument && argument.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))
                yield return string.Format(null, Texts.MissingValue.In(language), argument.Argument.Name);
        }
    }

    private static string Missing(Option option, string language) => string.Format(null, Texts.MissingValue.In(language), $"{option.Name} {option.HelpName}".TrimEnd());

    private static string Describe(ParseError error, string language) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => Missing(option.Option, language),
        OptionResult { Option.HelpName: { } names } option when names.Contains('|', StringComparison.Ordinal) => string.Format(null, Texts.OneOf.In(language), option.Option.Name, names),
        OptionResult { Option: { HelpName: { } form } option, Tokens: [{ } token, ..] } => string.Format(null, Texts.WrongValue.In(language), option.Name, form, token.Value),
        ArgumentResult { Tokens.Count: 0 } argument => string.Format(null, Texts.MissingValue.In(language), argument.Argument.Name),
        CommandResult { Command.Subcommands.Count: > 0 } => string.Format(null, Texts.MissingValue.In(language), Texts.CommandWord.In(language)),
        CommandResult { Command: { } command } when command.Options.FirstOrDefault(o => o.Required && error.Message.Contains(o.Name, StringComparison.Ordinal)) is { } missing => Missing(missing, language),
        _ => string.Format(null, Texts.WrongUsage.In(language), error.Message),
    };
}
