using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>Reads a table of what belongs to a member of a set and a member of an ordered set.</summary>
internal sealed class SeriesReader(SheetReader reader, EvaluationFile file, EvaluationChain chain)
{
    /// <summary>Reads it into the sheet.</summary>
    /// <exception cref="RefusedInputException">A row names a member that is not there, or one twice.</exception>
    public void Read(EvaluationSeries series)
    {
        foreach (var name in (string[])[series.Set, series.Order])
            if (!reader.Sheet.Has(name) || chain.Set(name)!.IsOrdered != (name == series.Order))
                throw file.Unknown("已给出的集合", "set that is given", name, chain.Name, file.Sets.Select(s => s.Name));
        var table = reader.Table(series.Path, series.Encoding, null, geometry: false);
        var (key, order) = (Field(table, series.SetKey, series.Set), Field(table, series.OrderKey, series.Order));
        var (width, steps) = (reader.Sheet.Count(series.Set), reader.Sheet.Count(series.Order));
        var matched = reader.Match(table, series.Columns, $"{series.Set} × {series.Order}", i => i.Set == series.Set && i.OrderedSet == series.Order, [key, order]);
        var columns = matched.Select(_ => new SheetCell[width * steps]).ToArray();
        var seen = new HashSet<int>();
        for (var row = 0; row < table.Records.Count; row++)
        {
            var place = (Place(table, order, row, series.Order) * width) + Place(table, key, row, series.Set);
            if (!seen.Add(place))
                throw new RefusedInputException(new(EvaluationFindings.DuplicateKey, table.File, table.Records[row], table.Schema.Fields[key].Name, table.Text(key, row), $"{table.Text(key, row)}, {table.Text(order, row)}", $"{series.Set} × {series.Order}"));
            for (var c = 0; c < columns.Length; c++)
                columns[c][place] = reader.Cell(matched[c].Input, matched[c].Unit, table, matched[c].Field, row);
        }

        for (var c = 0; c < columns.Length; c++)
            reader.Put(matched[c].Input, series.Set, series.Order, columns[c], table.File);
    }

    private int Field(MemberTable table, string? named, string set)
    {
        var (given, known) = (file.Sets.First(s => s.Name == set), chain.Set(set)!);
        if (named is null && MemberReading.KeyField(table, given, known) is >= 0 and var own)
            return own;
        var heading = named ?? given.Key ?? set;
        return table.IndexOf(heading) is >= 0 and var field ? field : throw new RefusedInputException(new(EvaluationFindings.NoColumn, table.File, null, heading, null, table.File, heading, set, table.Headings));
    }

    private int Place(MemberTable table, int field, int row, string set)
    {
        var text = table.Text(field, row);
        var key = text is not null && chain.Set(set)!.IsOrdered && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("R", CultureInfo.InvariantCulture) : text;
        return key is not null && reader.Place(set, key) is { } place ? place
            : throw new RefusedInputException(new(EvaluationFindings.UnknownParent, table.File, table.Records[row], table.Schema.Fields[field].Name, text, text ?? "—", set));
    }
}
