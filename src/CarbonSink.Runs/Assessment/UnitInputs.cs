using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Gis;
using CarbonSink.Inventory;
using CarbonSink.Methodologies;
using CarbonSink.Quantities;

namespace CarbonSink.Runs;

/// <summary>Carries the columns of a batch of sub-compartments into the inputs of a method. One per thread.</summary>
internal sealed class UnitInputs
{
    private readonly DataSet data;
    private readonly AreaBasis basis;
    private readonly UnitColumns columns;
    private readonly EllipsoidalArea area;
    private readonly double[] squareMetres = new double[FeatureBatch.Capacity];
    private readonly AreaFlags[] flags = new AreaFlags[FeatureBatch.Capacity];
    private readonly List<Action<int>> transfers = [];
    private readonly List<(CodeColumn Column, BoundTable Table)> keyed = [];
    private readonly string unitSet;
    private readonly string file;
    private readonly string reference;

    /// <summary>Reads every input of the method and more roles, and measures every boundary.</summary>
    public UnitInputs(DataSet data, AssessmentOptions options, EllipsoidalArea area, IEnumerable<string> extraRoles, CauseTable causes)
        : this(data, options, area, extraRoles, causes, null)
    {
    }

    /// <summary>Reads some inputs of the method, and measures boundaries only where their area is used.</summary>
    public UnitInputs(DataSet data, AssessmentOptions options, EllipsoidalArea area, CauseTable causes, IReadOnlySet<string> symbols)
        : this(data, options, area, [], causes, symbols)
    {
    }

    private UnitInputs(DataSet data, AssessmentOptions options, EllipsoidalArea area, IEnumerable<string> extraRoles, CauseTable causes, IReadOnlySet<string>? symbols)
    {
        (this.data, this.area, basis, file) = (data, area, options.Area, data.TableName);
        reference = options.Crs is { } named ? $"{named} ({data.Reference.Name})" : data.Reference.Name;
        var inputs = data.Methodology.Inputs.Where(i => i.Role != "run" && (symbols is null || symbols.Contains(i.Symbol))).ToList();
        NeedsGeometry = symbols is null || (basis == AreaBasis.Ellipsoidal && inputs.Exists(i => i.Role == "area"));
        columns = new(data.Schema, file, inputs.Select(i => i.Role).Append("recordedArea").Concat(extraRoles), data.CodeTables, data.Methodology.Codes);
        Frame = data.Methodology.NewFrame(causes);
        unitSet = data.UnitSet;
        foreach (var input in inputs)
            transfers.Add(Transfer(input, causes));
        foreach (var (symbol, table) in data.Methodology.KeyedInputs())
            if (inputs.Find(i => i.Symbol == symbol) is { } input && columns.Code(input.Role) is { } column)
                keyed.Add((column, table));
    }

    public Frame Frame { get; }

    public UnitColumns Columns => columns;

    /// <summary>Whether batches must bring their boundaries.</summary>
    public bool NeedsGeometry { get; }

    /// <summary>The area that totals use, ha, per row; NaN is never stored: see <see cref="HasArea"/>.</summary>
    public double[] Hectares { get; } = new double[FeatureBatch.Capacity];

    public bool[] HasArea { get; } = new bool[FeatureBatch.Capacity];

    /// <summary>Computed area, ha, per row; meaningful where the geometry is a polygon.</summary>
    public double[] Computed { get; } = new double[FeatureBatch.Capacity];

    public bool[] HasComputed { get; } = new bool[FeatureBatch.Capacity];

    /// <summary>Reads a batch: areas, columns, inputs; what is wrong goes to the log.</summary>
    public void Fill(FeatureBatch batch, FindingLog findings)
    {
        columns.Fill(batch, findings);
        if (NeedsGeometry)
        {
            PolygonCheck.Tell(batch, data.Reader.Name, findings);
            area.Measure(batch.Geometry, squareMetres, flags);
        }

        var recorded = columns.Number("recordedArea");
        for (var row = 0; row < batch.Count; row++)
            Areas(batch, row, recorded, findings);
        Frame.FirstRecord = batch.RecordNumbers[0];
        Frame.SetMembers(unitSet, batch.Count);
        foreach (var (symbol, value) in data.Values)
            Frame[symbol].Set(0, value);
        foreach (var transfer in transfers)
            transfer(batch.Count);
        foreach (var (column, table) in keyed)
            for (var row = 0; row < batch.Count; row++)
                if (column.Codes[row] >= 0 && !data.Methodology.Contains(table, column.Codes[row]))
                    findings.Add(AssessmentFindings.CodeNotInTable, file, batch.RecordNumbers[row], data.Reader.Schema.Fields[column.Field].Name, data.Methodology.Codes[column.RawCodes[row]], table.Table.Reference, data.Methodology.Codes[column.Codes[row]]);
    }

    /// <summary>Refuses a layer whose coordinates do not fit its reference: one polygon that does not is a finding, nearly all are a wrong reference.</summary>
    /// <exception cref="RefusedInputException">More than 99 % of the polygons of the batch, of ten or more, are not on the Earth.</exception>
    public void RequireReference(FeatureBatch batch)
    {
        var (polygons, misfits) = (0, 0);
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.Geometry.Kinds[row] != GeometryKind.Polygon)
                continue;
            polygons++;
            misfits += (flags[row] & (AreaFlags.NotFinite | AreaFlags.OutOfRange)) != AreaFlags.None ? 1 : 0;
        }

        if (polygons >= 10 && misfits > 0.99 * polygons)
            throw DataSet.Refuse(AssessmentFindings.ReferenceMisfit, data.Reader.Name, data.Reader.Name, reference, $"{misfits}", $"{polygons}");
    }

    private void Areas(FeatureBatch batch, int row, NumberColumn? recorded, FindingLog findings)
    {
        var record = batch.RecordNumbers[row];
        const AreaFlags unusable = AreaFlags.NotFinite | AreaFlags.OutOfRange;
        Computed[row] = squareMetres[row] / 10000;
        HasComputed[row] = NeedsGeometry && batch.Geometry.Kinds[row] == GeometryKind.Polygon && (flags[row] & unusable) == AreaFlags.None && squareMetres[row] > 0;
        if (flags[row] != AreaFlags.None)
            ReportFlags(data.Reader.Name, record, flags[row], findings);
        var hasRecorded = recorded is not null && recorded.IsValid(row);
        if (hasRecorded && HasComputed[row] && AreaDiffers(recorded!.Values[row], Computed[row]))
        {
            if (findings.Lists(AssessmentFindings.AreaDiffers, file, record))
                findings.Add(AssessmentFindings.AreaDiffers, file, record, data.Reader.Schema.Fields[recorded.Field].Name, $"{recorded.Values[row]:R}", $"{recorded.Values[row]:R}", $"{Computed[row]:F4}");
            else
                findings.Add(AssessmentFindings.AreaDiffers, file, record, null, null);
        }

        HasArea[row] = basis == AreaBasis.Recorded ? hasRecorded : HasComputed[row];
        Hectares[row] = !HasArea[row] ? 0 : basis == AreaBasis.Recorded ? recorded!.Values[row] : Computed[row];
        if (!HasArea[row])
            findings.Add(AssessmentFindings.NoArea, file, record, null, null, basis == AreaBasis.Recorded ? "登记面积" : "可计算面积的边界", basis == AreaBasis.Recorded ? "recorded area" : "boundary to compute the area from");
    }

    /// <summary>Whether a recorded area differs from the computed one by more than 1 % and what rounding to 0.01 ha explains.</summary>
    public static bool AreaDiffers(double recorded, double computed) => Math.Abs(recorded - computed) > (0.01 * computed) + 0.01;

    /// <summary>Tells what was remarkable when a boundary was measured.</summary>
    internal static void ReportFlags(string file, long record, AreaFlags flag, FindingLog findings)
    {
        if ((flag & AreaFlags.WindingDisagrees) != AreaFlags.None)
            findings.Add(AssessmentFindings.Winding, file, record, null, null);
        if ((flag & AreaFlags.HoleCrosses) != AreaFlags.None)
            findings.Add(AssessmentFindings.HoleCrosses, file, record, null, null);
        if ((flag & AreaFlags.TooFewVertices) != AreaFlags.None)
            findings.Add(AssessmentFindings.BadRing, file, record, null, null, "环少于四个顶点", "a ring has fewer than four vertices");
        if ((flag & (AreaFlags.NotFinite | AreaFlags.OutOfRange)) != AreaFlags.None)
            findings.Add(AssessmentFindings.BadRing, file, record, null, null, "坐标超出地球范围或不是数", "coordinates are not on the Earth or no numbers");
    }

    private Action<int> Transfer(MethodologyInput input, CauseTable causes)
    {
        if (input.Role == "area")
        {
            var toUnit = Unit.Parse("ha").FactorTo(Unit.Parse(input.Unit));
            return rows =>
            {
                var column = Frame[input.Symbol];
                for (var i = 0; i < rows; i++)
                    if (HasArea[i])
                        column.Set(i, Hectares[i] * toUnit.Numerator / toUnit.Denominator);
            };
        }

        if (input.Unit == "code")
        {
            // A code that no table explains is not a missing one.
            var unknown = causes.Number(new("unknown-code", $"{input.Symbol}（{input.Name.Zh}）的代码无法归类", $"the code of {input.Symbol} ({input.Name.En}) has no class"));
            return columns.Code(input.Role) is not { } codes ? _ => { } : rows =>
            {
                var column = Frame[input.Symbol];
                for (var i = 0; i < rows; i++)
                    if (codes.Codes[i] >= 0)
                        column.Set(i, codes.Codes[i], codes.Statuses[i]);
                    else if (codes.RawCodes[i] >= 0)
                        column.SetMissing(i, unknown);
            };
        }

        if (columns.Number(input.Role) is not { } numbers)
            return _ => { };
        var factor = Unit.Parse(numbers.Definition.Unit).FactorTo(Unit.Parse(input.Unit));
        // What growth curves brought forward is no better than the curves.
        var status = input.Role is "age" or "stockPerHa" ? data.Inventory.UpdateStatus ?? ParameterStatus.Declared : ParameterStatus.Declared;
        return rows =>
        {
            var column = Frame[input.Symbol];
            for (var i = 0; i < rows; i++)
                if (numbers.IsValid(i))
                    column.Set(i, numbers.Values[i] * factor.Numerator / factor.Denominator, status);
        };
    }
}
