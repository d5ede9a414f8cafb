using CarbonSink.Gis;
using CarbonSink.Register;

namespace CarbonSink.Store;

/// <summary>Series and blocks as a connection sees them; a block's row names its series by number.</summary>
internal sealed class SqliteSeries(SqliteReading reading)
{
    private const string Select = "SELECT series, first, last, account, state, reference FROM block";

    private static readonly Comparer<UnitBlock> Order = Comparer<UnitBlock>.Create(static (a, b) => UnitSeries.Compare(a.Series, b.Series) is var order and not 0 ? order : a.First.CompareTo(b.First));

    private readonly Dictionary<UnitSeries, long> numbers = [];
    private readonly Dictionary<long, UnitSeries> series = [];
    private long last;
    private bool isLoaded;
    private List<UnitBlock> found = [];

    /// <summary>Number of a series; null for one that has none.</summary>
    public long? NumberOf(UnitSeries wanted)
    {
        Load();
        return numbers.TryGetValue(wanted, out var number) ? number : null;
    }

    /// <summary>Notes a new series.</summary>
    /// <returns>Its number, the next one.</returns>
    public long Add(UnitSeries added)
    {
        Load();
        numbers.Add(added, ++last);
        series.Add(last, added);
        return last;
    }

    /// <summary>Forgets what was read. Series are only ever added, so those that were committed stay.</summary>
    public void Forget(bool all)
    {
        isLoaded = false;
        Changed();
        if (!all)
            return;
        numbers.Clear();
        series.Clear();
        last = 0;
    }

    /// <summary>Forgets the blocks that were found last: one was put or taken out.</summary>
    public void Changed() => found = [];

    /// <summary>Blocks ordered by series and number.</summary>
    public IEnumerable<UnitBlock> Blocks(BlockFilter filter)
    {
        Load();
        var isOfSeries = filter.Programme is not null || filter.Project is not null || filter.Vintage is not null;
        if (filter.Account is null && filter.Reference is null)
            return series.Where(s => Matches(s.Value, filter)).OrderBy(static s => s.Value, Comparer<UnitSeries>.Create(UnitSeries.Compare)).SelectMany(s => Of(s.Key, filter));
        var statement = reading.Use(Select + (filter.Reference is null ? " WHERE account = ?1" : filter.Account is null ? " WHERE reference = ?2" : " WHERE account = ?1 AND reference = ?2") + (filter.State is null ? "" : " AND state = ?3") + (filter.Reference is null or 0 ? "" : " AND reference <> 0"));
        if (filter.Account is { } account)
            statement.Bind(1, account);
        if (filter.Reference is { } reference)
            statement.Bind(2, reference);
        if (filter.State is { } state)
            statement.Bind(3, (long)state);
        var blocks = SqliteReading.All(statement, s => Block(s, filter.Account));
        if (isOfSeries)
            blocks.RemoveAll(b => !Matches(b.Series, filter));
        blocks.Sort(Order);
        return found = blocks;
    }

    /// <summary>The block that holds a number of a series; null for none.</summary>
    public UnitBlock? BlockAt(UnitSeries wanted, long number)
    {
        if (NumberOf(wanted) is not { } id)
            return null;
        if (found.BinarySearch(new(wanted, number, number, string.Empty, UnitState.Free, 0), Order) is var at and >= 0)
            return found[at]; // what is moved was selected just before
        var statement = reading.Use(Select + " WHERE series = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1");
        statement.Bind(1, id);
        statement.Bind(2, number);
        return SqliteReading.First(statement, s => Block(s, null)) is { } block && block.Last >= number ? block : null;
    }

    private static bool Matches(UnitSeries series, BlockFilter filter) =>
        (filter.Programme is not { } programme || programme == series.Programme) && (filter.Project is not { } project || project == series.Project) && (filter.Vintage is not { } vintage || vintage == series.Vintage);

    private List<UnitBlock> Of(long number, BlockFilter filter)
    {
        var statement = reading.Use(Select + (filter.State is null ? " WHERE series = ?1 ORDER BY first" : " WHERE series = ?1 AND state = ?2 ORDER BY first"));
        statement.Bind(1, number);
        if (filter.State is { } state)
            statement.Bind(2, (long)state);
        return SqliteReading.All(statement, s => Block(s, null));
    }

    private UnitBlock Block(SqliteStatement s, string? account) => series.TryGetValue(s.Integer(0), out var of)
        ? new(of, s.Integer(1), s.Integer(2), account ?? s.Text(3), (UnitState)s.Integer(4), s.Integer(5))
        : throw SqliteFindings.Refuse(SqliteFindings.DamagedRow, reading.File, $"block {s.Integer(0)}/{s.Integer(1)}", "?", $"there is no series {s.Integer(0)}");

    private void Load()
    {
        if (isLoaded)
            return;
        var statement = reading.Use("SELECT id, programme, project, vintage FROM series WHERE id > ?1");
        statement.Bind(1, last);
        foreach (var (number, read) in SqliteReading.All(statement, static s => (s.Integer(0), new UnitSeries(s.Text(1), s.Text(2), (int)s.Integer(3)))))
        {
            series[number] = read;
            numbers[read] = number;
            last = Math.Max(last, number);
        }

        isLoaded = true;
    }
}
