using System.Security.Cryptography;
using System.Text;
using CarbonSink.Register;

namespace CarbonSink.Tests.Runs;

/// <summary>An opened register, and tables of another one with a known number of faults.</summary>
internal static class HistoricRegister
{
    private const string Token = "registrar-token";

    /// <summary>Opens a register in a store.</summary>
    public static (UnitRegister Register, ActorCredential Credential) Open(IRegisterStore store)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (register, credential) = (new UnitRegister(store), new ActorCredential("registrar", Token, null));
        var receipt = register.Submit(new RegisterRequest(Verbs.Open, CanonicalObject.Of(
            ("logId", "test"), ("zh", "测试"), ("en", "test"), ("publicKey", Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo())),
            ("registrar", CanonicalObject.Of(("id", "registrar"), ("name", "Registrar"), ("tokenSha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))))))), credential);
        return receipt.Refusal is null ? (register, credential) : throw new InvalidOperationException(receipt.Refusal.Reason.En);
    }

    /// <summary>What was written.</summary>
    /// <param name="Rows">Rows in all.</param>
    /// <param name="Listed">Rows that must be listed.</param>
    /// <param name="Blank">Sound rows with a blank quantity.</param>
    /// <param name="Issued">Sum of the quantities of sound issuances.</param>
    /// <param name="Retired">Sum of the quantities of sound retirements.</param>
    public sealed record Written(int Rows, int Listed, int Blank, long Issued, long Retired);

    /// <summary>Writes projects, issuances and retirements in the shape of OffsetsDB; thousands are separated in four ways.</summary>
    public static Written Write(string folder, int projects, int issuances, int retirements)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // GB18030
        var (listed, blank, issued, retired) = (0, 0, 0L, 0L);
        var text = new StringBuilder("project_id,name,registry,status,listed_at,issued,retired\n");
        for (var i = 0; i < projects; i++)
        {
            // Every 1,000th stands twice with one content, every 1,000th + 500 twice with two.
            var row = $"P{i},\"Project {i},\nsecond line\",verra,registered,2019/{1 + (i % 12)}/{1 + (i % 28)},\"10,000\",";
            text.Append(row).Append('\n');
            if (i % 1000 == 0)
                (text, listed) = (text.Append(row).Append('\n'), listed + 1);
            if (i % 1000 == 500)
                (text, listed) = (text.Append(row).Append("7\n"), listed + 2);
        }

        text.Append("合计,,,,,,\n");
        listed++;
        File.WriteAllText(Path.Combine(folder, "projects.csv"), text.ToString());
        var rows = projects + (projects / 1000 * 2) + 1;
        text = new("quantity,project_id,vintage,transaction_date,transaction_type,retirement_account\n");
        for (var i = 0; i < issuances + retirements; i++)
        {
            var (isIssuance, quantity) = (i < issuances, 1000 + (i % 9000));
            var written = (i % 500) switch
            {
                1 => $"{quantity / 10000.0:0.0000}万",
                2 => "-5",
                3 => "",
                4 => $"{quantity}.x",
                _ => (i % 4) switch { 0 => $"{quantity:N0}", 1 => $"{quantity:N0}".Replace(',', ' '), 2 => Wide($"{quantity:N0}"), _ => $"{quantity}" },
            };
            var date = i % 500 == 5 ? "03/04/2021" : "2021-03-04";
            text.Append($"\"{written}\",P{i % projects},{2015 + (i % 8)},{date},{(isIssuance ? "issuance" : "retirement")},account {i}\n");
            if (i % 500 is 1 or 2 or 4 or 5)
                listed++;
            else if (i % 500 == 3)
                blank++;
            else if (isIssuance)
                issued += quantity;
            else
                retired += quantity;
        }

        File.WriteAllBytes(Path.Combine(folder, "credits.csv"), Encoding.GetEncoding(54936).GetBytes(text.ToString()));
        return new(rows + issuances + retirements, listed, blank, issued, retired);
    }

    private static string Wide(string digits) => string.Concat(digits.Select(c => (char)(c + 0xFEE0)));
}
