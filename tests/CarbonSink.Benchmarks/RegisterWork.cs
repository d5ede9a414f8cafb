using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CarbonSink.Projects;
using CarbonSink.Register;

namespace CarbonSink.Benchmarks;

/// <summary>The register of race W6: 50,000 claims, 1,000 accounts, projects of ccer-2023 with many registered periods of one day, so that each issue is a true one; then operations on it.</summary>
internal static class RegisterWork
{
    private const int Claims = 50_000;
    private const int Accounts = 1_000;
    private const int IssuingProjects = 40;
    private const int ClaimsPerProject = 100;
    private const long IssuedEach = 10_000;

    /// <summary>As many operations as there are periods to issue: one operation in five issues.</summary>
    public const int MostOperations = IssuingProjects * PeriodsEach * 5;

    private const int PeriodsEach = 100;
    private const int Columns = 224;
    private const double East = 0.00236;
    private const double North = 0.00207;
    private const string Owner = "owner-a";
    private const string Registrar = "registrar";
    private const string Desk = "desk";

    /// <summary>Loads an empty store, by requests only; prints how long the drafts of 50,000 parcels took.</summary>
    public static void Load(IRegisterStore store)
    {
        var clock = new SetClock();
        var register = new UnitRegister(store, clock);
        void Do(string actor, string day, IEnumerable<RegisterRequest> requests)
        {
            clock.Set(day);
            foreach (var chunk in requests.Chunk(500))
                foreach (var receipt in register.Submit(chunk, As(actor)))
                    if (receipt.Refusal is { } refusal)
                        throw new InvalidOperationException($"{receipt.Entry.Verb} was refused: {refusal.Rule} {refusal.Reason.En}");
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        RegisterRequest Admit(string id, params string[] roles) => new(Verbs.AdmitActor, CanonicalObject.Of(("id", id), ("name", id), ("roles", roles), ("tokenSha256", Hash(id))));
        var folder = Path.Combine(TimedProcess.Root, "methodology", "programmes", "ccer-2023", "1");
        Do(Registrar, "2024-01-02",
        [
            new(Verbs.Open, CanonicalObject.Of(("logId", "w6"), ("zh", "W6"), ("en", "W6"), ("publicKey", Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo())), ("registrar", CanonicalObject.Of(("id", Registrar), ("name", Registrar), ("tokenSha256", Hash(Registrar)))))),
            Admit(Owner, "owner"), Admit("vvb-1", "verifier"), Admit("vvb-2", "verifier"), Admit(Desk, "registrar", "market"),
            new(Verbs.AdoptProgramme, ProgrammeTexts.Adoption("ccer-2023", "1", [.. Directory.GetFiles(folder).Select(f => (Path.GetFileName(f), File.ReadAllText(f).ReplaceLineEndings("\n")))])),
            new(Verbs.SetCalendar, CanonicalObject.Of(("year", 2024), ("holidays", Array.Empty<string>()), ("workingDays", Array.Empty<string>()), ("document", CanonicalObject.Of(("kind", "calendar"), ("name", "calendar.pdf"), ("sha256", Hash("calendar")))))),
            .. Enumerable.Range(0, Accounts).Select(i => new RegisterRequest(Verbs.OpenAccount, CanonicalObject.Of(("id", $"a{i}"), ("holder", Owner), ("class", "owner")))),
        ]);
        var watch = Stopwatch.StartNew();
        var cell = 0;
        Do(Owner, "2024-01-03", Enumerable.Range(0, IssuingProjects).Select(p => Draft($"i{p}", cell++, 1)));
        var bulk = new List<RegisterRequest>();
        for (var p = 0; cell < Claims; p++)
        {
            var count = Math.Min(ClaimsPerProject, Claims - cell);
            bulk.Add(Draft($"b{p}", cell, count));
            cell += count;
        }

        foreach (var chunk in bulk.Chunk(10))
            Do(Owner, "2024-01-03", chunk);
        Console.WriteLine(FormattableString.Invariant($"loaded: {Claims} claims drafted with overlap check, {watch.Elapsed.TotalMicroseconds / Claims:F0} µs each"));

        var projects = Enumerable.Range(0, IssuingProjects).Select(p => $"i{p}").ToArray();
        IEnumerable<RegisterRequest> Projects(string name, string day, string documents, params (string, object?)[] facts) => projects.Select(p => Step(Verbs.StepProject, p, null, name, day, documents, facts));
        Do(Owner, "2024-01-08", Projects("publish", "2024-01-08", "pdd", ("realUniqueAdditional", true), ("noLegalDuty", true), ("noQuota", true), ("noOtherMechanism", true), ("validator", "vvb-1"), ("consultants", Array.Empty<string>())));
        Do(Registrar, "2024-02-19", Projects("close-notice", "2024-02-19", "", ("comments", 0)));
        Do("vvb-1", "2024-03-01", Projects("validate", "2024-03-01", "validation-report", ("lawAndPolicy", true), ("supportedField", true), ("methodologyUse", true), ("realUniqueAdditional", true), ("sustainableDevelopment", true), ("conclusion", "positive"), ("commentsHandled", true), ("promise", true)));
        Do(Owner, "2024-03-11", Projects("apply", "2024-03-11", "application-form|pdd|validation-report|commitment-letter"));
        Do(Registrar, "2024-03-20", Projects("register", "2024-03-20", ""));
        IEnumerable<RegisterRequest> Periods(string name, string day, string documents, params (string, object?)[] facts) =>
            Enumerable.Range(0, PeriodsEach).SelectMany(k => projects.Select(p => Step(Verbs.StepPeriod, p, k + 1, name, day, documents, facts)));
        Do(Owner, "2024-04-01", Periods("monitor", "2024-04-01", ""));
        Do(Owner, "2024-04-08", Periods("publish", "2024-04-08", "accounting-report", ("reportedT", IssuedEach), ("verifier", "vvb-2")));
        Do(Registrar, "2024-05-20", Periods("close-notice", "2024-05-20", "", ("comments", 0)));
        Do("vvb-2", "2024-06-03", Periods("verify", "2024-06-03", "verification-report", ("methodologyConformity", true), ("implementedAsDesigned", true), ("conservative", true), ("verifiedT", IssuedEach), ("vintages", new[] { CanonicalObject.Of(("year", 2021), ("t", IssuedEach)) })));
        Do(Owner, "2024-06-11", Periods("apply", "2024-06-11", "application-form|accounting-report|verification-report", ("amountT", IssuedEach)));
        Do(Registrar, "2024-06-20", Periods("register", "2024-06-20", ""));
        Console.WriteLine(FormattableString.Invariant($"prepared: {IssuingProjects * PeriodsEach} registered periods, {store.Read(r => r.Size)} entries, {watch.Elapsed.TotalSeconds:F0} s in all"));
    }

    /// <summary>One in five issues, seven in ten transfer a part of a range, one in ten retires; every one of them is done, none refused. Gives the seconds it took.</summary>
    /// <param name="store">The store.</param>
    /// <param name="operations">How many.</param>
    /// <param name="batch">How many in one transaction.</param>
    /// <param name="client">Which of the clients this is; each has accounts and periods of its own.</param>
    /// <param name="clients">How many clients there are.</param>
    public static double Run(IRegisterStore store, int operations, int batch, int client = 0, int clients = 1)
    {
        var clock = new SetClock();
        clock.Set("2024-06-21");
        var register = new UnitRegister(store, clock);
        var (run, trades) = (Guid.NewGuid().ToString("N"), 0);
        var random = new Random(client + 1);
        var own = Enumerable.Range(0, Accounts).Where(a => a % clients == client).ToArray();
        var balances = new long[Accounts];
        var issued = client;
        var requests = new List<RegisterRequest>(batch);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < operations; i++)
        {
            requests.Add(Next(i % 10));
            if (requests.Count < batch && i != operations - 1)
                continue;
            foreach (var receipt in register.Submit(requests, As(Desk)))
                if (receipt.Refusal is { } refusal)
                    throw new InvalidOperationException($"{receipt.Entry.Verb} was refused: {refusal.Rule} {refusal.Reason.En}");
            requests.Clear();
        }

        return watch.Elapsed.TotalSeconds;

        RegisterRequest Next(int kind)
        {
            var account = own[random.Next(own.Length)];
            var day = new DateOnly(2024, 6, 21);
            if (kind < 2)
            {
                var (project, number) = ($"i{issued % IssuingProjects}", (issued / IssuingProjects) + 1);
                issued += clients;
                balances[account] += IssuedEach;
                return new(Verbs.Issue, CanonicalObject.Of(("project", project), ("number", number), ("account", $"a{account}"), ("date", day)));
            }

            var quantity = 100 + random.Next(900);
            while (balances[account] < quantity)
                account = own[random.Next(own.Length)];
            balances[account] -= quantity;
            var selection = CanonicalObject.Of(("programme", "ccer-2023"), ("quantity", quantity));
            if (kind == 9)
                return new(Verbs.Retire, CanonicalObject.Of(("account", $"a{account}"), ("selection", selection), ("reason", "ets-surrender"), ("beneficiary", "W6"), ("purpose", "W6"), ("date", day)));
            var to = account;
            while (to == account)
                to = own[random.Next(own.Length)];
            balances[to] += quantity;
            return new(Verbs.Transfer, CanonicalObject.Of(("from", $"a{account}"), ("to", $"a{to}"), ("selection", selection), ("date", day), ("trade", CanonicalObject.Of(("number", FormattableString.Invariant($"{run}-{trades++}"))))));
        }
    }

    /// <summary>Microseconds for finding the overlaps of one parcel of 200 m among the claims of a loaded store, and how many there were for each.</summary>
    public static (double Microseconds, double Found) Overlap(IRegisterStore store, int parcels) => store.Read(r =>
    {
        var random = new Random(1);
        ParcelClaim Probe()
        {
            var (west, south) = (113 + (random.NextDouble() * Columns * East), 29 + (random.NextDouble() * Columns * North));
            var (wkb, box) = Square(west, south, 200.0 / 230);
            return new("probe", "1", "ccer-2023", new DaySpan(new(2021, 3, 1), new(2041, 2, 28)), ["agb"], null, wkb, box, ClaimState.Drafted);
        }

        for (var i = 0; i < 200; i++)
            OverlapClaim.Find(r, "probe", [Probe()]);
        var (probes, found) = (Enumerable.Range(0, parcels).Select(_ => Probe()).ToArray(), 0L);
        var watch = Stopwatch.StartNew();
        foreach (var probe in probes)
            found += OverlapClaim.Find(r, "probe", [probe]).Count;
        return (watch.Elapsed.TotalMicroseconds / parcels, (double)found / parcels);
    });

    private static RegisterRequest Draft(string id, int cell, int count) => new(Verbs.DraftProject, CanonicalObject.Of(
        ("id", id), ("programme", "ccer-2023"), ("name", id), ("methodology", "ccer-14-001"), ("start", new DateOnly(2021, 3, 1)), ("from", new DateOnly(2021, 3, 1)), ("to", new DateOnly(2041, 2, 28)), ("pools", new[] { "agb", "bgb" }),
        ("parcels", Enumerable.Range(cell, count).Select(c => CanonicalObject.Of(("id", $"{c}"), ("wkb", Convert.ToBase64String(Square(113 + (c % Columns * East), 29 + (c / Columns * North), 220.0 / 230).Wkb)))))));

    private static RegisterRequest Step(string verb, string project, int? number, string name, string day, string documents, (string, object?)[] facts)
    {
        var own = number is { } k && name == "monitor" ? new DateOnly(2021, 3, 1).AddDays(k - 1) : (DateOnly?)null;
        return new(verb, CanonicalObject.Of(
            ("project", project), ("number", number), ("event", name), ("date", DateOnly.ParseExact(day, "yyyy-MM-dd", null)), ("from", own), ("to", own), ("facts", CanonicalObject.Of(facts)),
            ("documents", documents.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(d => CanonicalObject.Of(("kind", d), ("name", d + ".pdf"), ("sha256", new string('a', 64)))))));
    }

    /// <summary>A square of a part of a cell, 230 m at this latitude, as little-endian WKB.</summary>
    private static (byte[] Wkb, GeographicBox Box) Square(double west, double south, double part)
    {
        var (east, north) = (west + (East * part), south + (North * part));
        (double X, double Y)[] ring = [(west, south), (east, south), (east, north), (west, north), (west, south)];
        var wkb = new byte[13 + (ring.Length * 16)];
        wkb[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(1), 3);
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(5), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wkb.AsSpan(9), ring.Length);
        for (var i = 0; i < ring.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(13 + (i * 16)), ring[i].X);
            BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(21 + (i * 16)), ring[i].Y);
        }

        return (wkb, new(west, south, east, north));
    }

    private static ActorCredential As(string actor) => new(actor, actor, null);

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed class SetClock : TimeProvider
    {
        private DateTimeOffset now;

        public void Set(string day) => now = new(DateTime.ParseExact(day, "yyyy-MM-dd", null), TimeSpan.FromHours(8));

        public override DateTimeOffset GetUtcNow() => now;
    }
}
