using System.Security.Cryptography;
using CarbonSink.Estimation;
using CarbonSink.Findings;
using CarbonSink.Geometry;
using CarbonSink.Inventory;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Which layer is claimed (登记地块图层).</summary>
/// <param name="Path">Its file, or FILE|LAYER.</param>
/// <param name="Key">Field of the parcels' keys.</param>
public sealed record ParcelOptions(string Path, string Key)
{
    /// <summary>Field of the tenure certificates' numbers (权属证号); null for none.</summary>
    public string? Tenure { get; init; }

    /// <summary>Name of the layer where the file holds several; null otherwise.</summary>
    public string? Layer { get; init; }

    /// <summary>Encoding of attributes, e.g. GBK; null for what the file says.</summary>
    public string? Encoding { get; init; }

    /// <summary>Coordinate reference, in place of the file's own; null for that.</summary>
    public string? Crs { get; init; }
}

/// <summary>A parcel as it is claimed (登记地块).</summary>
/// <param name="Id">Its key.</param>
/// <param name="Wkb">Its boundary, as the ledger holds it.</param>
/// <param name="Tenure">Number of its tenure certificate; null for none.</param>
/// <param name="SquareMetres">Its area on the ellipsoid, m².</param>
/// <param name="Record">Its record in the layer.</param>
public sealed record ClaimedParcel(string Id, ReadOnlyMemory<byte> Wkb, string? Tenure, double SquareMetres, long Record)
{
    /// <summary>SHA-256 of the boundary, lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Wkb.Span));
}

/// <summary>A layer read for the register (读入登记地块): parcels with boundaries on CGCS2000 in degrees, the hashes of the files they come from, and what is wrong with them.</summary>
/// <remarks>
/// Nothing is repaired: one record with an error and there is nothing to claim. Longitudes and latitudes that were computed are rounded to 1e-10° (0.01 mm), so that every computer makes the same bytes of the same layer;
/// those of a layer in degrees stay as they are.
/// </remarks>
public sealed class ParcelReading
{
    private readonly IReadOnlyList<ClaimedParcel> parcels;
    private readonly ParcelOptions options;

    private ParcelReading(ParcelOptions options, PolygonTable table, IReadOnlyList<ClaimedParcel> parcels, IReadOnlyList<FileDigest> files, FindingLog findings) =>
        (this.options, this.parcels, Reference, Files, Findings, File) = (options, parcels, table.Reference!, files, findings, table.Name);

    /// <summary>Name of the layer's file.</summary>
    public string File { get; }

    /// <summary>The files that the layer is made of, with their hashes, ordered by name.</summary>
    public IReadOnlyList<FileDigest> Files { get; }

    /// <summary>The coordinate reference they were read in.</summary>
    public CoordinateReference Reference { get; }

    /// <summary>What is wrong, and what was done.</summary>
    public FindingLog Findings { get; }

    /// <summary>The parcels, by key in ordinal order; none where there is an error.</summary>
    public IReadOnlyList<ClaimedParcel> Parcels => Findings.HasErrors ? [] : parcels;

    /// <summary>Their area, m².</summary>
    public double SquareMetres => Parcels.Aggregate(ExactSum.Zero, (sum, p) => sum + p.SquareMetres).ToDouble();

    /// <summary>Reads a layer.</summary>
    /// <param name="options">Which.</param>
    /// <param name="stop">Stops the work.</param>
    /// <exception cref="RefusedInputException">It cannot be read, has no coordinate reference or another datum, no records, or lacks a field.</exception>
    public static ParcelReading Read(ParcelOptions options, CancellationToken stop = default)
    {
        var findings = new FindingLog();
        var table = PolygonTable.Read(options.Path, options.Layer, options.Encoding, options.Crs, schema => [.. Fields(options, schema, options.Path)], findings, stop);
        if (table.Records.Count == 0)
            throw DataSet.Refuse(ParcelFindings.NoRecord, table.Name, table.Name);
        var digests = table.Files.Select(f => FileHash.Of(f, Path.GetFileName(f), stop)).OrderBy(f => f.Name, StringComparer.Ordinal).ToArray();
        var degrees = DegreeBorders.Of(table.Polygons, table.Reference ?? throw DataSet.Refuse(ParcelFindings.NoReference, table.Name, table.Name), table.Name, findings);
        var check = new ParcelCheck(table, degrees.Polygons, options, findings);
        var keys = check.Keys();
        check.Validity(keys, stop);
        check.Overlaps(keys, stop);
        if (degrees.Added > 0)
            findings.Add(new Finding(ParcelFindings.Densified, table.Name, null, null, null, $"{degrees.Added}"));
        var claimed = new List<ClaimedParcel>();
        for (var row = 0; row < table.Records.Count && !findings.HasErrors; row++)
        {
            var wkb = ClaimBoundary.ToWkb(degrees.Polygons, row);
            claimed.Add(new(keys[row]!, wkb, options.Tenure is null ? null : check.Cell(options.Tenure, row), ClaimBoundary.SquareMetres(wkb), table.Records[row]));
        }

        claimed.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        return new(options, table, claimed, digests, findings);
    }

    /// <summary>The parcels as the payload of <see cref="Verbs.DraftProject"/> wants them: [{id, tenure?, wkb}].</summary>
    /// <exception cref="InvalidOperationException">There are errors, so there is nothing to claim.</exception>
    public IReadOnlyList<CanonicalObject> ToPayload() => Findings.HasErrors ? throw new InvalidOperationException("the layer has errors: see the findings")
        : [.. Parcels.Select(p => CanonicalObject.Of(("id", p.Id), ("tenure", p.Tenure), ("wkb", Convert.ToBase64String(p.Wkb.Span))))];

    /// <summary>Where the parcels come from, to be put into the project's facts under "layer": {crs, files[{path, sha256}], key, layer?, parcels, squareMetres, tenure?}.</summary>
    public CanonicalObject ToFacts() => CanonicalObject.Of(
        ("crs", Reference.Epsg is { } code ? FormattableString.Invariant($"EPSG:{code}") : Reference.Name), ("files", Files.Select(f => CanonicalObject.Of(("path", f.Name), ("sha256", f.Sha256)))),
        ("key", options.Key), ("layer", options.Layer), ("parcels", Parcels.Count), ("squareMetres", (long)Math.Round(SquareMetres, MidpointRounding.AwayFromZero)), ("tenure", options.Tenure));

    private static IEnumerable<int> Fields(ParcelOptions options, RecordSchema schema, string path)
    {
        foreach (var name in new[] { options.Key, options.Tenure }.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            yield return schema.IndexOf(name) is >= 0 and var at ? at
                : throw DataSet.Refuse(ParcelFindings.NoField, Path.GetFileName(path), Path.GetFileName(path), name, string.Join(", ", schema.Fields.Select(f => f.Name)));
        }
    }
}
