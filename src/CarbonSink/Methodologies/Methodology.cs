using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>A text in Chinese and English.</summary>
public sealed record Bilingual(string Zh, string En)
{
    /// <summary>The text in the language asked for.</summary>
    public string In(string language) => language == "zh" ? Zh : En;

    /// <summary>A text written 中文 / English taken apart; any other text stands for both languages.</summary>
    internal static Bilingual Of(string text)
    {
        const string between = " / ";
        static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF';
        for (var at = text.IndexOf(between, StringComparison.Ordinal); at >= 0; at = text.IndexOf(between, at + 1, StringComparison.Ordinal))
        {
            var (zh, en) = (text[..at], text[(at + between.Length)..]);
            if (zh.Any(IsChinese) && en.Any(char.IsAsciiLetter) && !en.Any(IsChinese))
                return new(zh, en);
        }

        return new(text, text);
    }
}

/// <summary>An input of a methodology (输入).</summary>
/// <param name="Symbol">Symbol in METHOD.md.</param>
/// <param name="Set">Set it lives on, or empty for one value.</param>
/// <param name="Unit">Unit, or <c>code</c> or <c>date</c>.</param>
/// <param name="Role">Role of the inventory schema that delivers it, or <c>run</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record MethodologyInput(string Symbol, string Set, string Unit, string Role, Bilingual Name)
{
    /// <summary>Ordered set it is crossed with, or empty.</summary>
    public string OrderedSet { get; init; } = string.Empty;
}

/// <summary>A set of a methodology (集合).</summary>
/// <param name="Name">Name.</param>
/// <param name="Inside">The set it lies inside, or empty.</param>
/// <param name="IsOrdered">Whether its members follow each other, as years do.</param>
/// <param name="Key">Symbol of the number of a member of an ordered set, or null.</param>
/// <param name="Area">Symbol whose sum measures members left out, or null.</param>
public sealed record MethodologySet(string Name, string Inside, bool IsOrdered, string? Key, string? Area);

/// <summary>A table as bound to a methodology: by the pack or by the run.</summary>
/// <param name="Name">Name in METHOD.md.</param>
/// <param name="Table">The parameters.</param>
/// <param name="ChosenByRun">Whether the run may name another.</param>
public sealed record BoundTable(string Name, ParameterTable Table, bool ChosenByRun);

/// <summary>What method.json says.</summary>
/// <param name="Id">Id, the folder's name.</param>
/// <param name="Version">Version, the folder's name.</param>
/// <param name="Status">draft, secondary or verified.</param>
/// <param name="Title">Title.</param>
/// <param name="Label">What a result must be called.</param>
/// <param name="GwpSet">Named set of global warming potentials, or null.</param>
/// <param name="Refuses">Words a result must not carry.</param>
/// <param name="Codes">References of its code folders.</param>
/// <param name="Estimators">Estimators in C# the pack relies on.</param>
public sealed record MethodologyDescription(string Id, string Version, string Status, Bilingual Title, Bilingual Label, string? GwpSet, IReadOnlyList<string> Refuses, IReadOnlyList<string> Codes, IReadOnlyList<string> Estimators)
{
    /// <summary>What every result says beside its figures, e.g. that no registered methodology covers this land.</summary>
    public IReadOnlyList<Bilingual> Notices { get; init; } = [];

    /// <summary>What a holder of the official text must still fill in, in its order; empty where nothing is open.</summary>
    public IReadOnlyList<OpenItem> Open { get; init; } = [];

    /// <summary>Methods that are computed before it, in order: their outputs are its inputs of the same symbols.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>Ids of the programmes that its results may be accounted under; empty for any.</summary>
    public IReadOnlyList<string> Programmes { get; init; } = [];
}

/// <summary>Something of a methodology that is not known from its official text (待填项).</summary>
/// <param name="Id">Short id, e.g. K_RISK.</param>
/// <param name="Section">Section of the official text, as far as known; or empty.</param>
/// <param name="Status">memory: a figure stands in its place; unknown: nothing does, and what needs it is refused.</param>
/// <param name="File">File of the pack, relative to the methodology folder, where it is to be written.</param>
/// <param name="Text">What it is.</param>
public sealed record OpenItem(string Id, string Section, string Status, string File, Bilingual Text);

/// <summary>A loaded pack (方法学): its text is the program, checked and compiled. Immutable and safe for several threads.</summary>
public sealed class Methodology
{
    internal Methodology(MethodologyDescription description, MethodologyProgram program, IReadOnlyList<Equation> equations, IReadOnlyList<BoundTable> tables, IReadOnlyList<MethodologyOutput> outputs, IReadOnlyList<SetDefinition> sets)
    {
        (Description, Program, Equations, Tables, Outputs) = (description, program, equations, tables, outputs);
        Inputs = [.. program.Symbols.Where(s => s.Input is not null).Select(s => new MethodologyInput(
            s.Name,
            s.Domain.Base >= 0 ? sets[s.Domain.Base].Name : s.Domain.Ordered >= 0 ? sets[s.Domain.Ordered].Name : string.Empty,
            s.Type switch { ColumnType.Code => "code", ColumnType.Date => "date", _ => s.Unit.Symbol },
            s.Input!.Role,
            new(s.Input.Zh, s.Input.En))
        {
            OrderedSet = s.Domain is { Base: >= 0, Ordered: >= 0 } ? sets[s.Domain.Ordered].Name : string.Empty,
        })];
        Sets = [.. sets.Select(s => new MethodologySet(s.Name, s.Parent < 0 ? string.Empty : sets[s.Parent].Name, s.Ordered, s.Key, s.Area))];
    }

    /// <summary>What method.json says.</summary>
    public MethodologyDescription Description { get; }

    /// <summary>Sets, each after the one it lies inside.</summary>
    public IReadOnlyList<MethodologySet> Sets { get; }

    /// <summary>Inputs.</summary>
    public IReadOnlyList<MethodologyInput> Inputs { get; }

    /// <summary>Equations in document order.</summary>
    public IReadOnlyList<Equation> Equations { get; }

    /// <summary>Tables.</summary>
    public IReadOnlyList<BoundTable> Tables { get; }

    /// <summary>Outputs.</summary>
    public IReadOnlyList<MethodologyOutput> Outputs { get; }

    /// <summary>The codes its tables and inputs are numbered in.</summary>
    public CodeSpace Codes => Program.Codes;

    internal MethodologyProgram Program { get; }

    /// <summary>Code inputs that key a table the run names, with that table: a code it lacks cannot be estimated.</summary>
    public IReadOnlyList<(string Input, BoundTable Table)> KeyedInputs() =>
        [.. Equations.SelectMany(e => e.Nodes).OfType<RowNode>()
            .Select(r => (Symbol: (r.Children.First() as SymbolNode)?.Symbol, Table: Tables.First(t => t.Name == r.Name)))
            .Where(p => p.Symbol is { Input: not null, Type: ColumnType.Code } && p.Table.ChosenByRun).Select(p => (p.Symbol!.Name, p.Table)).Distinct()];

    /// <summary>Whether a table has rows whose first key is this code.</summary>
    public bool Contains(BoundTable table, int code) => Program.Tables[table.Name].Contains(code);

    /// <summary>Symbols over a set that are codes, inputs and computed ones, in the order they are declared.</summary>
    public IReadOnlyList<string> CodesOver(string set) => [.. Program.Symbols.Where(s => s.Type == ColumnType.Code && s.Domain == new Domain(Program.Set(set).Index, -1)).Select(s => s.Name)];

    /// <summary>An empty frame to be filled with data.</summary>
    public Frame NewFrame(CauseTable causes) => new(Program, causes);

    /// <summary>An evaluation over a frame; one per thread, reusable as the frame is refilled.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="causes">The causes of missing values.</param>
    /// <param name="layer">Values over the whole layer where the frame holds a batch of it; see <see cref="PlanLayer"/>.</param>
    /// <param name="uncertainty">What is said about uncertainty; null for what the tables state.</param>
    public Evaluation Evaluate(Frame frame, CauseTable causes, LayerValues? layer = null, UncertaintyModel? uncertainty = null) => new(this, frame, causes, layer, uncertainty);

    /// <summary>How the values over a set that comes in batches are found.</summary>
    public LayerPlan PlanLayer(string set) => new(Program, Program.Set(set).Index);
}
