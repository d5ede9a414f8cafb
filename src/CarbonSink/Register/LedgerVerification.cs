using CarbonSink.Methodologies;

namespace CarbonSink.Register;

/// <summary>On what the answer of a verification rests (信任依据).</summary>
public enum VerificationTrust
{
    /// <summary>已锁定: a key that the asker pinned leads to the signature.</summary>
    Pinned,

    /// <summary>未锁定: no key was pinned; a forged register can sign itself.</summary>
    Unpinned,

    /// <summary>密钥不符: keys were named or pinned, and the register is signed by others.</summary>
    OtherKey,

    /// <summary>仅内容: nothing is signed; contents agree with the list of their hashes.</summary>
    ContentOnly,

    /// <summary>未及核对: a check before it failed, so that nothing was found out about the key.</summary>
    NotReached,
}

/// <summary>One thing that was checked (核对项).</summary>
/// <param name="Name">Stable name, e.g. signature.</param>
/// <param name="IsPassed">Whether it was so.</param>
/// <param name="Text">What was found.</param>
public sealed record LedgerCheck(string Name, bool IsPassed, Bilingual Text);

/// <summary>What a verification found (核验结果). A check that fails ends it: what would follow is not listed.</summary>
/// <param name="Checks">What was checked, in order.</param>
/// <param name="Trust">On what it rests.</param>
/// <param name="KeyFingerprint">Id of the key that signed; null where none did.</param>
/// <param name="Statement">What is stated; null where nothing was proved.</param>
public sealed record LedgerVerification(IReadOnlyList<LedgerCheck> Checks, VerificationTrust Trust, string? KeyFingerprint, CertificateStatement? Statement = null)
{
    /// <summary>Whether every check passed, and a pinned key leads to the signature or nothing is signed.</summary>
    public bool IsTrue => Checks.Count > 0 && Checks.All(c => c.IsPassed) && Trust is VerificationTrust.Pinned or VerificationTrust.ContentOnly;

    /// <summary>Checks one after another until one fails.</summary>
    /// <param name="pinned">Ids of the keys that the asker trusts.</param>
    /// <param name="isNamed">Whether a key was named for this verification, and not just kept in the list of keys.</param>
    /// <param name="work">Does the checks; a <see cref="FormatException"/> counts as a check of the form that fails.</param>
    internal static LedgerVerification Of(IReadOnlySet<string> pinned, bool isNamed, Func<CheckList, CertificateStatement?> work)
    {
        var list = new CheckList(pinned, isNamed);
        CertificateStatement? statement = null;
        try
        {
            statement = work(list);
        }
        catch (FormatException e)
        {
            if (list.Checks.All(c => c.IsPassed))
                list.Add(new("form", false, new("格式不对：" + e.Message, "wrong form: " + e.Message)));
        }

        return new(list.Checks, list.Trust, list.Fingerprint, list.Checks.All(c => c.IsPassed) ? statement : null);
    }

    /// <summary>Checks of one verification as they are made.</summary>
    internal sealed class CheckList(IReadOnlySet<string> pinned, bool isNamed)
    {
        private readonly List<LedgerCheck> checks = [];

        /// <summary>Those made so far.</summary>
        public IReadOnlyList<LedgerCheck> Checks => checks;

        /// <summary>On what it rests.</summary>
        public VerificationTrust Trust { get; private set; } = VerificationTrust.NotReached;

        /// <summary>Id of the key that signed.</summary>
        public string? Fingerprint { get; private set; }

        /// <summary>Notes a check.</summary>
        public void Add(LedgerCheck check) => checks.Add(check);

        /// <summary>Notes a check, and ends the verification where it fails.</summary>
        /// <param name="name">Name of the check.</param>
        /// <param name="isPassed">Whether it is so.</param>
        /// <param name="zh">What is so, in Chinese.</param>
        /// <param name="en">What is so, in English.</param>
        public void Require(string name, bool isPassed, string zh, string en)
        {
            if (!isPassed)
                Fail(name, "不成立：" + zh, "not so: " + en);
            checks.Add(new(name, true, new(zh, en)));
        }

        /// <summary>Notes a check that fails, in words that say how, and ends the verification.</summary>
        [System.Diagnostics.CodeAnalysis.DoesNotReturn]
        public void Fail(string name, string zh, string en)
        {
            checks.Add(new(name, false, new(zh, en)));
            throw new FormatException(en);
        }

        /// <summary>A head signed by the key of the chain whose signature counts at its size.</summary>
        public void Signature(SignedTreeHead head, KeyChain chain)
        {
            Require("register", head.LogId == chain.LogId, $"登记簿 {chain.LogId}", $"the register is {chain.LogId}");
            var key = chain.At(head.TreeSize);
            Require("signature", head.Verify(key), $"{head.TreeSize} 条时的树头（{head.Time}）须由当时有效的密钥 {RegisterKey.IdOf(key)} 签名", $"the head of {head.TreeSize} entries ({head.Time}) is to be signed by the key then in force, {RegisterKey.IdOf(key)}");
            Fingerprint = head.KeyId;
        }

        /// <summary>Whether a pinned key is in the chain up to the key that signed; noted once, as the last check.</summary>
        public void Pinned(SignedTreeHead head, KeyChain chain)
        {
            var known = chain.Keys.Where(k => k.Entry < head.TreeSize).Select(k => RegisterKey.IdOf(k.PublicKey)).Where(pinned.Contains).ToArray();
            Trust = known.Length > 0 ? VerificationTrust.Pinned : isNamed || pinned.Count > 0 ? VerificationTrust.OtherKey : VerificationTrust.Unpinned;
            if (known.Length == 0)
                Fail("trust", $"没有锁定的密钥通向该签名；签名密钥的指纹是 {head.KeyId}", $"no pinned key leads to the signature; the fingerprint of the key that signed is {head.KeyId}");
            Require("trust", true, $"锁定的密钥 {known[^1]} 通向该签名", $"the pinned key {known[^1]} leads to the signature");
        }
    }
}
