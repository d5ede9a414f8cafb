using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <content>What a user declares over what tables state (声明的不确定性). A row of one cell goes before a row of its whole column, wherever they stand; nothing else may be said twice, and nothing that is said may go without effect.</content>
public sealed partial class UncertaintyModel
{
    private static readonly Bilingual NotOfInput = new("测量数据没有 group 和 correlation：各记录独立，或用 shared 写成共有", "an input takes no group and no correlation: its records are independent, or share one error (shared)");
    private static readonly Bilingual SharedInGroup = new("共用一个误差（=）的行已经完全相关，不能再写 group 或 correlation", "rows that share one error (=) are correlated entirely and take no group and no correlation");
    private static readonly Bilingual CorrelationAlone = new("写了 correlation 却没有 group，没有作用", "a correlation without a group has no effect");
    private static readonly Bilingual GroupAlone = new("写了 group 却没有 correlation（0 到 1）", "a group needs a correlation from 0 to 1");
    private static readonly Bilingual Twice = new("同一单元格（或同一列的各行）写了两行；只有写明行的键的行可以取代 * 或 =", "the cell, or the whole column, stands twice: only a row with the key of one cell may replace * or =");
    private static readonly Bilingual NoValue = new("这个单元格没有值，或状态是 conflict，不参加计算", "the cell has no value, or its status is conflict: it is not evaluated");
    private static readonly Bilingual FewDegrees = new("t 分布的自由度必须大于 2，否则方差无穷大", "a t distribution needs more than 2 degrees of freedom: with fewer its variance is infinite");
    private static readonly Bilingual DegreesOfOthers = new("df 只用于 t 分布", "df belongs to the t distribution alone");

    /// <summary>The rows that the user declared, in the order of the file.</summary>
    public IReadOnlyList<DeclaredUncertainty> Declared { get; private init; } = [];

    /// <summary>The same, with what the user declares in place of what tables state.</summary>
    /// <param name="methodology">The methodology.</param>
    /// <param name="declared">The rows; cells and inputs must exist.</param>
    /// <param name="problems">Told what cannot be, or would have no effect: the row and why, in Chinese and English.</param>
    public UncertaintyModel Declare(Methodology methodology, IReadOnlyList<DeclaredUncertainty> declared, Action<DeclaredUncertainty, Bilingual> problems)
    {
        var (changed, known) = (cells.ToDictionary(c => c.Key, c => (ParameterUncertainty?[])c.Value.Clone()), new Dictionary<(string, string), CorrelationGroup>(groups));
        var inputs = new Dictionary<string, InputUncertainty>(Inputs, StringComparer.Ordinal);
        var (said, named) = (new HashSet<(TableColumn, string)>(), new Dictionary<string, (string Table, double Correlation, DeclaredUncertainty First)>(StringComparer.Ordinal));
        foreach (var row in declared.OrderBy(r => r.IsOfColumn ? 0 : 1))
        {
            if (Contradiction(row) is { } wrong)
            {
                problems(row, wrong);
                continue;
            }

            if (row.Input.Length > 0)
            {
                var before = inputs.GetValueOrDefault(row.Input) ?? new(null, null);
                if ((row.IsShared ? before.SharedError : before.OwnError) is not null)
                    problems(row, new("同一数据写了两行", "the input stands twice"));
                else
                    inputs[row.Input] = row.IsShared ? before with { SharedError = row.ErrorOf() } : before with { OwnError = row.ErrorOf() };
                continue;
            }

            var bound = methodology.Tables.First(t => t.Name == row.Table || t.Table.Reference == row.Table).Table;
            var column = bound.Column(row.Column)!;
            if (!said.Add((column, row.IsOfColumn ? "*" : row.Row)))
                problems(row, Twice);
            if (row.Group.Length > 0 && GroupProblem(row, bound, named) is { } problem)
                problems(row, problem);
            var group = row.IsShared ? $"= {column.Name}" : row.Group.Length > 0 ? row.Group : null;
            if (group is not null)
                known[(bound.Reference, group)] = new(row.IsShared ? 1 : row.Correlation!.Value);
            Fill(row, bound, column, group, changed.TryGetValue(column, out var stated) ? stated : changed[column] = new ParameterUncertainty?[bound.Rows.Count], problems);
        }

        foreach (var (name, (table, _, first)) in named)
            if (methodology.Tables.Select(t => t.Table).First(t => t.Reference == table).Columns.Sum(c => changed.GetValueOrDefault(c)?.Count(u => u?.Group == name) ?? 0) < 2)
                problems(first, new($"相关组 {name} 只有一个单元格，相关没有作用", $"group {name} has one cell alone: its correlation has no effect"));
        return new(changed, known, inputs) { Declared = [.. Declared, .. declared] };
    }

    /// <summary>What a row says against itself, or in vain; null where it does not.</summary>
    private static Bilingual? Contradiction(DeclaredUncertainty row)
    {
        var isInput = row.Input.Length > 0;
        return row.Distribution == DistributionKind.StudentT && !(row.DegreesOfFreedom > 2) ? FewDegrees
            : row.Distribution != DistributionKind.StudentT && double.IsFinite(row.DegreesOfFreedom) ? DegreesOfOthers
            : row.Group.Length == 0 && row.Correlation is null ? isInput ? InputProblem(row) : null
            : isInput ? NotOfInput
            : row.IsShared ? SharedInGroup
            : row.Group.Length == 0 ? CorrelationAlone
            : row.Correlation is null ? GroupAlone
            : null;
    }

    private static Bilingual? InputProblem(DeclaredUncertainty row) =>
        row.Interval is not null ? new("测量数据请写 percent95、cvPercent 或 sd，不写区间", "an input takes percent95, cvPercent or sd, no interval")
        : row.IsShared && row.Distribution is not (DistributionKind.Normal or DistributionKind.StudentT) ? new("共同误差只能是 normal 或 t", "a shared error is normal or t")
        : row.Distribution == DistributionKind.Beta ? new("beta 只用于参数表的单元格", "beta belongs to cells of tables alone")
        : null;

    /// <summary>Why cells cannot be of a group as it is written: a group is of one table and has one correlation, and is none that the table has of itself.</summary>
    private Bilingual? GroupProblem(DeclaredUncertainty row, ParameterTable table, Dictionary<string, (string Table, double Correlation, DeclaredUncertainty First)> named)
    {
        if (groups.ContainsKey((table.Reference, row.Group)))
            return new($"参数表自己已有相关组 {row.Group}，请换一个名称", $"the table itself has a group {row.Group}: take another name");
        if (named.TryAdd(row.Group, (table.Reference, row.Correlation!.Value, row)))
            return null;
        var (other, correlation, first) = named[row.Group];
        return other != table.Reference ? new($"相关组 {row.Group} 在第 {first.Line} 行属于另一张表；不同表之间的相关不能声明", $"group {row.Group} belongs to another table in line {first.Line}: no correlation can be declared between tables")
            : !correlation.Equals(row.Correlation!.Value) ? new($"相关组 {row.Group} 在第 {first.Line} 行写的是另一个相关系数 {correlation:R}", $"group {row.Group} has another correlation in line {first.Line}: {correlation:R}")
            : null;
    }

    private static void Fill(DeclaredUncertainty row, ParameterTable table, TableColumn column, string? group, ParameterUncertainty?[] own, Action<DeclaredUncertainty, Bilingual> problems)
    {
        var count = 0;
        for (var r = 0; r < table.Rows.Count; r++)
        {
            if ((!row.IsOfColumn && table.Rows[r].Key != row.Row) || !column.Given[r] || table.Rows[r].Status == ParameterStatus.Conflict)
                continue;
            own[r] = row.Of(column.Values[r], group, out var problem);
            count++;
            if (problem is not null)
                problems(row, new($"{table.Rows[r].Key}：{problem}", $"{table.Rows[r].Key}: {problem}"));
        }

        if (count == 0)
            problems(row, NoValue);
    }
}
