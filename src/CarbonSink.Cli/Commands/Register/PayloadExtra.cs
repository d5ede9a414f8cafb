using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using CarbonSink.Findings;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Options whose files become part of a payload: a table, a layer, a folder.</summary>
/// <param name="Options">The options.</param>
/// <param name="Fill">Fills the payload in.</param>
internal sealed record PayloadExtra(IReadOnlyList<(Option Option, Bilingual About)> Options, Func<Invocation, CanonicalObject, CanonicalObject> Fill)
{
    private const int TokenBytes = 32;

    private static readonly Option<string> Folder = new("--folder") { HelpName = "DIR|ID/VERSION" };
    private static readonly Option<string> PriceList = new("--list") { HelpName = "FILE.csv" };
    private static readonly Option<string> Days = new("--days") { HelpName = "FILE.csv" };
    private static readonly Option<string> TokenFile = new("--token-file") { HelpName = "FILE" };
    private static readonly Option<string> PublicKey = new("--public-key") { HelpName = "PEM" };
    private static readonly Option<string> Layer = new("--parcels") { HelpName = "LAYER" };
    private static readonly Option<string> KeyField = new("--key-field") { HelpName = "FIELD" };
    private static readonly Option<string> TenureField = new("--tenure-field") { HelpName = "FIELD" };
    private static readonly Option<string> RunFolder = new("--run") { HelpName = "DIR" };

    /// <summary>A programme's folder: id, version, sha256 and files.</summary>
    public static PayloadExtra Programme { get; } = new([(Folder, new("机制文件夹，或方法学目录里的 ID/版本", "the programme's folder, or ID/VERSION in the methodology folder"))], (invocation, payload) =>
        invocation.Arguments.GetValue(Folder) is { } folder ? Adopted(payload, ProgrammeAdoption.Read(folder, invocation.Methodology)) : payload);

    /// <summary>A price list: prices.</summary>
    public static PayloadExtra Prices { get; } = new([(PriceList, new("价格表：category,price [fen],from,to", "price list: category,price [fen],from,to"))], (invocation, payload) =>
        invocation.Arguments.GetValue(PriceList) is { } file ? payload.With(("prices", RegisterTables.Prices(file))) : payload);

    /// <summary>A calendar: holidays and workingDays of the year.</summary>
    public static PayloadExtra Calendar { get; } = new([(Days, new("节假日表：date,kind（holiday 或 working）", "calendar: date,kind (holiday or working)"))], (invocation, payload) =>
        invocation.Arguments.GetValue(Days) is { } file ? payload.With(("holidays", RegisterTables.Days(file, "holiday", payload.Integer("year"))), ("workingDays", RegisterTables.Days(file, "working", payload.Integer("year")))) : payload);

    /// <summary>An actor's credential: tokenSha256 or publicKey. A token file that is not there yet is made, readable by its owner only.</summary>
    public static PayloadExtra Credential { get; } = new(
    [
        (TokenFile, new("令牌文件；没有则生成（仅本人可读），台账只记它的 SHA-256", "token file; made where there is none (readable by its owner only); the ledger keeps its SHA-256")),
        (PublicKey, new("公钥文件（PEM），参与方以私钥签名", "public key (PEM) of an actor who signs with the private key")),
    ], (invocation, payload) => Credentials(invocation, payload));

    /// <summary>The parcels of a layer: parcels.</summary>
    public static PayloadExtra Parcels { get; } = new(
    [
        (Layer, new("地块图层", "layer of the parcels")),
        (KeyField, new("地块编号的字段", "field with the parcel's key")),
        (TenureField, new("权属证号的字段", "field with the number of the tenure certificate")),
    ], Claimed);

    /// <summary>A removals run: reportedT, vintages and the hashes that lead back to its inputs, into facts.</summary>
    public static PayloadExtra Run { get; } = new([(RunFolder, new("removals --out 写出的文件夹：取这一期的减排量、分年数和清单哈希", "folder written by removals --out: tonnes of this period, by year, and the hashes of its manifest"))], Removals);

    /// <summary>Reads or makes the token of a file; only its hash goes into the ledger.</summary>
    public static string TokenHash(string file)
    {
        if (!File.Exists(file))
            PrivateFile.Write(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)) + "\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(file).Trim())));
    }

    /// <summary>Parcels of the layer, and in facts where they come from.</summary>
    private static CanonicalObject Claimed(Invocation invocation, CanonicalObject payload)
    {
        var given = invocation.Arguments;
        if (given.GetValue(Layer) is not { } layer)
            return payload;
        var read = ParcelReading.Read(new(layer, given.GetValue(KeyField) ?? throw RegisterSession.Missing("--key-field FIELD", invocation)) { Tenure = given.GetValue(TenureField) }, invocation.Stop);
        return read.Findings.Findings.FirstOrDefault(f => f.Rule.Severity == Severity.Error) is { } error
            ? throw new RefusedInputException(error)
            : payload.With(("parcels", read.ToPayload()), ("facts", payload.ObjectOrEmpty("facts").With(("layer", read.ToFacts()))));
    }

    /// <summary>The run's facts under those that were given by hand.</summary>
    private static CanonicalObject Removals(Invocation invocation, CanonicalObject payload)
    {
        if (invocation.Arguments.GetValue(RunFolder) is not { } folder)
            return payload;
        (DateOnly, DateOnly)? days = payload.DateOrNull("from") is { } from && payload.DateOrNull("to") is { } to ? (from, to) : null;
        return payload.With(("facts", RemovalsReading.Facts(folder, payload.Integer("number"), days, payload.ObjectOrEmpty("facts"))));
    }

    private static CanonicalObject Credentials(Invocation invocation, CanonicalObject payload)
    {
        if (invocation.Arguments.GetValue(TokenFile) is { } token)
            payload = payload.With(("tokenSha256", TokenHash(token)));
        return invocation.Arguments.GetValue(PublicKey) is { } pem ? payload.With(("publicKey", PinnedKeys.Of(pem, null).PublicKey)) : payload;
    }

    private static CanonicalObject Adopted(CanonicalObject payload, CanonicalObject read) =>
        payload.With(("id", read.Text("id")), ("version", read.Text("version")), ("sha256", read.Text("sha256")), ("files", read.Objects("files")));
}
