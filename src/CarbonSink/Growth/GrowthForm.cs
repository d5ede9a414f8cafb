namespace CarbonSink.Growth;

/// <summary>Forms of growth curves (生长方程): stock M of a hectare by age t. Source: textbook forms, methodology/decisions/0016.</summary>
public enum GrowthForm
{
    /// <summary>M = A(1 − e^(−Kt))^(1/(1−m)): Richards through the origin (B = 1).</summary>
    Richards,

    /// <summary>M = A·e^(−b/t).</summary>
    Schumacher,

    /// <summary>M = A/(1 + B·e^(−Kt)).</summary>
    Logistic,

    /// <summary>M = A·exp(−B·e^(−Kt)).</summary>
    Gompertz,

    /// <summary>M = A·exp(−B·t^(−m)).</summary>
    Korf,
}
