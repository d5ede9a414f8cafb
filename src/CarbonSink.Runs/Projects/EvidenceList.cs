using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>A document that shows something (证据).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is: land-title, satellite-image, contract, planting-record, …</param>
/// <param name="File">Name of the document; null where only its existence is stated.</param>
/// <param name="Date">Its day; null where not given.</param>
/// <param name="Parcels">Keys of the parcels it covers; null for all.</param>
/// <param name="Note">The note.</param>
internal sealed record ProjectEvidence(string Id, string Kind, string? File, DateOnly? Date, IReadOnlyList<string>? Parcels, string? Note)
{
    public bool Covers(string parcel) => Parcels?.Contains(parcel) ?? true;
}

/// <summary>The evidence of a project (证据清单).</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Paths">The files it is made of.</param>
/// <param name="Items">The documents.</param>
internal sealed record EvidenceList(string File, IReadOnlyList<string> Paths, IReadOnlyList<ProjectEvidence> Items)
{
    private const string All = "all";

    /// <summary>No evidence.</summary>
    public static EvidenceList None { get; } = new("", [], []);

    /// <summary>Reads it; what is wrong is told and not used.</summary>
    /// <exception cref="RefusedInputException">The table cannot be read or lacks a column.</exception>
    public static EvidenceList Read(string path, ProjectParcels parcels, FindingLog findings)
    {
        var table = ProjectTable.Read(path, ["evidence", "kind", "parcels"], findings);
        var known = parcels.Parcels.Select(p => p.Key).Concat(parcels.Unusable).ToHashSet(StringComparer.Ordinal);
        var (items, ids) = (new List<ProjectEvidence>(), new HashSet<string>(StringComparer.Ordinal));
        for (var row = 0; row < table.Count; row++)
        {
            var sound = true;
            void Unknown(string column, string value, string candidates)
            {
                table.Tell(ProjectFindings.UnknownName, column, row, findings, value, candidates);
                sound = false;
            }

            var (id, kind) = (table.Text("evidence", row), table.Text("kind", row));
            if (id is null || !ids.Add(id))
                Unknown("evidence", id ?? "", "不重复的编号 / an id of its own");
            if (kind is null)
                Unknown("kind", "", "land-title, planting-record, …");
            var date = table.Date("date", row, findings, ref sound);
            var keys = table.Text("parcels", row)?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (keys.Length == 0)
                Unknown("parcels", "", All);
            foreach (var key in keys)
                if (key != All && !known.Contains(key))
                    Unknown("parcels", key, $"{All}, {string.Join(", ", known.Order(StringComparer.Ordinal).Take(20))}");
            if (sound)
                items.Add(new(id!, kind!, table.Text("file", row), date, keys.Contains(All) ? null : keys, table.Text("note", row)));
        }

        return new(table.File, table.Paths, items);
    }
}
