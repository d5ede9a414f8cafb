using System.Globalization;
using System.Text.RegularExpressions;
using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Reads the rows of another register's tables by a mapping (历史登记数据读取). Every row becomes a record; none is dropped.</summary>
internal sealed partial class HistoricReading(HistoricMapping mapping, string? registry, FindingLog findings)
{
    /// <summary>Reads files.</summary>
    /// <exception cref="RefusedInputException">A file cannot be read, or is no table of the mapping.</exception>
    public List<HistoricRecord> Read(IReadOnlyList<string> files, CancellationToken stop)
    {
        if (registry is null && mapping.Registry is null && mapping.RegistryColumn is null)
            throw DataSet.Refuse(HistoricFindings.NoRegistry, null, mapping.Id);
        var records = new List<HistoricRecord>();
        foreach (var file in files)
        {
            var (left, any) = (new List<(HistoricSource Source, RefusedInputException Why)>(), false);
            foreach (var source in HistoricSource.Read(file, findings, stop))
            {
                stop.ThrowIfCancellationRequested();
                try
                {
                    if (Header(source) is not { } header)
                        continue;
                    records.AddRange(Records(source, header, LayoutOf(source, header)));
                    any = true;
                }
                catch (RefusedInputException e) when (source.Sheet is not null && e.Finding.Rule == HistoricFindings.NoTable)
                {
                    left.Add((source, e));
                }
            }

            if (!any && left.Count > 0)
                throw left[0].Why;
            foreach (var (source, _) in left)
                findings.Add(new Finding(HistoricFindings.SheetLeftOut, Path.GetFileName(file), null, null, null, Path.GetFileName(file), source.Sheet!));
        }

        Join(records);
        return records;
    }

    /// <summary>A table without the column that names the register has that of its projects, where their rows are read with it.</summary>
    private static void Join(List<HistoricRecord> records)
    {
        var registries = records.Where(r => r is { IsJoined: false, Table: "project", Project: not null, Registry: not "" }).GroupBy(r => r.Project!, StringComparer.Ordinal)
            .Where(g => g.All(r => r.Registry == g.First().Registry)).ToDictionary(g => g.Key, g => g.First().Registry, StringComparer.Ordinal);
        foreach (var record in records.Where(r => r is { IsJoined: true, Project: not null }))
            record.Registry = registries.GetValueOrDefault(record.Project!, record.Registry);
    }

    /// <summary>The header by the fewest rows that a table skips; null for an empty sheet.</summary>
    private HistoricSourceRow? Header(HistoricSource source) =>
        mapping.Tables.Select(t => HeaderAfter(source, t.SkipRows)).OfType<HistoricSourceRow>().FirstOrDefault();

    private static HistoricSourceRow? HeaderAfter(HistoricSource source, int skip) => source.Rows.FirstOrDefault(r => r.Line > skip);

    private HistoricLayout LayoutOf(HistoricSource source, HistoricSourceRow any)
    {
        var fits = mapping.Tables.Where(t => t.Sheet is null || string.Equals(t.Sheet, source.Sheet, StringComparison.OrdinalIgnoreCase))
            .Select(t => (Layout: t, Names: Names(HeaderAfter(source, t.SkipRows) ?? any)))
            .Select(t => (t.Layout, Missing: t.Layout.Needed.Append(Column(mapping.RegistryColumn)).OfType<string>().Where(n => !t.Names.ContainsKey(Heading(n))).ToList(), Found: t.Layout.Columns.Count(c => t.Names.ContainsKey(Heading(c.Name))))).ToList();
        string Title(HistoricLayout l) => l.Name ?? l.NameColumn!;
        var whole = fits.Where(f => f.Missing.Count == 0 && f.Found > 0).OrderByDescending(f => f.Found).ToList();
        if (whole.Count > 1 && whole[0].Found == whole[1].Found)
            throw DataSet.Refuse(HistoricFindings.SeveralTables, source.Name, source.Name, string.Join(", ", whole.Select(f => Title(f.Layout))));
        if (whole.Count == 0)
        {
            var near = fits.Count == 0 ? (Layout: mapping.Tables[0], Missing: [.. mapping.Tables[0].Needed], Found: 0) : fits.MinBy(f => f.Missing.Count);
            throw DataSet.Refuse(HistoricFindings.NoTable, source.Name, source.Name, Title(near.Layout), string.Join(", ", near.Missing));
        }

        return whole[0].Layout;

        string? Column(string? name) => registry is null && mapping.Registry is null ? name : null;
    }

    private IEnumerable<HistoricRecord> Records(HistoricSource source, HistoricSourceRow any, HistoricLayout layout)
    {
        var header = HeaderAfter(source, layout.SkipRows) ?? any;
        var names = Names(header);
        var columns = layout.Columns.Where(c => names.ContainsKey(Heading(c.Name))).Select(c => (Column: c, At: names[Heading(c.Name)])).ToList();
        if (columns.FirstOrDefault(c => c.Column is { Role: HistoricRole.Quantity, Factor: 1 } && Multiple().IsMatch(HistoricText.Plain(header.Cells[c.At]))).Column is { } unit)
            throw DataSet.Refuse(HistoricFindings.UnitNotSaid, source.Name, source.Name, unit.Name);
        var ofColumn = registry is null && mapping.RegistryColumn is { } named && names.ContainsKey(Heading(named)) ? named : null;
        var sums = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in source.Rows.Where(r => r.Line > header.Line))
        {
            var record = new HistoricRecord(source, row) { Registry = registry ?? (ofColumn is null ? mapping.Registry : null) ?? "", IsJoined = registry is null && ofColumn is null && mapping.RegistryColumn is not null, Table = layout.Name ?? "", HasKey = layout.HasKey, Dates = mapping.Dates };
            if (IsTotals(row, columns))
            {
                record.Problem(HistoricFindings.TotalsRow, null, null, string.Join(" ", columns.Where(c => c.Column.Role == HistoricRole.Quantity && c.At < row.Cells.Count).Select(c => row.Cells[c.At])), string.Join(" ", sums.Values.Select(HistoricRow.Write)));
                yield return record;
                continue;
            }

            var extra = row.Cells.Skip(header.Cells.Count).Any(c => !string.IsNullOrWhiteSpace(c));
            if (row.ErrorCell is { } wrong)
                record.Problem(HistoricFindings.ErrorCell, null, null, wrong);
            if (row.HasStrayQuote)
                record.Problem(HistoricFindings.StrayQuote, null, null);
            else if (source.Sheet is null && row.Cells.Any(c => c.Contains('\n', StringComparison.Ordinal) && c.Count(d => d == source.Delimiter) >= header.Cells.Count - 1))
                record.Problem(HistoricFindings.RowsInCell, null, null);
            else if (extra || (source.Sheet is null && row.Cells.Count < header.Cells.Count))
                record.Problem(HistoricFindings.BadRow, null, null, Count(row.Cells.Count), Count(header.Cells.Count));
            else
                Fill(record, header, layout, columns, names);
            foreach (var (name, value, _) in record.Quantities)
                sums[name] = sums.GetValueOrDefault(name) + value;
            yield return record;
        }
    }

    private void Fill(HistoricRecord record, HistoricSourceRow header, HistoricLayout layout, List<(HistoricColumn Column, int At)> columns, Dictionary<string, int> names)
    {
        var cells = record.Row.Cells;
        for (var i = 0; i < Math.Min(cells.Count, header.Cells.Count); i++)
        {
            if (!string.IsNullOrWhiteSpace(cells[i]))
                record.Fields.Add((header.Cells[i].Trim() is { Length: > 0 } name ? name : $"column {i + 1}", cells[i]));
        }

        string Cell(int at) => at < cells.Count && !IsBlank(cells[at]) ? cells[at].Trim() : "";
        var counts = (string?)null;
        if (layout.NameColumn is { } nameColumn)
        {
            var kind = Cell(names[Heading(nameColumn)]);
            if (layout.Names.TryGetValue(kind, out var known))
                (record.Table, counts) = known;
            else
                record.Problem(HistoricFindings.UnknownTable, nameColumn, kind, string.Join(", ", layout.Names.Keys));
        }

        if (registry is null && mapping.RegistryColumn is { } column && names.ContainsKey(Heading(column)))
        {
            record.Registry = Cell(names[Heading(column)]).Replace('/', '-');
            if (record.Registry is "")
                record.Problem(HistoricFindings.BlankNeeded, column, null);
        }

        var ids = new List<string>();
        foreach (var (c, at) in columns)
        {
            if (Typed(record, c, at))
                Take(record, c, Cell(at), counts, ids);
        }

        if (!layout.HasKey)
            record.Id = $"{record.Source.Sha256[..16]}{(record.Source.Sheet is { } sheet ? $"#{sheet}" : "")}:{Count(record.Row.Line)}";
        else if (ids.All(i => i.Length > 0))
            record.Id = string.Join('/', ids);
        if (record is { Serial: { } serial, Quantities: [var quantity, ..] } && serial.Last - serial.First + 1 != quantity.Value)
            record.Problem(HistoricFindings.SerialQuantity, columns.First(c => c.Column.Role == HistoricRole.Serial).Column.Name, Cell(columns.First(c => c.Column.Role == HistoricRole.Serial).At), Count(serial.Last - serial.First + 1), HistoricRow.Write(quantity.Value));
    }

    /// <summary>A cell of a sheet that is a date, or is shown in a multiple of the unit, is not taken for what it is not.</summary>
    /// <returns>Whether its text is still to be read.</returns>
    private static bool Typed(HistoricRecord record, HistoricColumn column, int at)
    {
        var (isDate, literal) = record.Row.Types?.GetValueOrDefault(at) ?? default;
        if (isDate && column.Role == HistoricRole.Date)
        {
            record.Date ??= HistoricText.Day(record.Row.Cells[at], HistoricText.DefaultForms); // its form is the program's, not the file's
            return false;
        }

        if (isDate && column.Role is not (HistoricRole.Name or HistoricRole.Status))
            record.Problem(HistoricFindings.DateCell, column.Name, record.Row.Cells[at]);
        else if (literal is not null && column.Role == HistoricRole.Quantity && (literal.Contains('%', StringComparison.Ordinal) || (column.Factor == 1 && Multiple().IsMatch(literal))))
            record.Problem(HistoricFindings.UnitOfFormat, column.Name, record.Row.Cells[at], literal);
        else
            return true;
        return false;
    }

    private void Take(HistoricRecord record, HistoricColumn column, string cell, string? counts, List<string> ids)
    {
        if (column.Role == HistoricRole.Id)
            ids.Add(cell);
        if (cell.Length == 0)
        {
            if (column.Role == HistoricRole.Quantity)
                record.Problem(HistoricFindings.BlankQuantity, column.Name, null);
            else if (column.Required || column.Role == HistoricRole.Id)
                record.Problem(HistoricFindings.BlankNeeded, column.Name, null);
            return;
        }

        if (column.Role is HistoricRole.Id or HistoricRole.Project or HistoricRole.Quantity or HistoricRole.Serial && HistoricText.HasLostDigits(cell))
        {
            record.Problem(HistoricFindings.LostDigits, column.Name, cell);
            return;
        }

        switch (column.Role)
        {
            case HistoricRole.Project:
                record.Project = cell;
                break;
            case HistoricRole.Name:
                record.Name = cell;
                break;
            case HistoricRole.Status:
                record.Status = cell;
                break;
            case HistoricRole.Quantity:
                Quantity(record, column, cell, column.Counts ?? counts);
                break;
            case HistoricRole.Date when HistoricText.Day(cell, mapping.Dates) is { } day:
                record.Date ??= day;
                break;
            case HistoricRole.Date:
                record.Problem(HistoricFindings.BadDate, column.Name, cell, string.Join(", ", mapping.Dates));
                break;
            case HistoricRole.Year when HistoricText.Year(cell) is { } year:
                record.Year ??= year;
                break;
            case HistoricRole.Year:
                record.Problem(HistoricFindings.BadYear, column.Name, cell);
                break;
            case HistoricRole.Serial when column.Rule!.Read(HistoricText.Plain(cell)) is var (series, first, last):
                record.Serial = (column.Rule.Id, series, first, last);
                break;
            case HistoricRole.Serial:
                record.Problem(HistoricFindings.BadSerial, column.Name, cell, column.Rule!.Id);
                break;
        }
    }

    private void Quantity(HistoricRecord record, HistoricColumn column, string cell, string? counts)
    {
        if (HistoricText.Number(cell, mapping.DecimalComma) is not { } number)
        {
            record.Problem(HistoricFindings.BadQuantity, column.Name, cell);
            return;
        }

        record.Quantities.Add((column.Name, number * column.Factor, counts));
        if (number < 0)
            record.Problem(HistoricFindings.Negative, column.Name, cell);
        else if (number * column.Factor != decimal.Truncate(number * column.Factor))
            record.Problem(HistoricFindings.Fraction, column.Name, cell);
    }

    /// <summary>A row that begins with 合计, Total … where the id would be, or before anything else.</summary>
    private bool IsTotals(HistoricSourceRow row, List<(HistoricColumn Column, int At)> columns)
    {
        var first = row.Cells.Select((c, i) => (Text: c.Trim(), At: i)).FirstOrDefault(c => c.Text.Length > 0);
        if (first.Text is null || columns.Exists(c => c.Column.Role == HistoricRole.Id && c.At != first.At && c.At < row.Cells.Count && !string.IsNullOrWhiteSpace(row.Cells[c.At])))
            return false;
        var word = Letters(OfYear().Replace(AfterWord().Replace(HistoricText.Plain(first.Text), ""), ""));
        return mapping.Totals.Select(Letters).Any(t => string.Equals(t, word, StringComparison.OrdinalIgnoreCase) || (t is [.., >= '\u2E80'] && word.EndsWith(t, StringComparison.Ordinal)));

        static string Letters(string text) => string.Concat(text.Where(char.IsLetter)); // 合 计, 【合计】, Sub-total
    }

    private bool IsBlank(string cell) => string.IsNullOrWhiteSpace(cell) || mapping.Blanks.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, int> Names(HistoricSourceRow header)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Cells.Count; i++)
            names.TryAdd(Heading(header.Cells[i]), i);
        return names;
    }

    private static string Heading(string text) => Spaces().Replace(HistoricText.Plain(text), " ");

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>万, 亿, 千吨, 百万, kt, Mt, thousand, million: as a unit, not within another word.</summary>
    [GeneratedRegex(@"万|亿|千\s*吨|百万|千\s*t|(?<![A-Za-z])(k|K|M|G)t|(?i:thousand|million|billion)|(?<![A-Za-z0-9])000s?(?![0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Multiple();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    /// <summary>The year that a sum is of: Total 2020, 2020年合计.</summary>
    [GeneratedRegex(@"^(19|20)\d\d\s*(年度?)?|\b(19|20)\d\d$|(19|20)\d\d\s*年度?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfYear();

    [GeneratedRegex(@"\s*[:(（：].*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AfterWord();
}
