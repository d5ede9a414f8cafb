namespace CarbonSink.Samples;

/// <summary>A county, or a part of one, as a sample delivers it: its units with the dirt planted.</summary>
internal sealed class SampleCounty
{
    private readonly DataDictionary dictionary;
    private readonly Dictionary<string, DbaseField<Unit>> fields;

    /// <summary>Makes the county of a sample.</summary>
    public SampleCounty(Sample sample)
    {
        (Place, dictionary) = (sample.Place, sample.Dictionary);
        Landscape = new Landscape(Place);
        var survey = new StandSurvey(Place);
        foreach (var unit in Landscape.Units)
            survey.Describe(unit, Landscape.Lattice.Centre(unit.Cells[unit.Cells.Count / 2]));
        Gaps.Open(Place, Landscape.Units);
        StatedBiomass.Mark(Place, Landscape.Units);
        Units = Landscape.Units.FindAll(u => dictionary.Covers(u) && sample.Part(u));
        foreach (var unit in Units)
        {
            unit.LandClassCode = dictionary.LandClassCode(Place, unit);
            Measure(unit);
        }

        Fields = [.. dictionary.Fields(Place).Select(f => f with { Text = u => u.Spelling.TryGetValue(f.Name, out var text) ? text : f.Text(u) })];
        fields = Fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var defects = new Defects(this, dictionary);
        sample.Plant(defects);
        Defects = defects.Planted;
    }

    /// <summary>The place.</summary>
    public Place Place { get; }

    /// <summary>The division of the whole county.</summary>
    public Landscape Landscape { get; }

    /// <summary>Units in record order.</summary>
    public List<Unit> Units { get; }

    /// <summary>Fields of the unit layer.</summary>
    public IReadOnlyList<DbaseField<Unit>> Fields { get; }

    /// <summary>What was planted.</summary>
    public IReadOnlyList<Defect> Defects { get; }

    /// <summary>Text of a field of a unit as it will be written.</summary>
    public string Text(Unit unit, string field) => fields[field].Text(unit) ?? "";

    /// <summary>Records the area in hectares with two decimals, as offices do, and stock = stock per hectare × that area.</summary>
    public void Measure(Unit unit)
    {
        unit.Area = Hectares(unit.Rings!);
        unit.Stock = unit.StockPerHectare is { } stock ? Math.Round(stock * unit.Area) : null;
    }

    /// <summary>Area in hectares as the dictionary reckons it, two decimals.</summary>
    public double Hectares(IReadOnlyList<double[]> rings) => Math.Round((dictionary.SurveyArea ? Lattice.EllipsoidalArea(rings) : Lattice.Area(rings)) / 100) / 100;
}
