using System.Globalization;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>A data set opened for a method (资源数据集): layer, schema, code tables, method with the tables and values that the run names. Shared by the threads of a run.</summary>
internal sealed class DataSet : IDisposable
{
    private readonly bool isDescribed;
    private readonly IReadOnlyDictionary<string, TableChoice> tableChoices;
    private readonly List<string> alsoUsed = [];

    private DataSet(InventoryFile inventory, bool isDescribed, IReadOnlyDictionary<string, TableChoice> choices, MethodologyCatalog catalog, Methodology methodology, IFeatureReader reader, BoundSchema schema, IReadOnlyDictionary<string, IReadOnlyList<CodeTable>> codes, IReadOnlyDictionary<string, double> values)
    {
        (Inventory, this.isDescribed, tableChoices) = (inventory, isDescribed, choices);
        (Catalog, Methodology, Reader, Schema, CodeTables, Values) = (catalog, methodology, reader, schema, codes, values);
    }

    public InventoryFile Inventory { get; }

    public MethodologyCatalog Catalog { get; }

    public Methodology Methodology { get; }

    public IFeatureReader Reader { get; }

    public BoundSchema Schema { get; }

    /// <summary>Code tables by role.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CodeTable>> CodeTables { get; }

    /// <summary>Values of the inputs that the run names; codes as numbers of the code space.</summary>
    public IReadOnlyDictionary<string, double> Values { get; }

    public CoordinateReference Reference => Reader.CoordinateReference!;

    /// <summary>The set of the method whose members are the records of the layer.</summary>
    public string UnitSet => Methodology.Outputs.First(o => o.Figure == StockFigure.Carbon).Set;

    /// <summary>Name of the attribute file, for findings.</summary>
    public string TableName => Reader.Driver == "ESRI Shapefile" ? Path.ChangeExtension(Reader.Name, ".dbf") : Reader.Name;

    /// <summary>Opens a data set.</summary>
    /// <exception cref="RefusedInputException">Something an assessment needs is missing or not understood.</exception>
    /// <exception cref="MethodologyLoadException">The method or a schema is wrong.</exception>
    public static DataSet Open(AssessmentOptions options, FindingLog findings)
    {
        var inventory = Describe(options);
        var layer = Units(inventory);
        var choices = Choices(options, inventory);

        // The layer is opened while the method loads: neither needs the other. What is wrong with the method is told first.
        var opening = Task.Run(() => OpenLayer(options, inventory, layer));
        MethodologyCatalog catalog;
        Methodology methodology;
        try
        {
            catalog = MethodologyCatalog.Open(options.Methodology);
            methodology = Load(catalog, options, inventory, choices);
            RequireKnownNames(options, inventory, methodology);
            if (!methodology.Outputs.Any(o => o.Figure == StockFigure.Carbon))
                throw Refuse(AssessmentFindings.NoCarbon, null, $"{methodology.Description.Id}/{methodology.Description.Version}");
            LayerPass.RequireSupport(methodology, methodology.Outputs.First(o => o.Figure == StockFigure.Carbon).Set);
        }
        catch
        {
            _ = opening.ContinueWith(t => t.Result.Reader.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }

        var (reader, schema, codes, log) = opening.GetAwaiter().GetResult();
        findings.Merge(log);
        try
        {
            return new(inventory, Directory.Exists(options.Source), choices, catalog, methodology, reader, schema, codes, RunValues(options, inventory, methodology));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Loads the method; a table that inventory.json names in vain is told at its line there, not where the method asks for it.</summary>
    private static Methodology Load(MethodologyCatalog catalog, AssessmentOptions options, InventoryFile inventory, Dictionary<string, TableChoice> choices)
    {
        try
        {
            return catalog.Load(options.Method ?? inventory.Method ?? throw Refuse(AssessmentFindings.NoMethod, null), choices);
        }
        catch (MethodologyLoadException)
        {
            if (inventory.TableLines.OrderBy(t => t.Value).Select(t => t.Key).FirstOrDefault(t => !options.Tables.ContainsKey(t) && !catalog.Has(choices[t])) is { } missing)
                throw Refuse(AssessmentFindings.TableMissing, InventoryFile.FileName, InventoryFile.FileName, $"{inventory.TableLines[missing]}", missing, inventory.Tables[missing]);
            throw;
        }
    }

    public static RefusedInputException Refuse(FindingRule rule, string? file, params string[] arguments) => new(new Finding(rule, file, null, null, null, arguments));

    /// <summary>The encoding with a name; null for null.</summary>
    public static TextEncoding? EncodingOf(string? encoding) =>
        encoding is null ? null : TextEncoding.FromName(encoding) ?? throw Refuse(AssessmentFindings.BadOption, null, "--encoding", encoding);

    /// <summary>The coordinate reference with a name; null for null.</summary>
    public static CoordinateReference? ReferenceOf(string? crs)
    {
        if (crs is null)
            return null;
        var findings = new FindingLog();
        return CoordinateReferenceReader.Read(crs, null, findings) ?? throw (findings.Findings is [var first, ..] ? new RefusedInputException(first) : Refuse(AssessmentFindings.BadOption, null, "--crs", crs));
    }

    /// <summary>Paths and names of every input file that was used, for hashing.</summary>
    public IEnumerable<(string Path, string Name)> InputFiles()
    {
        foreach (var file in Reader.Files)
            yield return (file, NameOf(file));
        if (isDescribed)
            yield return (Path.Combine(Inventory.Folder, InventoryFile.FileName), InventoryFile.FileName);
        foreach (var table in CodeTables.Values.SelectMany(t => t).Where(t => !t.IsPack).DistinctBy(t => t.Reference))
            yield return (Path.Combine(Inventory.Folder, table.Reference), NameOf(Path.Combine(Inventory.Folder, table.Reference)));
        var correlations = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in Methodology.Tables)
        {
            if (!tableChoices.TryGetValue(table.Name, out var choice) || choice.Reference.Contains('@', StringComparison.Ordinal) || Path.Combine(choice.Folder, choice.Reference) is not { } path)
                continue;
            yield return (path, NameOf(path));
            if (Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, FittedCurvesCsv.CorrelationsName) is var beside && File.Exists(beside) && correlations.Add(beside))
                yield return (beside, NameOf(beside)); // it is read with the table
        }

        foreach (var file in alsoUsed.Except(Reader.Files.Select(Path.GetFullPath), StringComparer.Ordinal))
            yield return (file, NameOf(file));
    }

    /// <summary>Notes files that the run read besides.</summary>
    public void Used(IEnumerable<string> files) => alsoUsed.AddRange(files.Select(Path.GetFullPath).Except(alsoUsed, StringComparer.Ordinal));

    /// <summary>The layer with a role, its path complete, or null.</summary>
    /// <exception cref="RefusedInputException">There are several.</exception>
    public InventoryLayer? Layer(string role) => Layer(Inventory, role);

    /// <summary>The layer of a description with a role, its path complete, or null.</summary>
    /// <exception cref="RefusedInputException">There are several.</exception>
    public static InventoryLayer? Layer(InventoryFile inventory, string role) => inventory.Layers.Where(l => l.Role == role).ToArray() switch
    {
        [] => null,
        [var one] => one with { Path = inventory.PathOf(one.Path) },
        var several => throw Refuse(LayerFindings.SeveralLayers, InventoryFile.FileName, $"{several.Length}", role, string.Join(", ", several.Select(l => l.Path))),
    };

    public void Dispose() => Reader.Dispose();

    /// <summary>Path of an input relative to the data set's folder, with '/'.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Inventory.Folder, path).Replace('\\', '/');

    private static InventoryFile Describe(AssessmentOptions options) => Directory.Exists(options.Source)
        ? InventoryFile.Read(options.Source)
        : !File.Exists(options.Source)
        ? throw Refuse(GisFindings.FileMissing, Path.GetFileName(options.Source), options.Source)
        : new InventoryFile
        {
            Folder = Path.GetDirectoryName(Path.GetFullPath(options.Source))!,
            Layers = [new InventoryLayer("units", Path.GetFileName(options.Source), options.Schema, options.Encoding, options.Crs) { Layer = options.Layer }],
        };

    private static Dictionary<string, TableChoice> Choices(AssessmentOptions options, InventoryFile inventory)
    {
        var choices = inventory.Tables.ToDictionary(t => t.Key, t => new TableChoice(t.Value, inventory.Folder), StringComparer.Ordinal);
        foreach (var (name, reference) in options.Tables)
            choices[name] = new(reference, Directory.GetCurrentDirectory());
        return choices;
    }

    /// <summary>A misspelt name must not leave a default in force.</summary>
    private static void RequireKnownNames(AssessmentOptions options, InventoryFile inventory, Methodology methodology)
    {
        string[] tables = [.. methodology.Tables.Where(t => t.ChosenByRun).Select(t => t.Name)];
        string[] values = [.. methodology.Inputs.Where(i => i.Role == "run").Select(i => i.Symbol)];
        Require("--tables", options.Tables.Keys, tables);
        Require("--parameter", options.Parameters.Keys, values);
        if (options.Method is not null && options.Method != inventory.Method)
            return; // what inventory.json names belongs to its own method
        Require("inventory.json tables", inventory.Tables.Keys, tables);
        Require("inventory.json parameters", inventory.Parameters.Keys, values);

        void Require(string place, IEnumerable<string> named, string[] known)
        {
            if (named.Order(StringComparer.Ordinal).FirstOrDefault(n => !known.Contains(n, StringComparer.Ordinal)) is { } unknown)
                throw Refuse(AssessmentFindings.NameNotInMethod, place.StartsWith("--", StringComparison.Ordinal) ? null : InventoryFile.FileName, place, unknown, $"{methodology.Description.Id}/{methodology.Description.Version}", string.Join(", ", known));
        }
    }

    internal static InventoryLayer Units(InventoryFile inventory)
    {
        var layers = inventory.Layers.Where(l => l.Role == "units").ToArray();
        return layers.Length switch
        {
            1 => layers[0],
            0 => throw Refuse(AssessmentFindings.NoUnits, InventoryFile.FileName),
            _ => throw Refuse(AssessmentFindings.SeveralUnits, InventoryFile.FileName, $"{layers.Length}", string.Join(", ", layers.Select(l => l.Path))),
        };
    }

    private static (IFeatureReader Reader, BoundSchema Schema, IReadOnlyDictionary<string, IReadOnlyList<CodeTable>> Codes, FindingLog Findings) OpenLayer(AssessmentOptions options, InventoryFile inventory, InventoryLayer layer)
    {
        var findings = new FindingLog();
        var reader = LayerSource.Open(Path.Combine(inventory.Folder, layer.Path), options.Layer ?? layer.Layer, options.Encoding ?? layer.Encoding, options.Crs ?? layer.Crs);
        try
        {
            if (!reader.HasAttributes)
                throw Refuse(AssessmentFindings.NoAttributes, reader.Name, reader.Name);
            findings.Merge(reader.Findings);
            if (reader.CoordinateReference is null)
                throw Refuse(AssessmentFindings.NoReference, reader.Name, reader.Name);
            CodeTable Table(string reference) => reference.Contains('@', StringComparison.Ordinal) ? CodeTable.Load(options.Methodology, reference) : CodeTable.LoadFile(inventory.Folder, reference);
            var sample = layer.Codes.ContainsKey("landClass") ? null : new LandClassSample(reader, Table);
            var schema = Recognise(options.Schema ?? layer.Schema, reader, sample, findings);
            RequireKnownRoles(layer, schema.Schema);
            var codes = schema.Roles.ToDictionary(r => r, r => (IReadOnlyList<CodeTable>)[.. layer.Codes.GetValueOrDefault(r, schema.DefinitionOf(r)!.Codes).Select(Table)], StringComparer.Ordinal);
            return (reader, schema, codes, findings);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>A misspelt role must not leave the schema's own code tables in force.</summary>
    private static void RequireKnownRoles(InventoryLayer layer, InventorySchema schema)
    {
        var roles = schema.Fields.Where(f => f is { Kind: SchemaFieldKind.Code, Role: not null }).Select(f => f.Role!).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (layer.Codes.Keys.Order(StringComparer.Ordinal).FirstOrDefault(r => !roles.Contains(r, StringComparer.Ordinal)) is { } unknown)
            throw Refuse(AssessmentFindings.RoleNotInSchema, InventoryFile.FileName, unknown, schema.Id, string.Join(", ", roles));
    }

    internal static BoundSchema Recognise(string? id, IFeatureReader reader, LandClassSample? sample, FindingLog findings)
    {
        var schemas = InventorySchema.All(InventorySchema.DefaultDirectory);
        if (id is null)
        {
            var log = new FindingLog();
            var found = InventorySchema.Recognise(schemas, reader.Schema, reader.Name, log, sample);
            findings.Merge(log);
            return found ?? throw new RefusedInputException(log.Findings.First(f => f.Rule.Severity == Severity.Error));
        }

        var named = schemas.FirstOrDefault(s => s.Id == id) ?? throw Refuse(AssessmentFindings.UnknownSchema, null, id, string.Join(", ", schemas.Select(s => s.Id)));
        var bound = named.Bind(reader.Schema);
        return bound.Missing.Count == 0 ? bound : throw Refuse(AssessmentFindings.SchemaMisfit, reader.Name, reader.Name, id, string.Join(", ", bound.Missing.Select(f => $"{f.Name} {f.Zh}")));
    }

    private static Dictionary<string, double> RunValues(AssessmentOptions options, InventoryFile inventory, Methodology methodology)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var input in methodology.Inputs.Where(i => i.Role == "run"))
        {
            var text = options.Parameters.GetValueOrDefault(input.Symbol) ?? inventory.Parameters.GetValueOrDefault(input.Symbol);
            double value = 0;
            var isRead = text is { Length: > 0 } && input.Unit switch
            {
                "code" => (value = methodology.Codes.Intern(text)) >= 0,
                "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && (value = date.DayNumber) >= 0,
                _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value),
            };
            if (isRead && methodology.KeyedInputs().FirstOrDefault(k => k.Input == input.Symbol) is { Table: { } table } && !methodology.Contains(table, (int)value))
                throw Refuse(AssessmentFindings.ValueNotInTable, null, input.Symbol, text!, table.Table.Reference, string.Join(", ", table.Table.Rows.Select(r => r.Key.Split("; ")[0]).Distinct()));
            values[input.Symbol] = isRead ? value : throw Refuse(AssessmentFindings.NoParameter, null, input.Symbol, input.Name.Zh, input.Name.En, input.Unit);
        }

        return values;
    }
}
