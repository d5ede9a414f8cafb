using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>What a plan's indicator is called and measured in (指标用语): the part of a pack of methodology/indicators that the reading of plans needs.</summary>
/// <param name="Code">Code in tables of targets, e.g. <c>forest_coverage</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Names">Names as plans print them; the longest that fits is meant.</param>
/// <param name="Unit">Unit that values are compared in: <c>%</c>, <c>ha</c>, <c>m3</c>, <c>m3/ha</c>, <c>tC</c>, <c>1</c> for counts.</param>
/// <param name="Domain">forest, wetland, protection, restoration, soil, grassland, urban or farming.</param>
/// <param name="Family">Indicators between which plans switch, e.g. growing-stock; blank where it stands alone.</param>
/// <param name="IsWork">Whether it is work done in a period (造林) and not a state.</param>
public sealed record TargetIndicator(string Code, Bilingual Title, IReadOnlyList<string> Names, string Unit, string Domain, string Family, bool IsWork);
