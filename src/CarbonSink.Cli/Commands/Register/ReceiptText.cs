using System.Globalization;
using System.Text.Json;
using CarbonSink.Methodologies;
using CarbonSink.Register;
using CarbonSink.Runs;

namespace CarbonSink.Cli;

/// <summary>Prints the register's answer: entry, leaf hash and what came of it, or the rule that says no with its article.</summary>
internal static class ReceiptText
{
    private static readonly Bilingual Heading = new("第 {0} 条 · {1} · {2} · {3}", "entry {0} · {1} · {2} · {3}");
    private static readonly Bilingual Leaf = new("叶哈希 {0}", "leaf hash {0}");
    private static readonly Bilingual Repeated = new("此前已答复过这一请求，以下是原回执", "this request was answered before; this is the first answer");
    private static readonly Bilingual Refused = new("拒绝", "refused");
    private static readonly Bilingual OwnRule = new("登记簿的规则", "register");
    private static readonly Bilingual Logged = new("拒绝已记入台账；登记状态没有变。", "The refusal stands in the ledger; nothing else has changed.");

    /// <summary>Prints it.</summary>
    /// <returns>The exit status: 1 for a refusal.</returns>
    public static int Print(Invocation invocation, Receipt receipt, params (string Key, object? Value)[] more)
    {
        var language = invocation.Language;
        if (invocation.Json)
        {
            WriteJson(invocation, receipt, CanonicalObject.Of(more));
        }
        else
        {
            using var output = invocation.Text();
            string Say(Bilingual text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text.In(language), particulars);
            output.WriteLine(Say(Heading, receipt.Entry.Index, RegisterLabels.Term("verb", receipt.Entry.Verb, false, language), receipt.Entry.Time, receipt.Entry.Actor));
            output.WriteLine(Say(Leaf, Convert.ToHexStringLower(receipt.Entry.LeafHash())));
            if (receipt.Repeated)
                output.WriteLine(Repeated.In(language));
            if (receipt.Refusal is null)
                CanonicalText.Print(receipt.Entry.Outcome, output, language);
        }

        if (receipt.Refusal is not { } refusal)
            return ExitCode.Done;
        invocation.Stderr.WriteLine($"{Refused.In(language)} {refusal.Rule} ({(refusal.Article == "register" ? OwnRule.In(language) : refusal.Article)}): {refusal.Reason.In(language)}");
        invocation.Stderr.WriteLine(Logged.In(language));
        return ExitCode.Refused;
    }

    private static void WriteJson(Invocation invocation, Receipt receipt, CanonicalObject more)
    {
        using var json = new Utf8JsonWriter(invocation.Stdout, CanonicalText.Json);
        json.WriteStartObject();
        if (receipt.Refusal is { } refusal)
        {
            json.WriteStartObject("error");
            json.WriteString("code", refusal.Rule);
            json.WriteString("message", refusal.Reason.In(invocation.Language));
            json.WriteString("hint", refusal.Article);
            json.WriteEndObject();
        }

        json.WriteStartObject("receipt");
        json.WriteNumber("entry", receipt.Entry.Index);
        json.WriteString("leafHash", Convert.ToHexStringLower(receipt.Entry.LeafHash()));
        json.WriteString("time", receipt.Entry.Time);
        json.WriteString("actor", receipt.Entry.Actor);
        json.WriteString("verb", receipt.Entry.Verb);
        if (receipt.Entry.Key is { } key)
            json.WriteString("key", key);
        json.WriteBoolean("repeated", receipt.Repeated);
        json.WritePropertyName("outcome");
        CanonicalText.Write(json, receipt.Entry.Outcome);
        json.WriteEndObject();
        foreach (var member in more.Keys)
            json.WriteString(member, more.Text(member));
        json.WriteStartArray("findings");
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        invocation.Stdout.WriteByte((byte)'\n');
    }
}
