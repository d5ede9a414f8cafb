namespace CarbonSink.Methodologies;

/// <summary>An entry of the bibliography (出处).</summary>
/// <param name="Id">Id used by packs.</param>
/// <param name="Kind">standard, publication, dataset, web, definition, hand-arithmetic or memory (written from our own knowledge).</param>
/// <param name="Number">Standard number or DOI.</param>
/// <param name="Title">Title.</param>
/// <param name="Publisher">Publisher.</param>
/// <param name="Date">Date of publication.</param>
/// <param name="Url">Where it was read.</param>
/// <param name="Licence">Licence as read.</param>
/// <param name="ReadByUs">Whether the document itself was read.</param>
public sealed record Source(string Id, string Kind, string Number, string Title, string Publisher, string Date, string Url, string Licence, bool ReadByUs);
