using System.Globalization;
using CarbonSink.Register.Tests;
using CarbonSink.Store;

namespace CarbonSink.Register.Writer;

/// <summary>Writers that spend the same account at the same time, down to nothing.</summary>
internal static class Spending
{
    /// <summary>Units that there are to spend: no multiple of what is spent at once.</summary>
    public const int Units = 401;

    /// <summary>The account that is spent.</summary>
    public const string Pot = "账户池";

    private const int AtOnce = 3;

    private static readonly DateOnly Day = new(2025, 6, 1);

    /// <summary>Opens a store by its address: a PostgreSQL database or an SQLite file.</summary>
    public static IRegisterStore Open(string address) => PostgresStore.IsUrl(address) ? PostgresStore.Open(address) : new SqliteStore(address, create: true);

    /// <summary>Makes the register, with the account that is spent.</summary>
    public static void Prepare(IRegisterStore store)
    {
        var register = new UnitRegister(store, TestLedger.Clock, TestRules.Book);
        Traffic.Open(register);
        _ = register.Submit(TestLedger.Account(Pot, "owner0"), TestLedger.As("registrar"));
        _ = register.Submit(TestLedger.Transfer("账户0", Pot, TestLedger.Quantity("scheme", Units), Day), TestLedger.As("exchange"));
    }

    /// <summary>Spends until nothing is left; every fifth request is made twice, and every client asks once with a key that all of them use. Gives what this client spent, and the entry of the common key.</summary>
    public static (int Spent, long Common) Run(IRegisterStore store, int client)
    {
        var register = new UnitRegister(store, TestLedger.Clock, TestRules.Book);
        var to = string.Create(CultureInfo.InvariantCulture, $"账户{client}");
        var common = register.Submit(TestLedger.Transfer("账户1", "账户2", TestLedger.Quantity("scheme", 1), Day, "common"), TestLedger.As("exchange")).Entry.Index;
        var spent = 0;
        for (var (i, quantity) = (0, AtOnce); ; i++)
        {
            var request = TestLedger.Transfer(Pot, to, TestLedger.Quantity("scheme", quantity), Day, string.Create(CultureInfo.InvariantCulture, $"{client}-{i}"));
            var receipt = register.Submit(request, TestLedger.As("exchange"));
            if (i % 5 == 0 && register.Submit(request, TestLedger.As("exchange")) is var again && (!again.Repeated || again.Entry.Index != receipt.Entry.Index))
                throw new InvalidDataException("a request that was made again was answered again");
            if (receipt.Refusal is null)
                spent += quantity;
            else if (receipt.Refusal.Rule != "quantity-held")
                throw new InvalidDataException(receipt.Refusal.Reason.En);
            else if (quantity == 1)
                return (spent, common);
            else
                quantity = 1;
        }
    }
}
