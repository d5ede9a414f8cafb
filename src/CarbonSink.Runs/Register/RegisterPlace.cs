using CarbonSink.Findings;
using CarbonSink.Register;

namespace CarbonSink.Runs;

/// <summary>Where a register is kept, as a user names it (登记簿位置): an SQLite file, or postgres://….</summary>
public static class RegisterPlace
{
    /// <summary>Opens a register.</summary>
    /// <param name="place">Path of a file, or a URL that begins with postgres:// or postgresql://.</param>
    /// <param name="create">Whether it is to be made.</param>
    /// <exception cref="RefusedInputException">It is not there, or is there already where it is to be made.</exception>
    public static IRegisterStore Open(string place, bool create) => IsUrl(place)
        ? throw new NotSupportedException(place)
        : (File.Exists(place), create) switch
        {
            (false, false) => throw DataSet.Refuse(RegisterFindings.NoRegister, null, place),
            (true, true) => throw DataSet.Refuse(RegisterFindings.RegisterExists, null, place),
            _ => throw new NotSupportedException(place),
        };

    /// <summary>Whether a place is a database on a server.</summary>
    public static bool IsUrl(string place) => place.StartsWith("postgres://", StringComparison.Ordinal) || place.StartsWith("postgresql://", StringComparison.Ordinal);
}
