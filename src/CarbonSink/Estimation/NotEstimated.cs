namespace CarbonSink.Estimation;

/// <summary>Why records were not estimated (未估算原因): a stable code and its text in Chinese and English.</summary>
/// <param name="Code">Code, e.g. no-parameter, outside-range, missing.</param>
/// <param name="Zh">Text in Chinese.</param>
/// <param name="En">Text in English.</param>
public sealed record NotEstimatedReason(string Code, string Zh, string En);

/// <summary>Records of one land class that were not estimated for one reason (未估算面积).</summary>
/// <param name="LandClass">Land class (地类) as the run names it; blank text for a blank field.</param>
/// <param name="Reason">The reason.</param>
/// <param name="RecordCount">Number of records.</param>
/// <param name="AreaHa">Their area, ha.</param>
public sealed record NotEstimated(string LandClass, NotEstimatedReason Reason, long RecordCount, ExactSum AreaHa);
