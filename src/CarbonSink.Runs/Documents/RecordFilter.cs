namespace CarbonSink.Runs;

/// <summary>Which records count (筛选): terms <c>column=a|b</c>, <c>column!=a</c> or <c>column^=prefix</c>, all of which must hold; a blank side is the missing value.</summary>
internal sealed class RecordFilter
{
    private readonly List<(int Column, char Kind, string[] Values)> terms = [];
    private readonly SourceRows rows;

    public RecordFilter(SourceRows rows, string text)
    {
        this.rows = rows;
        foreach (var term in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = term.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw SourceFolder.Refused(ReportFindings.NoColumn, rows.File, rows.File, term);
            var kind = term[equals - 1] is '!' or '^' ? term[equals - 1] : '=';
            terms.Add((rows.Column(term[..(kind == '=' ? equals : equals - 1)].Trim()), kind, term[(equals + 1)..].Split('|')));
        }
    }

    public bool Takes(int row)
    {
        foreach (var (column, kind, values) in terms)
        {
            var cell = rows[row, column];
            var isIn = kind == '^' ? Array.Exists(values, v => cell.StartsWith(v, StringComparison.Ordinal)) : Array.IndexOf(values, cell) >= 0;
            if (isIn == (kind == '!'))
                return false;
        }

        return true;
    }
}
