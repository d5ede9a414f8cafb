using System.Numerics;

namespace CarbonSink.Targets;

/// <summary>A table of whole steps whose rows and columns add up to given margins (受控取整), e.g. townships by years: each cell is its row times its column over the total, rounded down or up by one step.</summary>
/// <remarks>
/// Cells are first rounded down; what rows and columns then lack is filled where the remainders are largest, by rows and then columns among equal ones, and chains of exchanges (augmenting paths) fill what that leaves open.
/// The unrounded table meets every margin, so that a whole one exists between rounding down and up (the theorem on integral flows), and the chains find it.
/// </remarks>
public static class ControlledRounding
{
    /// <summary>Fills the table.</summary>
    /// <param name="rows">Sums of the rows: whole numbers of steps, all of one sign or 0.</param>
    /// <param name="columns">Sums of the columns, likewise, with the same total.</param>
    /// <param name="step">The least amount that is told apart.</param>
    /// <returns>Cells by row and column.</returns>
    /// <exception cref="ArgumentException">The margins have different totals or mixed signs or are no whole steps.</exception>
    public static IReadOnlyList<IReadOnlyList<decimal>> Of(IReadOnlyList<decimal> rows, IReadOnlyList<decimal> columns, decimal step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        var total = rows.Sum();
        if (total != columns.Sum())
            throw new ArgumentException("rows and columns have different totals", nameof(columns));
        if (rows.Concat(columns).Any(m => m % step != 0))
            throw new ArgumentException($"a margin is no whole number of steps of {step}", nameof(rows));
        if (rows.Concat(columns).Any(m => m > 0) && rows.Concat(columns).Any(m => m < 0))
            throw new ArgumentException("margins have both signs", nameof(rows));
        if (total == 0)
            return [.. rows.Select(_ => (IReadOnlyList<decimal>)new decimal[columns.Count])];
        var cells = Whole([.. rows.Select(r => new BigInteger(Math.Abs(r) / step))], [.. columns.Select(c => new BigInteger(Math.Abs(c) / step))]);
        var signed = total < 0 ? -step : step;
        return [.. cells.Select(row => (IReadOnlyList<decimal>)[.. row.Select(c => (decimal)c * signed)])];
    }

    private static BigInteger[][] Whole(BigInteger[] rows, BigInteger[] columns)
    {
        var total = rows.Aggregate(BigInteger.Zero, (sum, r) => sum + r);
        var (cells, remainders) = (new BigInteger[rows.Length][], new BigInteger[rows.Length][]);
        var (wanted, lacking) = (rows.ToArray(), columns.ToArray());
        for (var i = 0; i < rows.Length; i++)
        {
            (cells[i], remainders[i]) = (new BigInteger[columns.Length], new BigInteger[columns.Length]);
            for (var j = 0; j < columns.Length; j++)
            {
                cells[i][j] = BigInteger.DivRem(rows[i] * columns[j], total, out remainders[i][j]);
                wanted[i] -= cells[i][j];
                lacking[j] -= cells[i][j];
            }
        }

        var raised = new bool[rows.Length, columns.Length];
        foreach (var (i, j) in Cells(rows.Length, columns.Length).Where(c => remainders[c.Row][c.Column] > 0).OrderByDescending(c => remainders[c.Row][c.Column]))
            if (wanted[i] > 0 && lacking[j] > 0)
            {
                raised[i, j] = true;
                wanted[i]--;
                lacking[j]--;
            }

        for (var i = 0; i < rows.Length; i++)
            for (; wanted[i] > 0; wanted[i]--)
                Exchange(i, raised, remainders, lacking);
        foreach (var (i, j) in Cells(rows.Length, columns.Length))
            if (raised[i, j])
                cells[i][j]++;
        return cells;
    }

    /// <summary>Raises one cell more of a row: along the shortest chain of cells to raise and to take back that ends in a column which lacks a step.</summary>
    private static void Exchange(int start, bool[,] raised, BigInteger[][] remainders, BigInteger[] lacking)
    {
        var (rowOf, columnOf) = (new int?[lacking.Length], new int?[remainders.Length]);
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var i))
            for (var j = 0; j < lacking.Length; j++)
            {
                if (raised[i, j] || remainders[i][j] == 0 || rowOf[j] is not null)
                    continue;
                rowOf[j] = i;
                if (lacking[j] > 0)
                {
                    Turn(j);
                    return;
                }

                for (var k = 0; k < remainders.Length; k++)
                    if (raised[k, j] && k != start && columnOf[k] is null)
                    {
                        columnOf[k] = j;
                        queue.Enqueue(k);
                    }
            }

        throw new InvalidOperationException("margins that no table of whole steps has");

        void Turn(int end)
        {
            lacking[end]--;
            for (int? j = end; j is { } column;)
            {
                var row = rowOf[column]!.Value;
                raised[row, column] = true;
                j = row == start ? null : columnOf[row];
                if (j is { } back)
                    raised[row, back] = false;
            }
        }
    }

    private static IEnumerable<(int Row, int Column)> Cells(int rows, int columns) => Enumerable.Range(0, rows).SelectMany(i => Enumerable.Range(0, columns).Select(j => (i, j)));
}
