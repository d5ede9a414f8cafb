using System.CommandLine;

namespace CarbonSink.Cli;

/// <summary>The help of a command: usage, what it does, commands, arguments and options in two aligned columns.</summary>
internal static class HelpText
{
    /// <summary>Writes it.</summary>
    public static void Write(Command command, TextWriter output, string language)
    {
        output.WriteLine($"{Texts.Usage.In(language)} {UsageOf(command, language)}");
        output.WriteLine();
        output.WriteLine(command.Description);
        Section(output, Texts.Commands.In(language), command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description)));
        Section(output, Texts.Arguments.In(language), command.Arguments.Select(a => (a.Name, a.Description)));
        var options = command.Options.Concat(Ancestors(command).Skip(1).SelectMany(c => c.Options).Where(o => o.Recursive)).Distinct();
        Section(output, Texts.Options.In(language), options.Where(o => !o.Hidden).Select(o => (NameOf(o), o.Description)));
    }

    /// <summary>The words that call a command: carbonsink methods check.</summary>
    public static string PathOf(Command command) => string.Join(' ', Ancestors(command).Reverse().Select(c => c is RootCommand ? "carbonsink" : c.Name));

    private static string UsageOf(Command command, string language)
    {
        var words = new List<string> { PathOf(command) };
        if (command.Subcommands.Count > 0)
            words.Add(Texts.CommandWord.In(language));
        words.AddRange(command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{Several(a)}]" : Several(a)));
        words.Add(Texts.OptionsWord.In(language));
        return string.Join(' ', words);
    }

    private static string Several(Argument argument) => argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}…" : argument.Name;

    private static string NameOf(Option option)
    {
        var names = string.Join(", ", [.. option.Aliases.Where(a => a is ['-', not '?']).Order(StringComparer.Ordinal), option.Name]);
        return option.HelpName is { Length: > 0 } value ? $"{names} {value}" : names;
    }

    private static void Section(TextWriter output, string title, IEnumerable<(string Name, string? Description)> rows)
    {
        var lines = rows.ToArray();
        if (lines.Length == 0)
            return;
        output.WriteLine();
        output.WriteLine(title);
        var width = lines.Max(l => DisplayWidth.Of(l.Name));
        foreach (var (name, description) in lines)
            output.WriteLine($"  {DisplayWidth.Pad(name, width)}  {description}");
    }

    private static IEnumerable<Command> Ancestors(Command command)
    {
        for (var c = command; c is not null; c = c.Parents.OfType<Command>().FirstOrDefault())
            yield return c;
    }
}
