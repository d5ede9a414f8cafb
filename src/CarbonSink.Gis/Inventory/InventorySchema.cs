using System.Globalization;
using CarbonSink.Findings;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Quantities;

namespace CarbonSink.Gis;

/// <summary>A data dictionary of layers (数据字典), read from Schemas/ID/schema.csv. Immutable.</summary>
public sealed class InventorySchema
{
    private static readonly string[] Columns = ["field", "aliases", "role", "kind", "unit", "codes", "required", "key", "min", "max", "zh", "en", "source", "status"];

    private InventorySchema(string id, IReadOnlyList<SchemaField> fields) => (Id, Fields) = (id, fields);

    /// <summary>The folder of the schemas that come with the program.</summary>
    public static string DefaultDirectory => Path.Combine(AppContext.BaseDirectory, "Schemas");

    /// <summary>Name of its folder.</summary>
    public string Id { get; }

    /// <summary>Its fields; of several with one role the first that a layer has is used.</summary>
    public IReadOnlyList<SchemaField> Fields { get; }

    /// <summary>Its roles, each once.</summary>
    public IEnumerable<string> Roles => Fields.Select(f => f.Role).OfType<string>().Distinct();

    /// <summary>Reads every schema below a folder, by id.</summary>
    /// <exception cref="MethodologyLoadException">A schema.csv is wrong; all problems are named.</exception>
    public static IReadOnlyList<InventorySchema> All(string directory)
    {
        var problems = new List<LoadProblem>();
        var folders = Directory.Exists(directory) ? Directory.GetDirectories(directory).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        var schemas = folders.Where(f => File.Exists(Path.Combine(f, "schema.csv"))).Select(f => Load(f, problems)).ToArray();
        return problems.Count == 0 ? schemas : throw new MethodologyLoadException(problems);
    }

    /// <summary>Finds the schema that a layer follows; where none or several fit, a finding says what the nearest miss or what to name, and the answer is null.</summary>
    /// <param name="schemas">The schemas known.</param>
    /// <param name="layer">The layer's fields.</param>
    /// <param name="file">Its name, for findings.</param>
    /// <param name="findings">Takes what was found.</param>
    /// <param name="sample">The layer's land classes, which decide where names do not; null where the run names its own code tables.</param>
    public static BoundSchema? Recognise(IReadOnlyList<InventorySchema> schemas, RecordSchema layer, string file, FindingLog findings, LandClassSample? sample = null) =>
        SchemaRecognition.Recognise(schemas, layer, file, findings, sample);

    /// <summary>Binds a layer's fields to this schema, whether or not the required ones are all there.</summary>
    public BoundSchema Bind(RecordSchema layer) => new(this, layer);

    private static InventorySchema Load(string folder, List<LoadProblem> problems)
    {
        var id = Path.GetFileName(folder);
        var file = $"{id}/schema.csv";
        if (PackText.Read(Path.Combine(folder, "schema.csv"), file, problems) is not { } text || PackCsv.Parse(text, problems) is not { } csv)
            return new(id, []);
        var missing = Columns.Where(c => csv.IndexOf(c) < 0).ToArray();
        foreach (var column in missing)
            problems.Add(new(file, 1, 1, $"column '{column}' is missing", $"a schema has the columns {string.Join(',', Columns)}"));
        if (missing.Length > 0)
            return new(id, []);
        var fields = csv.Rows.Select(row => Field(csv, row, problems)).ToArray();
        foreach (var repeated in fields.GroupBy(f => f.Name.ToUpperInvariant()).Where(g => g.Count() > 1))
            problems.Add(new(file, csv.Rows[Array.IndexOf(fields, repeated.Last())].Line, 1, $"field '{repeated.First().Name}' stands twice"));
        return new(id, fields);
    }

    private static SchemaField Field(PackCsv csv, PackRow row, List<LoadProblem> problems)
    {
        string Cell(string column) => row.Cells[csv.IndexOf(column)];
        void Problem(string column, string message, string hint) => problems.Add(new(csv.File, row.Line, row.Columns[csv.IndexOf(column)], message, hint));
        string[] List(string column) => Cell(column).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        double Bound(string column, double absent)
        {
            if (Cell(column).Length == 0)
                return absent;
            if (!double.TryParse(Cell(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                Problem(column, $"'{Cell(column)}' is no number", "write a number or leave it blank");
            return value;
        }

        if (!Enum.TryParse<SchemaFieldKind>(Cell("kind"), true, out var kind))
            Problem("kind", $"'{Cell("kind")}' is no kind", "write text, code or number");
        var requirement = SchemaRequirement.None;
        if (Cell("required").Length > 0 && !Enum.TryParse(Cell("required"), true, out requirement))
            Problem("required", $"'{Cell("required")}' is no requirement", "write field, value or leave it blank");
        var key = 0;
        if (Cell("key").Length > 0 && !int.TryParse(Cell("key"), NumberStyles.None, CultureInfo.InvariantCulture, out key))
            Problem("key", $"'{Cell("key")}' is no place", "write 1, 2, 3 … or leave it blank");
        if (kind == SchemaFieldKind.Number && Cell("role").Length > 0 && Cell("unit").Length == 0)
            Problem("unit", "a number with a role needs a unit", "write its unit, 1 where it has none");
        else if (Cell("unit").Length > 0 && !Unit.TryParse(Cell("unit"), out _, out var bad))
            Problem("unit", $"'{bad}' is no unit", "write e.g. m3/ha or %");
        if (Cell("role") == "recordedArea" && Cell("unit") != "ha")
            Problem("unit", $"the recorded area is in '{Cell("unit")}'", "totals are in ha: name a field that is in ha");
        if (Cell("field").Length == 0)
            Problem("field", "the field's name is blank", string.Empty);
        if (Cell("status").Length == 0)
            Problem("status", "the status is blank", "write verified, secondary, memory or declared");
        return new(
            Cell("field"), List("aliases"), Cell("role").Length == 0 ? null : Cell("role"), kind, Cell("unit"), List("codes"), requirement, key,
            Bound("min", double.NegativeInfinity), Bound("max", double.PositiveInfinity), Cell("zh"), Cell("en"), Cell("source"), Cell("status"));
    }
}
