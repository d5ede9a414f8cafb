using System.CommandLine;
using System.CommandLine.Parsing;

namespace CarbonSink.Cli;

/// <summary>What is wrong with a command line, in the user's language; the parser itself speaks English only.</summary>
internal static class UsageErrors
{
    /// <summary>One line for all errors.</summary>
    public static string Describe(ParseResult parsed, string language)
    {
        var unknown = parsed.UnmatchedTokens.Select(t => string.Format(null, Texts.UnknownToken.In(language), t));
        var others = parsed.Errors.Where(e => !parsed.UnmatchedTokens.Any(t => e.Message.Contains(t, StringComparison.Ordinal))).Select(e => Describe(e, language));
        return string.Join(language == "zh" ? "；" : "; ", unknown.Concat(others).Distinct());
    }

    private static string Describe(ParseError error, string language) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => string.Format(null, Texts.MissingValue.In(language), $"{option.Option.Name} {option.Option.HelpName}".TrimEnd()),
        OptionResult { Option.HelpName: { } names } option when names.Contains('|', StringComparison.Ordinal) => string.Format(null, Texts.OneOf.In(language), option.Option.Name, names),
        ArgumentResult { Tokens.Count: 0 } argument => string.Format(null, Texts.MissingValue.In(language), argument.Argument.Name),
        CommandResult { Command.Subcommands.Count: > 0 } => string.Format(null, Texts.MissingValue.In(language), Texts.CommandWord.In(language)),
        CommandResult { Command: { } command } when command.Options.FirstOrDefault(o => o.Required && error.Message.Contains(o.Name, StringComparison.Ordinal)) is { } missing =>
            string.Format(null, Texts.MissingValue.In(language), $"{missing.Name} {missing.HelpName}".TrimEnd()),
        _ => string.Format(null, Texts.WrongUsage.In(language), error.Message),
    };
}
