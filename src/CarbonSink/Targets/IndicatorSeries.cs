using CarbonSink.Methodologies;

namespace CarbonSink.Targets;

/// <summary>A value of an indicator in a year (指标观测值).</summary>
/// <param name="Year">Year at whose end it holds; of work done the year it was done in.</param>
/// <param name="Division">Key of the township or other division, or blank for the whole region.</param>
/// <param name="Value">The value in the indicator's unit.</param>
/// <param name="Status">Worst status of what it was computed from.</param>
/// <param name="Source">What it was computed from, as a report names it.</param>
public sealed record Observation(int Year, string Division, double Value, ParameterStatus Status, Bilingual Source);

/// <summary>What a rate is taken of, or which classes an area counts, where plans do not say (指标口径).</summary>
/// <param name="Id">Id, e.g. <c>land-area</c>.</param>
/// <param name="Title">What it is called.</param>
public sealed record IndicatorBase(string Id, Bilingual Title);

/// <summary>The observations of one indicator (指标序列) with the base they rest on; without observations, what is missing.</summary>
/// <param name="Code">Code of the indicator.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Base">The base, or null where there is nothing to choose.</param>
/// <param name="IsBaseChosen">Whether the user named the base; else it is the first that the pack offers, and the result says so.</param>
/// <param name="Observations">In the order of years, the whole region before its divisions.</param>
/// <param name="Missing">The field, layer or table that is needed, or null where there are observations.</param>
public sealed record IndicatorSeries(string Code, string Unit, IndicatorBase? Base, bool IsBaseChosen, IReadOnlyList<Observation> Observations, Bilingual? Missing);
