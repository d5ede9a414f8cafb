using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>The area of one land class (地类面积), kept whatever the keys of an assessment are.</summary>
/// <param name="LandClass">Land class as the run names it; blank text where it is missing or unknown.</param>
/// <param name="RecordCount">Number of records.</param>
/// <param name="AreaHa">The area that totals use, ha.</param>
/// <param name="Status">Worst status of the code tables that the class was read by.</param>
public sealed record LandClassArea(string LandClass, long RecordCount, ExactSum AreaHa, ParameterStatus Status);
