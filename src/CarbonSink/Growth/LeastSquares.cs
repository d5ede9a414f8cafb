namespace CarbonSink.Growth;

/// <summary>Value of a curve at x and, in <paramref name="gradient"/>, its derivatives by the parameters; NaN where the parameters are not allowed.</summary>
internal delegate double CurveModel(ReadOnlySpan<double> parameters, double x, Span<double> gradient);

/// <summary>Where the sum of squares is least.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="ResidualSum">Σ w (y − f)².</param>
/// <param name="Inverse">(JᵀWJ)⁻¹; null where the matrix is singular.</param>
/// <param name="Converged">Whether the last step was negligible.</param>
/// <param name="Iterations">Steps tried.</param>
internal sealed record LeastSquaresMinimum(double[] Parameters, double ResidualSum, double[,]? Inverse, bool Converged, int Iterations);

/// <summary>Weighted nonlinear least squares by Levenberg and Marquardt with scaling by the diagonal of JᵀWJ. Sums run in the order of the data: sort them first for equal bits.</summary>
/// <remarks>Source: Marquardt, SIAM J. Appl. Math. 11 (1963) 431–441; stopping by the Gauss–Newton step relative to the parameters.</remarks>
internal static class LeastSquares
{
    private const int MostIterations = 1000;
    private const double Negligible = 1e-11;

    public static LeastSquaresMinimum Minimise(CurveModel model, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, ReadOnlySpan<double> start)
    {
        var n = start.Length;
        double[] θ = [.. start], trial = new double[n], step = new double[n];
        var (normal, right) = (new double[n, n], new double[n]);
        var sum = Accumulate(model, x, y, weights, θ, normal, right);
        if (!double.IsFinite(sum))
            return new(θ, double.PositiveInfinity, null, false, 0);
        var (λ, converged, iteration) = (1e-3, false, 0);
        for (; iteration < MostIterations && !converged; iteration++)
        {
            // The undamped step tells whether the minimum is reached.
            if (Solve(normal, right, 0, step) && IsNegligible(step, θ))
            {
                converged = true;
                break;
            }

            if (!Solve(normal, right, λ, step))
            {
                λ = Math.Max(λ, 1e-12) * 10;
                if (λ > 1e16)
                    break;
                continue;
            }

            for (var j = 0; j < n; j++)
                trial[j] = θ[j] + step[j];
            var next = Sum(model, x, y, weights, trial);
            if (next < sum)
            {
                trial.CopyTo(θ, 0);
                sum = Accumulate(model, x, y, weights, θ, normal, right);
                λ = Math.Max(λ / 10, 1e-15);
                continue;
            }

            // Rounding hides any further gain: near enough where the step is small.
            if (next <= sum * (1 + 1e-14) && IsNegligible(step, θ, 1e-7))
                converged = true;
            λ *= 10;
            if (λ > 1e16)
            {
                converged |= Solve(normal, right, 0, step) && IsNegligible(step, θ, 1e-7);
                break;
            }
        }

        return new(θ, sum, Inverse(normal), converged, iteration);
    }

    private static bool IsNegligible(double[] step, double[] θ, double limit = Negligible)
    {
        for (var j = 0; j < step.Length; j++)
            if (!(Math.Abs(step[j]) <= limit * (Math.Abs(θ[j]) + limit)))
                return false;
        return true;
    }

    private static double Sum(CurveModel model, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> w, double[] θ)
    {
        Span<double> gradient = stackalloc double[θ.Length];
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var r = y[i] - model(θ, x[i], gradient);
            sum += w[i] * r * r;
        }

        return sum;
    }

    private static double Accumulate(CurveModel model, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> w, double[] θ, double[,] normal, double[] right)
    {
        var n = θ.Length;
        Span<double> gradient = stackalloc double[n];
        Array.Clear(normal);
        Array.Clear(right);
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var r = y[i] - model(θ, x[i], gradient);
            sum += w[i] * r * r;
            for (var j = 0; j < n; j++)
            {
                right[j] += w[i] * gradient[j] * r;
                for (var k = 0; k <= j; k++)
                    normal[j, k] += w[i] * gradient[j] * gradient[k];
            }
        }

        return sum;
    }

    /// <summary>Solves (N + λ diag N) step = right by Cholesky of the matrix scaled to a unit diagonal.</summary>
    private static bool Solve(double[,] normal, double[] right, double λ, double[] step)
    {
        if (Factor(normal, λ) is not var (lower, scale))
            return false;
        var n = right.Length;
        for (var j = 0; j < n; j++)
        {
            var value = right[j] / scale[j];
            for (var k = 0; k < j; k++)
                value -= lower[j, k] * step[k];
            step[j] = value / lower[j, j];
        }

        for (var j = n - 1; j >= 0; j--)
        {
            for (var k = j + 1; k < n; k++)
                step[j] -= lower[k, j] * step[k];
            step[j] /= lower[j, j];
        }

        for (var j = 0; j < n; j++)
            step[j] /= scale[j];
        return true;
    }

    private static double[,]? Inverse(double[,] normal)
    {
        var n = normal.GetLength(0);
        var (inverse, unit, column) = (new double[n, n], new double[n], new double[n]);
        for (var j = 0; j < n; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            if (!Solve(normal, unit, 0, column))
                return null;
            for (var i = 0; i < n; i++)
                inverse[i, j] = column[i];
        }

        return inverse;
    }

    private static (double[,] Lower, double[] Scale)? Factor(double[,] normal, double λ)
    {
        var n = normal.GetLength(0);
        var (lower, scale) = (new double[n, n], new double[n]);
        for (var j = 0; j < n; j++)
        {
            scale[j] = Math.Sqrt(normal[j, j]);
            if (!(scale[j] > 0) || !double.IsFinite(scale[j]))
                return null;
        }

        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                var value = (normal[j, k] / scale[j] / scale[k]) + (j == k ? λ : 0);
                for (var i = 0; i < k; i++)
                    value -= lower[j, i] * lower[k, i];
                if (j > k)
                    lower[j, k] = value / lower[k, k];
                else if (value > 1e-14)
                    lower[j, j] = Math.Sqrt(value);
                else
                    return null;
            }
        }

        return (lower, scale);
    }
}
