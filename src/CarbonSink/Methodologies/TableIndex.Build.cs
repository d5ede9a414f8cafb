using CarbonSink.Methodologies.Packs;

namespace CarbonSink.Methodologies;

/// <content>Building an index and proving that it leaves no question open.</content>
internal sealed partial class TableIndex
{
    /// <summary>Builds the index; problems name the row.</summary>
    public static TableIndex? Build(ParameterTable table, IReadOnlyList<TableKey> keys, bool flagOutside, ICollection<LoadProblem> problems)
    {
        var before = problems.Count;
        TableColumn? Need(string name)
        {
            if (table.Column(name) is { } column)
                return column;
            problems.Add(new(table.Csv.File, 1, 1, $"has no key column '{name}'"));
            return null;
        }

        var exactColumns = keys.Where(k => k.Kind == KeyKind.Exact).Select(k => Need(k.Name)).ToArray();
        var linearColumns = keys.Where(k => k.Kind == KeyKind.Linear).Select(k => Need(k.Name)).ToArray();
        var rangeColumns = keys.Where(k => k.Kind == KeyKind.Range).Select(k => (k, Need($"{k.Name}.from"), Need($"{k.Name}.to"))).ToArray();
        if (problems.Count > before)
            return null;
        foreach (var column in rangeColumns.SelectMany(r => (TableColumn[])[r.Item2!, r.Item3!]).Concat(linearColumns.Select(c => c!)).Where(c => c.Type != ColumnType.Number))
            problems.Add(new(table.Csv.File, 1, table.Csv.HeaderColumns[column.At], $"key column '{column.Name}' needs a [unit]"));
        foreach (var column in exactColumns.Where(c => c!.Type == ColumnType.Date))
            problems.Add(new(table.Csv.File, 1, table.Csv.HeaderColumns[column!.At], $"key column '{column.Name}' is a date", "a key is a code or a number"));
        foreach (var (_, from, to) in rangeColumns.Where(r => r.Item2!.Type == ColumnType.Number && r.Item3!.Type == ColumnType.Number && !r.Item2.Unit.Equals(r.Item3.Unit)))
            problems.Add(new(table.Csv.File, 1, table.Csv.HeaderColumns[to!.At], $"'{to.Name}' is in {to.Unit}, but '{from!.Name}' in {from.Unit}"));
        if (table.Rows.Count == 0)
            problems.Add(new(table.Csv.File, 1, 1, "has no rows"));
        if (problems.Count > before)
            return null;
        var index = new TableIndex(table, keys, flagOutside, exactColumns!, [.. rangeColumns.Select(r => (r.k, r.Item2!, r.Item3!))], linearColumns!);
        index.Group(problems);
        if (problems.Count == before)
            index.Check(problems);
        return problems.Count > before ? null : index;
    }

    private void Group(ICollection<LoadProblem> problems)
    {
        var complete = new List<int>();
        for (var row = 0; row < Table.Rows.Count; row++)
        {
            var blank = exact.Concat(linear).Where(c => !c.Given[row]).ToList();
            foreach (var key in blank)
                problems.Add(new(Table.Csv.File, Table.Csv.Rows[row].Lines[key.At], Table.Csv.Rows[row].Columns[key.At], $"key {key.Name} is blank"));
            if (blank.Count > 0)
                continue;
            complete.Add(row);
            for (var i = 0; i < exact.Length; i++)
                numbers[i].TryAdd(exact[i].Values[row], numbers[i].Count + 1);
        }

        for (var i = 0; i < exact.Length; i++)
        {
            if (exact[i].Type != ColumnType.Code)
                continue;
            var most = -1;
            foreach (var (code, _) in numbers[i])
                most = Math.Max(most, (int)code);
            numberOfCode[i] = new int[most + 1];
            foreach (var (code, number) in numbers[i])
                numberOfCode[i][(int)code] = number;
        }

        // With a single exact key the number of its value is the group, so groups keep the order of first appearance.
        var lists = new List<List<int>>();
        foreach (var row in complete)
        {
            long combined = 0;
            for (var i = 0; i < exact.Length; i++)
                combined = (combined * (numbers[i].Count + 1)) + numbers[i][exact[i].Values[row]];
            if (!groupOf.TryGetValue(combined, out var group))
            {
                groupOf[combined] = group = lists.Count;
                lists.Add([]);
            }

            lists[group].Add(row);
        }

        groups = [.. lists.Select(l => l.ToArray())];
        nodes = [.. groups.Select(members => linear.Select(c => members.Select(m => c.Values[m]).Distinct().Order().ToArray()).ToArray())];
        if (kinds is [KeyKind.Exact] && numberOfCode[0] is { } byCode)
            RowOfCode = Array.ConvertAll(byCode, n => n == 0 ? -1 : groups[n - 1][0]);
    }

    private void Check(ICollection<LoadProblem> problems)
    {
        foreach (var members in groups)
        {
            if (ranges.Length > 0)
            {
                RangeCoverage.Check(Table, members, [.. ranges.Select(r => (r.Key, (Func<int, (double From, double To)>)(row => (r.From[row], r.To[row]))))], linear, problems);
                continue;
            }

            if (members.Length == 1)
                continue;

            // Without ranges the rows of a group are told apart by their nodes alone; without nodes there is one row.
            string Node(int row) => string.Join("; ", linear.Select(c => $"{c.Name} = {c.Values[row]}"));
            foreach (var same in members.GroupBy(Node).Where(g => g.Count() > 1))
                foreach (var extra in same.Skip(1))
                    problems.Add(new(Table.Csv.File, Table.Rows[extra].Line, 1, $"repeats the key of line {Table.Rows[same.First()].Line}: {Table.Rows[extra].Key}"));
            var expected = linear.Aggregate(1, (n, c) => n * members.Select(m => c.Values[m]).Distinct().Count());
            var found = members.Select(Node).Distinct().Count();
            if (found != expected)
                problems.Add(new(Table.Csv.File, Table.Rows[members[0]].Line, 1, $"the nodes of {string.Join(", ", linear.Select(c => c.Name))} are no complete grid: {found} rows for {expected} nodes"));
        }
    }
}
