namespace CarbonSink.Projections;

/// <summary>A kind of wood product (木产品) whose carbon goes out of use by first-order decay. Source: IPCC 2006 Guidelines vol. 4 ch. 12, first-order decay (equation from memory: ipcc-2006-v4); half-lives come from a table.</summary>
/// <param name="Id">Its id in the table.</param>
/// <param name="HalfLifeYears">Half-life (半衰期), years.</param>
public sealed record WoodProduct(string Id, double HalfLifeYears)
{
    /// <summary>Decay constant k = ln 2 / half-life, 1/yr.</summary>
    public double K => Math.Log(2) / HalfLifeYears;

    /// <summary>Carbon in use at the end of a year: C(i+1) = e^(−k)·C(i) + ((1 − e^(−k))/k)·Inflow(i), tC.</summary>
    /// <param name="c">C(i), carbon in use when the year begins, tC.</param>
    /// <param name="inflow">Inflow(i), carbon that came into use in the year, tC.</param>
    public double Next(double c, double inflow)
    {
        var k = K;
        var remaining = Math.Exp(-k);
        return (remaining * c) + ((1 - remaining) / k * inflow);
    }
}

/// <summary>What becomes of felled wood (采伐去向).</summary>
/// <param name="Product">The product.</param>
/// <param name="Share">Share of the carbon above ground of felled trees that becomes it.</param>
public sealed record ProductShare(WoodProduct Product, double Share);
