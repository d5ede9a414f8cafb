using System.Net.Sockets;
using CarbonSink.Findings;
using Npgsql;

namespace CarbonSink.Store;

/// <summary>Says in the user's words what PostgreSQL or the way to it reports.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether the same work may succeed when it is run again: 40001 serialization failure, 40P01 deadlock.</summary>
    public static bool MayRunAgain(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>Whether the server or the way to it is gone, so that it has said nothing about the last command.</summary>
    public static bool IsGone(Exception e) => e is PostgresException { SqlState: var state }
        ? state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout || state.StartsWith("08", StringComparison.Ordinal)
        : e is NpgsqlException or SocketException or IOException or TimeoutException or ObjectDisposedException;

    /// <summary>Asks the server; what ends the way to it is an exception of Npgsql, so that it is told from one of the caller's own files.</summary>
    public static T OfServer<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e) when (e is SocketException or TimeoutException or IOException)
        {
            throw new NpgsqlException(e.Message, e);
        }
    }

    /// <summary>What to throw instead; the exception itself where it is not of PostgreSQL.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="url">Where.</param>
    /// <param name="opening">While the register is opened.</param>
    /// <param name="committing">After the commit was asked for.</param>
    public static Exception Said(Exception e, PostgresUrl url, bool opening = false, bool committing = false)
    {
        if (e is not NpgsqlException && !(opening && e is SocketException or TimeoutException or IOException))
            return e; // what the caller's own work threw
        var words = e is NpgsqlException { InnerException: { } inner } and not PostgresException ? inner.Message : (e as PostgresException)?.MessageText ?? e.Message;
        Finding Of(FindingRule rule, params string[] arguments) => new(rule, null, null, null, null, arguments);
        return (e as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName => new RefusedInputException(Of(PostgresFindings.NotAdmitted, url.Server, words), e),
            PostgresErrorCodes.InsufficientPrivilege => new RefusedInputException(Of(PostgresFindings.NoRight, url.Connection.Username ?? Environment.UserName, url.Schema, words), e),
            PostgresErrorCodes.ReadOnlySqlTransaction => new RefusedInputException(Of(PostgresFindings.ReadOnly, url.Server), e),
            PostgresErrorCodes.ProgramLimitExceeded or PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter or "XX000" => new RefusedInputException(Of(PostgresFindings.NoPlace, words), e),
            PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.WrongObjectType => new RefusedInputException(Of(PostgresFindings.SchemaTaken, url.Schema, words), e),
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.QueryCanceled => new StoreUnavailableException(Of(PostgresFindings.Held, url.Server, words), e),
            PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => new StoreUnavailableException(Of(PostgresFindings.Full, url.Server, words), e),
            PostgresErrorCodes.UniqueViolation => new ArgumentException(words, e),
            null when e is NpgsqlException && opening && words.Contains("password", StringComparison.OrdinalIgnoreCase) => new RefusedInputException(Of(PostgresFindings.NotAdmitted, url.Server, words), e),
            _ when opening && IsGone(e) => new MissingComponentException(Of(PostgresFindings.NoServer, url.Server, words), e),
            _ when IsGone(e) => new StoreUnavailableException(Of(committing ? PostgresFindings.Unknown : PostgresFindings.Gone, url.Server, words), e),
            _ => e,
        };
    }
}
