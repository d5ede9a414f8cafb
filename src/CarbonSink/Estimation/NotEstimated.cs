using CarbonSink.Methodologies;

namespace CarbonSink.Estimation;

/// <summary>Records of one land class that were not estimated for one cause (未估算面积).</summary>
/// <param name="LandClass">Land class (地类) as the run names it; blank text for a blank field.</param>
/// <param name="Cause">Why.</param>
/// <param name="RecordCount">Number of records.</param>
/// <param name="AreaHa">Their area, ha.</param>
public sealed record NotEstimated(string LandClass, Cause Cause, long RecordCount, ExactSum AreaHa);
