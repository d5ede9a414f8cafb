namespace CarbonSink.Methodologies.Formulas;

/// <summary>How the members of a correlation group hang together (相关组): one correlation for all pairs, or a matrix. Immutable.</summary>
internal sealed class CorrelationGroup
{
    private readonly Dictionary<(string Row, string Column), int> places;
    private readonly double[][] matrix;

    /// <summary>One correlation for all pairs, 0 … 1: any number of members share one factor.</summary>
    public CorrelationGroup(double common)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(common);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(common, 1);
        (Common, Members, matrix, places) = (common, [], [], []);
    }

    private CorrelationGroup((string Row, string Column)[] members, double[][] matrix, double[][] factor)
    {
        (Members, this.matrix, Factor) = (members, matrix, factor);
        places = [];
        for (var i = 0; i < members.Length; i++)
            places.Add(members[i], i);
    }

    /// <summary>The one correlation, where there is no matrix.</summary>
    public double Common { get; }

    /// <summary>Cells of the matrix, in the order of the table.</summary>
    public (string Row, string Column)[] Members { get; }

    /// <summary>Lower triangle whose product with its transpose is the matrix; null for one common correlation.</summary>
    public double[][]? Factor { get; }

    /// <summary>A group with a matrix, or null where the matrix is not positive definite.</summary>
    public static CorrelationGroup? Of((string Row, string Column)[] members, double[][] matrix) => Cholesky(matrix) is { } factor ? new(members, matrix, factor) : null;

    /// <summary>Place of a cell in the matrix, −1 where there is none.</summary>
    public int PlaceOf(string row, string column) => places.GetValueOrDefault((row, column), -1);

    /// <summary>Correlation of two different cells.</summary>
    public double Between(CellId a, CellId b) => Factor is null ? Common : PlaceOf(a.Row, a.Column) is >= 0 and var i && PlaceOf(b.Row, b.Column) is >= 0 and var j ? matrix[i][j] : 0;

    /// <summary>L with L·Lᵀ = the matrix, row by row. Source: Golub, Van Loan, Matrix Computations, algorithm 4.2.1.</summary>
    private static double[][]? Cholesky(double[][] matrix)
    {
        var n = matrix.Length;
        var l = new double[n][];
        for (var i = 0; i < n; i++)
        {
            l[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i][j];
                for (var k = 0; k < j; k++)
                    sum -= l[i][k] * l[j][k];
                if (i != j)
                    l[i][j] = sum / l[j][j];
                else if (sum > 1e-12)
                    l[i][i] = Math.Sqrt(sum);
                else
                    return null;
            }
        }

        return l;
    }
}
