using CarbonSink.Findings;
using CarbonSink.Register;
using CarbonSink.Store;

namespace CarbonSink.Runs;

/// <summary>Where a register is kept, as a user names it (登记簿位置): an SQLite file, or postgres://….</summary>
public static class RegisterPlace
{
    /// <summary>Opens a register.</summary>
    /// <param name="place">Path of a file, or a URL that begins with postgres:// or postgresql://.</param>
    /// <param name="create">Whether it is to be made.</param>
    /// <exception cref="RefusedInputException">It is not there, or is no register.</exception>
    /// <exception cref="MissingComponentException">The library, the server or an extension is missing or too old.</exception>
    public static IRegisterStore Open(string place, bool create) => IsUrl(place)
        ? PostgresStore.Open(place, create)
        : create || File.Exists(place) ? new SqliteStore(place, create)
        : throw DataSet.Refuse(RegisterFindings.NoRegister, null, place);

    /// <summary>Makes sure that a register can be made at a place.</summary>
    /// <exception cref="RefusedInputException">There is a file already.</exception>
    public static void RequireNew(string place)
    {
        if (!IsUrl(place) && File.Exists(place))
            throw DataSet.Refuse(RegisterFindings.RegisterExists, null, place);
    }

    /// <summary>Makes sure that what was opened to be filled is empty.</summary>
    /// <exception cref="RefusedInputException">It holds entries.</exception>
    public static void RequireEmpty(IRegisterStore store, string place)
    {
        if (store.Read(state => state.Size) > 0)
            throw DataSet.Refuse(RegisterFindings.RegisterExists, null, Shown(place));
    }

    /// <summary>A place as it may be printed and written down: without the password of a URL.</summary>
    public static string Shown(string place) => PostgresStore.Redacted(place);

    /// <summary>Whether a place is a database on a server.</summary>
    public static bool IsUrl(string place) => PostgresStore.IsUrl(place);
}
