using CarbonSink.Findings;

namespace CarbonSink.Runs;

/// <summary>What may be wrong when a file is verified, and with keys (核验与密钥的问题).</summary>
public static class VerificationFindings
{
    /// <summary>Nothing that can be verified. {0} file.</summary>
    public static FindingRule UnknownKind { get; } = new("VER-0001", Severity.Error,
        "{0} 不是可核验的文件", "{0} is nothing that can be verified",
        "可核验的有：结果文件夹或其 manifest.json、证书、登记簿导出文件夹、已签名树头。", "What can be: a folder of results or its manifest.json, a certificate, the folder of a register export, a signed tree head.");

    /// <summary>A check failed. {0} file, {1} and {2} what was found, in Chinese and in English.</summary>
    public static FindingRule NotVerified { get; } = new("VER-0002", Severity.Error,
        "{0} 核验不通过：{1}", "{0} does not verify: {2}",
        "不要采信；向登记机构另取一份。", "Do not rely on it; get another one from the registrar.");

    /// <summary>No key was pinned. {0} file, {1} fingerprint.</summary>
    public static FindingRule Unpinned { get; } = new("VER-0003", Severity.Error,
        "{0} 自身一致，但没有锁定的密钥：伪造的登记簿也能给自己签名；签名密钥指纹 {1}", "{0} agrees with itself, but no key is pinned, and a forged register can sign itself; fingerprint of its key: {1}",
        "从登记机构的公告等另一途径核对指纹，再用 --register-key 指明，或写入配置文件 carbonsink/register-keys。", "Compare the fingerprint with what the registrar published elsewhere, then name it with --register-key or put it into the configuration file carbonsink/register-keys.");

    /// <summary>Another key. {0} file, {1} fingerprint.</summary>
    public static FindingRule OtherKey { get; } = new("VER-0004", Severity.Error,
        "{0} 不是由指明的密钥或其后继签名；签名密钥指纹 {1}", "{0} is not signed by the key that was named or one that follows from it; fingerprint of its key: {1}",
        "若证书早于指明的密钥，请登记机构用现用密钥重新出具；否则不要采信。", "Where the certificate is older than the key, ask the registrar for a new one under the present key; else do not rely on it.");

    /// <summary>--register-key is no key. {0} what was given.</summary>
    public static FindingRule BadKey { get; } = new("VER-0005", Severity.Error,
        "--register-key 的“{0}”既不是公钥 PEM 文件，也不是 64 位十六进制指纹", "'{0}' of --register-key is neither a PEM file with a public key nor a fingerprint of 64 hexadecimal digits",
        "指纹是公钥信息（SPKI）的 SHA-256：openssl pkey -pubin -in key.pem -outform DER | sha256sum。", "A fingerprint is SHA-256 of the subject public key info: openssl pkey -pubin -in key.pem -outform DER | sha256sum.");

    /// <summary>A line of the list of keys. {0} file, {1} line.</summary>
    public static FindingRule BadKeyLine { get; } = new("VER-0006", Severity.Error,
        "{0} 第 {1} 行不是指纹", "line {1} of {0} is no fingerprint",
        "每行一个 64 位十六进制指纹，其后可加空格和说明；# 起头的行是注释。", "One fingerprint of 64 hexadecimal digits on each line, a blank and words may follow; lines with # are remarks.");

    /// <summary>--against is no head. {0} file, {1} message.</summary>
    public static FindingRule BadHead { get; } = new("VER-0007", Severity.Error,
        "--against 的 {0} 不是已签名树头或证书：{1}", "{0} of --against is no signed tree head or certificate: {1}",
        "给出以前保存的树头或任一证书。", "Name a head that was kept, or any certificate.");

    /// <summary>Others may read a private key. {0} file.</summary>
    public static FindingRule KeyReadable { get; } = new("VER-0008", Severity.Error,
        "其他用户可以读 {0}", "other users may read {0}",
        "chmod 600 该文件；若可能已被读过，请更换密钥（key.rotate）。", "chmod 600 the file; where it may have been read, replace the key (key.rotate).");

    /// <summary>A private key that cannot be opened. {0} file, {1} message.</summary>
    public static FindingRule BadKeyFile { get; } = new("VER-0009", Severity.Error,
        "不能打开密钥 {0}：口令不对、文件损坏，或不是加密的 P-256 PKCS#8：{1}", "the key {0} cannot be opened: wrong passphrase, damaged, or no encrypted P-256 PKCS#8: {1}",
        "核对口令和文件。", "Check passphrase and file.");

    /// <summary>No passphrase, or one that is too short. {0} variables.</summary>
    public static FindingRule NoPassphrase { get; } = new("VER-0010", Severity.Error,
        "没有密钥口令，或不足 8 个字符", "there is no passphrase for the key, or it has fewer than eight characters",
        "写入环境变量 {0}，或放入文件（首行，仅本人可读）并由 {1} 指明。", "Put it into the environment variable {0}, or into a file (first line, readable by you alone) that {1} names.");

    /// <summary>The store does not hold what was signed or hashed. {0} what was found.</summary>
    public static FindingRule ChangedStore { get; } = new("VER-0012", Severity.Error,
        "登记簿在程序之外被改动，不签名也不出证：{0}", "the register was changed by something else than this program, and nothing is signed or certified: {0}",
        "不要再写入；用 carbonsink register verify 查明条目，从备份或导出恢复。", "Write to it no more; find the entries with carbonsink register verify, and restore a backup or an export.");

    /// <summary>A key file that is there already. {0} file.</summary>
    public static FindingRule KeyExists { get; } = new("VER-0011", Severity.Error,
        "{0} 已存在，密钥不予替换", "{0} exists, and a key is not replaced",
        "换一个名字。", "Choose another name.");
}
