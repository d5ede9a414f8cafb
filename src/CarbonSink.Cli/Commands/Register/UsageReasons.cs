using System.Globalization;
using System.Text.RegularExpressions;

namespace CarbonSink.Cli;

/// <summary>Why a request has not the form it must have, in Chinese (用法错误的原因): the register itself says so in English, as exceptions do.</summary>
internal static partial class UsageReasons
{
    private static readonly (string En, string Zh)[] Known =
    [
        ("\"{0}\" is missing", "缺少“{0}”"),
        ("\"{0}\" is not known here: {1}", "这里没有“{0}”这个键；有：{1}"),
        ("\"{0}\" is not text", "“{0}”不是文字"),
        ("\"{0}\" is not a whole number", "“{0}”不是整数"),
        ("\"{0}\" is not true or false", "“{0}”不是 true 或 false"),
        ("\"{0}\" is not a day yyyy-MM-dd", "“{0}”不是 yyyy-MM-dd 写的日期"),
        ("\"{0}\" is not an object", "“{0}”不是对象"),
        ("\"{0}\" is not a list of objects", "“{0}”不是对象的列表"),
        ("\"{0}\" is not a list of texts", "“{0}”不是文字的列表"),
        ("\"{0}\" is not a list", "“{0}”不是列表"),
        ("\"{0}\" is empty, or a name stands twice", "“{0}”为空，或者有重名"),
        ("\"{0}\" is empty, or an id stands twice", "“{0}”为空，或者有重号"),
        ("\"{0}\" is empty", "“{0}”为空"),
        ("\"{0}\" is not from 1", "“{0}”应从 1 起"),
        ("\"{0}\" stands twice", "“{0}”出现了两次"),
        ("\"{0}\" is no verb of the register", "登记簿没有“{0}”这个事项"),
        ("\"{0}\" is no key: letters a-z, A-Z and digits only", "“{0}”不能作键：只用字母和数字"),
        ("\"{0}\" is no role: {1}", "“{0}”不是角色；有：{1}"),
        ("{0} is no id: 1 to 64 letters, digits, - _ and points, none of them full-width", "{0}不能作编号：1 至 64 个字母、数字、- _ 和点，不用全角"),
        ("an actor's \"id\" has no colon: what stands before one tells organisations and names", "参与方的编号里没有冒号：冒号前的字用来区分机构和名称"),
        ("\"selection\" does not say how many units of those \"owed\" are cancelled: \"blocks\", or a \"quantity\", 0 for a debt alone", "“selection”没有写明欠量中注销多少：给出“blocks”或“quantity”，只记欠量的写 0"),
        ("\"{0}\" is no state of an account: {1}", "“{0}”不是账户状态；有：{1}"),
        ("\"{0}\" is no kind of freeze: {1}", "“{0}”不是冻结种类；有：{1}"),
        ("\"{0}\" is a reserved name", "“{0}”是保留的名称"),
        ("\"{0}\" is blank, has more than {1} characters, or holds control characters", "“{0}”为空、多于 {1} 个字符，或者含控制字符"),
        ("\"{0}\" is not between 2000 and 2200", "“{0}”应在 2000 至 2200 之间"),
        ("\"{0}\" is not 64 lower-case hexadecimal digits", "“{0}”不是 64 位小写十六进制数"),
        ("\"owed\" books a debt and \"settles\" settles one: not both", "“owed”记欠量，“settles”冲减欠量，不能同时给出"),
        ("a block's \"first\" is not from 1, or its \"last\" lies before it", "区块的首号应从 1 起，末号不得小于首号"),
        ("a day is both holiday and working day", "同一天既是假日又是上班日"),
        ("a document has a kind, a name and a \"sha256\" of 64 lower-case hexadecimal digits", "材料要有种类、名称和 64 位小写十六进制的 sha256"),
        ("a number is not whole", "有一个数不是整数"),
        ("a price has a category, whole fen from 0, and days in order", "价格要有类别、不小于 0 的整数分，起止日期先后不颠倒"),
        ("a public key is the hex of a P-256 subject public key info, the curve by its name", "公钥应是 P-256 公钥信息（SPKI）的十六进制，曲线以名称表示"),
        ("a retirement that \"settles\" has the reason \"{0}\", and no other has it", "带“settles”的注销原因是“{0}”，其他注销不用这个原因"),
        ("a trade has a number of 1 to 128 characters, and a price not below 0", "成交要有 1 至 128 个字符的编号，价格不小于 0"),
        ("an actor has either \"tokenSha256\" or \"publicKey\"", "参与方有令牌或公钥之一，不能都有或都没有"),
        ("an idempotency key has 1 to 128 characters, none of them a control character", "幂等键为 1 至 128 个字符，没有控制字符"),
        ("has text after the object", "对象之后还有文字"),
        ("is no JSON object", "不是 JSON 对象"),
        ("is no JSON: {0}", "不是 JSON{0}"),
        ("is not in canonical form", "不是规范形式"),
        ("null has no canonical form", "不能有 null"),
        ("only a pledge has a \"creditor\"", "只有质押才有质权人（creditor）"),
        ("text holds half of a surrogate pair", "文字里有半个代理对"),
        ("the payload is deeper than {0} levels", "请求内容多于 {0} 层"),
        ("the register has not been opened", "登记簿还没有开立"),
        ("the register is opened by the registrar that it names", "登记簿由其中写明的登记机构开立"),
        ("the time {0} is after the year 9000", "时间 {0} 在 9000 年以后"),
        ("{0} has no canonical form", "{0} 没有规范形式"),
        ("{0} is beyond 2^53-1", "{0} 超出 2^53-1"),
        ("{0} is no year", "{0} 不是年份"),
        ("{0} is not in {1}", "{0} 不在 {1} 年"),
    ];

    private static readonly (Regex En, string Zh)[] Patterns = [.. Known.Select(k => (new Regex($"^{Regex.Escape(k.En).Replace("\\{0}", "(.+)", StringComparison.Ordinal).Replace("\\{1}", "(.+)", StringComparison.Ordinal)}$", RegexOptions.Singleline | RegexOptions.CultureInvariant), k.Zh))];

    /// <summary>The reason in Chinese; as it is where it is not known.</summary>
    public static string Zh(string message)
    {
        foreach (var (en, zh) in Patterns)
        {
            if (en.Match(message) is { Success: true } found)
                return string.Format(CultureInfo.InvariantCulture, zh, [.. found.Groups.Values.Skip(1).Select(g => Place(g.Value))]);
        }

        return message;
    }

    /// <summary>Of what the JSON reader says, the place alone.</summary>
    private static string Place(string detail) => JsonPlace().Match(detail) is { Success: true } at
        ? string.Create(CultureInfo.InvariantCulture, $"：第 {int.Parse(at.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1} 行第 {int.Parse(at.Groups[2].ValueSpan, CultureInfo.InvariantCulture) + 1} 字节")
        : detail;

    [GeneratedRegex(@"LineNumber: (\d+) \| BytePositionInLine: (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex JsonPlace();
}
