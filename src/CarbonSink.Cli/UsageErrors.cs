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
        var command = parsed.CommandResult;
        var messages = unknown.Concat(others).Concat(Swallowed(command).Select(o => Missing(o, language))).Concat(Blank(command).Select(a => Missing(a, language))).Distinct().ToArray();
        return messages.Length == 0 ? null : string.Join(language == "zh" ? "；" : "; ", messages);
    }

    /// <summary>Options that took the next option or nothing for their value, as in <c>--out --json</c> or <c>--out ""</c>: the parser allows it, nobody means it.</summary>
    private static IEnumerable<Option> Swallowed(CommandResult command) =>
        command.Children.OfType<OptionResult>().Where(o => o.Tokens.Any(t => t.Value.StartsWith("--", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(t.Value))).Select(o => o.Option);

    /// <summary>Arguments given as nothing, as a script does whose variable is not set.</summary>
    private static IEnumerable<Argument> Blank(CommandResult command) =>
        command.Children.OfType<ArgumentResult>().Where(a => a.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value))).Select(a => a.Argument);

    private static string Missing(Argument argument, string language) => string.Format(null, Texts.MissingValue.In(language), argument.Name);

    private static string Missing(Option option, string language) => string.Format(null, Texts.MissingValue.In(language), $"{option.Name} {option.HelpName}".TrimEnd());

    private static string Describe(ParseError error, string language) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => Missing(option.Option, language),
        OptionResult { Option.HelpName: { } names } option when names.Contains('|', StringComparison.Ordinal) => string.Format(null, Texts.OneOf.In(language), option.Option.Name, names),
        ArgumentResult { Tokens.Count: 0 } argument => Missing(argument.Argument, language),
        CommandResult { Command.Subcommands.Count: > 0 } => string.Format(null, Texts.MissingValue.In(language), Texts.CommandWord.In(language)),
        CommandResult { Command: { } command } when command.Options.FirstOrDefault(o => o.Required && error.Message.Contains(o.Name, StringComparison.Ordinal)) is { } missing => Missing(missing, language),
        _ => string.Format(null, Texts.WrongUsage.In(language), error.Message),
    };
}
