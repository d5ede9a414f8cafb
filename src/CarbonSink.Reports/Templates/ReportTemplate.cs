using CarbonSink.Methodologies;

namespace CarbonSink.Reports;

/// <summary>A report as a folder of text and tables (报告模板): what it says, which figures of which runs it prints, what must hold before it is printed. Nothing in it is code.</summary>
/// <param name="Id">Name of the folder.</param>
/// <param name="Version">Version, the folder inside.</param>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">Below the title; may name facts.</param>
/// <param name="Layout">How it is set.</param>
/// <param name="Sources">The runs that it reads.</param>
/// <param name="Facts">The single values that it names.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Checks">What must hold before it is printed.</param>
/// <param name="Words">Words for codes, by name of the list and code.</param>
/// <param name="Text">The text in Chinese and English.</param>
public sealed record ReportTemplate(
    string Id, string Version, Bilingual Title, Bilingual Subtitle, ReportLayout Layout, IReadOnlyList<SourceDefinition> Sources, IReadOnlyList<FactDefinition> Facts,
    IReadOnlyList<TableDefinition> Tables, IReadOnlyList<FigureDefinition> Figures, IReadOnlyList<CheckDefinition> Checks,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, Bilingual>> Words, Bilingual Text)
{
    /// <summary>Where the list of contents was taken from: an id of sources.csv.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the program numbers the headings; a form with numbers of its own (A.1 …) does not want that.</summary>
    public bool NumbersHeadings { get; init; } = true;

    /// <summary>Ids of the facts that stand on the cover.</summary>
    public IReadOnlyList<string> Cover { get; init; } = [];

    /// <summary>Hash of every file of the folder, by name: the template's own entry in the manifest.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A run that a report reads (数据来源).</summary>
/// <param name="Role">Name by which the template speaks of it, e.g. stock.</param>
/// <param name="Runs">The commands whose folders may serve, e.g. assess, merge.</param>
/// <param name="Title">What it is.</param>
/// <param name="IsOptional">Whether the report can do without; what rests on it is then left out and listed.</param>
public sealed record SourceDefinition(string Role, IReadOnlyList<string> Runs, Bilingual Title, bool IsOptional);

/// <summary>What a fact or a cell holds.</summary>
public enum ValueKind
{
    /// <summary>Words as they stand in the source, or by a list of words.</summary>
    Text,

    /// <summary>A whole number that adds up.</summary>
    Count,

    /// <summary>A number that adds up.</summary>
    Sum,

    /// <summary>A number that does not add up.</summary>
    Number,

    /// <summary>A day, YYYY-MM-DD.</summary>
    Date,
}

/// <summary>Where values are read (取值处).</summary>
/// <param name="Role">The source; empty for a value that the user gives or that is computed from others.</param>
/// <param name="File">File of its folder.</param>
/// <param name="At">Place in it: a JSON path such as <c>/indicators[id=forest-coverage]/valuePercent</c>; the rows of a CSV file are an array, e.g. <c>[id=C1]/text</c>. <c>{Lang}</c> stands for Zh or En, <c>{fact}</c> for the value of an earlier fact.</param>
public sealed record ValuePlace(string Role, string File, string At)
{
    /// <summary>Whether the run writes this file only where it has something to write, as of traded units or scenarios (marked '?' behind the file): without it the value or table is left out.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>A single value that the text names (数据项).</summary>
/// <param name="Id">Name in braces in the text.</param>
/// <param name="Label">What it is.</param>
/// <param name="Place">Where it is read; with an empty role the user gives it.</param>
/// <param name="Formula">Arithmetic over other facts instead, in the formula language; or null.</param>
/// <param name="Unit">Unit as printed; empty for none.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Decimals">Decimals printed.</param>
/// <param name="Words">List of words for its codes; empty for none.</param>
/// <param name="Line">Line of facts.csv.</param>
public sealed record FactDefinition(string Id, Bilingual Label, ValuePlace Place, string? Formula, string Unit, ValueKind Kind, int Decimals, string Words, int Line)
{
    /// <summary>Whether the user gives it, in the file named by --facts.</summary>
    public bool IsGiven => Place.Role.Length == 0 && Formula is null;

    /// <summary>Whether the report is refused without it; otherwise a blank to be filled in by hand is printed.</summary>
    public bool IsRequired { get; init; }
}

/// <summary>A table of a report (报表定义).</summary>
/// <param name="Id">Name in the text.</param>
/// <param name="Title">Caption.</param>
/// <param name="Place">Where its records are; with an empty role it is a form without records.</param>
/// <param name="Where">Which records: terms <c>column=a|b</c>, <c>column!=a</c>, <c>column^=prefix</c>, joined by ';'; empty for all.</param>
/// <param name="Groups">For statistics: the levels of units, outermost first; empty where each record is a row.</param>
/// <param name="Split">For statistics: a column by whose values each unit is split below its sum; null for none.</param>
/// <param name="HasTotal">Whether it has a total.</param>
/// <param name="IsWide">Whether it needs a page on its side.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Note">Small print below it; may name facts.</param>
/// <param name="Line">Line of tables.csv.</param>
public sealed record TableDefinition(string Id, Bilingual Title, ValuePlace Place, string Where, IReadOnlyList<GroupDefinition> Groups, GroupDefinition? Split, bool HasTotal, bool IsWide, IReadOnlyList<ColumnDefinition> Columns, Bilingual Note, int Line)
{
    /// <summary>Number that its form has of old, e.g. 表1; empty where the program numbers it.</summary>
    public string Number { get; init; } = "";
}

/// <summary>A level of units in a statistics table (统计单位层级).</summary>
/// <param name="Column">Column of the records.</param>
/// <param name="Length">How many characters of it tell the unit, e.g. 4 of a county's code for its city; null for all.</param>
/// <param name="NameColumn">Column with the unit's name; empty for its code or a list of words.</param>
/// <param name="Words">List of words for its codes; empty for none.</param>
public sealed record GroupDefinition(string Column, int? Length, string NameColumn, string Words);

/// <summary>A column of a table (列定义).</summary>
/// <param name="Key">Machine name.</param>
/// <param name="Heading">Heading; the headings above it come first, set off by '|'.</param>
/// <param name="Unit">Unit as printed.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Decimals">Decimals printed.</param>
/// <param name="Value">Column of the records, arithmetic over columns of the records, <c>@unit</c>, <c>@split</c>, <c>@number</c>, or <c>=</c> and arithmetic over columns of this table.</param>
/// <param name="Where">Which of the row's records count here.</param>
/// <param name="Parts">Keys of the columns that add up to this one.</param>
/// <param name="Words">List of words for its codes.</param>
/// <param name="Line">Line of columns.csv.</param>
public sealed record ColumnDefinition(string Key, Bilingual Heading, string Unit, ValueKind Kind, int Decimals, string Value, string Where, IReadOnlyList<string> Parts, string Words, int Line)
{
    /// <summary>What must not be published: <c>owner</c> (left out of public documents), <c>coordinate</c> (rounded to the accuracy for publication); empty for nothing.</summary>
    public string Privacy { get; init; } = "";
}

/// <summary>A figure of a report (图定义).</summary>
/// <param name="Id">Name in the text.</param>
/// <param name="Kind">bars, stacked, lines, intervals, bullets, transitions or map.</param>
/// <param name="Title">Caption.</param>
/// <param name="Table">Table whose rows it draws; of a map the source's role.</param>
/// <param name="Label">Column with the names or years of the rows.</param>
/// <param name="Values">Columns drawn.</param>
/// <param name="Note">Small print below it.</param>
/// <param name="Line">Line of figures.csv.</param>
public sealed record FigureDefinition(string Id, string Kind, Bilingual Title, string Table, string Label, IReadOnlyList<string> Values, Bilingual Note, int Line);

/// <summary>What must hold before a report is printed (出具前检查).</summary>
/// <param name="Id">Name.</param>
/// <param name="Kind">equal, sum, order, different or present.</param>
/// <param name="Left">A fact, <c>table.column</c> for the column's total, or a constant in quotation marks, e.g. <c>'2020-09-22'</c>.</param>
/// <param name="Right">Another; empty for present.</param>
/// <param name="Article">Article of the rule, e.g. art. 21; empty for none.</param>
/// <param name="Refuses">Whether the report is refused where it fails; otherwise it is marked.</param>
/// <param name="Says">What it says where it fails.</param>
/// <param name="Line">Line of checks.csv.</param>
public sealed record CheckDefinition(string Id, string Kind, string Left, string Right, string Article, bool Refuses, Bilingual Says, int Line)
{
    /// <summary>What stands between the quotation marks of a constant such as <c>'2012-11-08'</c>; null for anything else.</summary>
    public static string? Constant(string side) => side is ['\'', .. var inside, '\''] ? inside : null;
}
