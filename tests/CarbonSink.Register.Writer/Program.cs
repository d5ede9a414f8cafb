using System.Globalization;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Register;
using CarbonSink.Register.Tests;
using CarbonSink.Register.Writer;
using CarbonSink.Store;

// A process that writes to a register, to be killed, traced and starved by the reliability tests.
//   open DB                            makes a register
//   write DB SEED COUNT MOST SETTINGS  answers COUNT batches of at most MOST requests; SETTINGS is the PRAGMA synchronous=FULL that is tested, or another
//   tell DB SEED COUNT MOST SETTINGS   as write, and says "begun" and "committing" of each transaction
//   read DB                            reads and tries to write; says "read ONLY ENTRIES DAMAGES FAULTS" and "refused CODE"
//   spend ADDRESS CLIENT               spends the same account as other clients do, down to nothing; says "spent UNITS ENTRY"
//   fail DB                            writes until a commit fails, and says how: "failed CODE MESSAGE"
//   starve FOLDER BYTES                fills the disk of the folder but for BYTES, writes until it is full, makes room, goes on
// Standard output: "ready" when the store is open; then "ack INDEX LEAF" for each answer, after it was given: one line, one write. Nothing is buffered.
var output = Console.OpenStandardOutput();
switch (args)
{
    case ["open", var path]:
        using (var store = new SqliteStore(path, create: true))
            Traffic.Open(new(store, TestLedger.Clock, TestRules.Book));
        break;
    case ["write" or "tell", var path, var seed, var count, var most, var settings]:
        using (var store = new SqliteStore(path, create: false, null, settings))
        {
            Say("ready " + store.Version);
            var traffic = new Traffic(new(args[0] == "tell" ? new ToldStore(store, Say) : store, TestLedger.Clock, TestRules.Book), int.Parse(seed, CultureInfo.InvariantCulture));
            for (var i = int.Parse(count, CultureInfo.InvariantCulture); i > 0; i--)
                foreach (var receipt in traffic.Next(int.Parse(most, CultureInfo.InvariantCulture)))
                    Say(string.Create(CultureInfo.InvariantCulture, $"ack {receipt.Entry.Index} {Convert.ToHexStringLower(receipt.Entry.LeafHash())}"));
        }

        Say("done");
        break;
    case ["read", var path]:
        try
        {
            using var store = new SqliteStore(path);
            Say(string.Create(CultureInfo.InvariantCulture, $"read {store.IsReadOnly} {store.Read(r => r.Size)} {store.CheckIntegrity().Count} {store.Read(r => RegisterCheck.Of(r, TestRules.Book)).Count}"));
            _ = store.Write(w => w.Size);
        }
        catch (RefusedInputException e)
        {
            Say("refused " + e.Finding.Rule.Code);
        }

        break;
    case ["spend", var address, var client]:
        using (var store = Spending.Open(address))
        {
            var (spent, common) = Spending.Run(store, int.Parse(client, CultureInfo.InvariantCulture));
            Say(string.Create(CultureInfo.InvariantCulture, $"spent {spent} {common}"));
        }

        break;
    case ["starve", var folder, var bytes]:
        new Starvation(folder, long.Parse(bytes, CultureInfo.InvariantCulture), Say).Run();
        Say("done");
        break;
    case ["fail", var path]:
        using (var store = new SqliteStore(path))
        {
            var traffic = new Traffic(new(store, TestLedger.Clock, TestRules.Book), 1);
            for (var i = 0; i < 20; i++)
            {
                try
                {
                    _ = traffic.Next(1);
                }
                catch (StoreUnavailableException e)
                {
                    Say($"failed {e.Finding.Rule.Code} {e.Finding.Message("en")}");
                    break;
                }
            }
        }

        break;
    default:
        Say("open DB | write DB SEED COUNT MOST SETTINGS | tell DB SEED COUNT MOST SETTINGS | read DB | spend ADDRESS CLIENT | starve FOLDER BYTES");
        return 2;
}

return 0;

void Say(string line) => output.Write(Encoding.UTF8.GetBytes(line + "\n"));
