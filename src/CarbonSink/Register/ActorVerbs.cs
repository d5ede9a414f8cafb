using System.Collections.Frozen;

namespace CarbonSink.Register;

/// <summary>Opening the register and admitting actors (开簿与用户).</summary>
internal static class ActorVerbs
{
    private static readonly PayloadKeys RegistrarKeys = new("id name tokenSha256? publicKey?");
    private static readonly string[] RegistrarRoles = ["registrar"];
    private static readonly FrozenSet<RegisterRole>[] Sets = [.. Enumerable.Range(0, 64).Select(mask => Enum.GetValues<RegisterRole>().Where(r => (mask >> (int)r & 1) == 1).ToFrozenSet())];

    /// <summary>Roles of an actor's row.</summary>
    public static IReadOnlySet<RegisterRole> Roles(CanonicalObject actor)
    {
        var mask = 0;
        foreach (var role in actor.Texts("roles"))
            mask |= 1 << (int)Role(role);
        return Sets[mask];
    }

    /// <summary>A role by the word that payloads use.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static RegisterRole Role(string word) => word switch
    {
        "public" => RegisterRole.Public,
        "owner" => RegisterRole.Owner,
        "verifier" => RegisterRole.Verifier,
        "registrar" => RegisterRole.Registrar,
        "market" => RegisterRole.Market,
        "auditor" => RegisterRole.Auditor,
        _ => throw new FormatException($"\"{word}\" is no role: public, owner, verifier, registrar, market, auditor"),
    };

    /// <summary>Entry 0.</summary>
    public static CanonicalObject Open(RequestContext c)
    {
        if (c.Index != 0)
            throw new RefusedRequestException("register-opened", "register", "登记簿已经开立", "the register has been opened before");
        var registrar = Registrar(c.Payload);
        Credentials.Key(c.Payload.Text("publicKey")).Dispose();
        c.State.Put(Rows.Register, "register", CanonicalObject.Of(
            ("logId", Id(c.Payload.Text("logId"))), ("zh", c.Payload.Text("zh")), ("en", c.Payload.Text("en")), ("publicKey", c.Payload.Text("publicKey")),
            ("keys", new[] { CanonicalObject.Of(("publicKey", c.Payload.Text("publicKey")), ("from", 0)) })));
        c.State.Put(Rows.Actor, registrar.Text("id"), registrar);
        return CanonicalObject.Empty;
    }

    /// <summary>The row of the registrar that the opening names.</summary>
    public static CanonicalObject Registrar(CanonicalObject opening)
    {
        var registrar = opening.Object("registrar");
        RegistrarKeys.Check(registrar);
        return registrar.Text("id") != Credentials.Unknown ? Admitted(registrar.With(("roles", RegistrarRoles))) : throw new FormatException($"\"{Credentials.Unknown}\" is a reserved name");
    }

    /// <summary>Admits an actor or changes it.</summary>
    public static CanonicalObject Admit(RequestContext c)
    {
        var row = Admitted(c.Payload);
        var id = row.Text("id");
        if (id == Credentials.Unknown)
            throw new RefusedRequestException("actor-name", "register", $"{id} 是保留的名称", $"{id} is a reserved name");
        if (id == c.ActorId && !Roles(row).Contains(RegisterRole.Registrar))
            throw new RefusedRequestException("actor-self", "register", "登记机构不能取消自己的登记角色", "a registrar does not take its own role from itself");
        if (c.State.Row(Rows.Actor, id) is { } before)
            row = row.With(("state", before.Text("state")));
        c.State.Put(Rows.Actor, id, row);
        if (UnitRules.IsAbroad(row))
        {
            foreach (var word in Bodies.WordsOf(row))
                if (c.State.Row(Rows.Abroad, word)?.Texts("actors") is var known && known?.Contains(id) != true)
                    c.State.Put(Rows.Abroad, word, CanonicalObject.Of(("actors", (known ?? []).Append(id))));
        }

        return CanonicalObject.Empty;
    }

    /// <summary>Suspends an actor: what it asks for is refused.</summary>
    public static CanonicalObject Suspend(RequestContext c) => Set(c, "suspended");

    /// <summary>Restores an actor.</summary>
    public static CanonicalObject Restore(RequestContext c) => Set(c, "active");

    /// <summary>Replaces the key that signs heads; both keys sign {logId, newKey, oldKey}: the old one to name it, the new one to prove that somebody holds it.</summary>
    public static CanonicalObject RotateKey(RequestContext c)
    {
        var (register, key) = (c.Row(Rows.Register, "register"), c.Payload.Text("publicKey"));
        var (logId, old) = (register.Text("logId"), register.Text("publicKey"));
        Credentials.Key(key).Dispose();
        if (register.Objects("keys").Any(k => k.Text("publicKey") == key))
            throw new RefusedRequestException("key-new", "register", "该密钥已经用过", "the key has been used before");
        if (!Credentials.HasSigned(old, RotationBytes(logId, old, key), Convert.FromHexString(c.Payload.Text("signature"))))
            throw new RefusedRequestException("key-signature", "register", "新密钥没有由旧密钥签名", "the new key is not signed by the old one");
        if (!Credentials.HasSigned(key, RotationBytes(logId, old, key), Convert.FromHexString(c.Payload.Text("proof"))))
            throw new RefusedRequestException("key-proof", "register", "新密钥没有自己的签名：不能证明有人持有它", "the new key did not sign: nobody proves to hold it");
        c.State.Put(Rows.Register, "register", register.With(("publicKey", key), ("keys", register.Objects("keys").Append(CanonicalObject.Of(("publicKey", key), ("from", c.Index))))));
        return CanonicalObject.Empty;
    }

    /// <summary>What both keys sign: the canonical form of {logId, newKey, oldKey}, keys in hex.</summary>
    public static byte[] RotationBytes(string logId, string oldKey, string newKey) => CanonicalObject.Of(("logId", logId), ("newKey", newKey), ("oldKey", oldKey)).ToUtf8();

    /// <summary>An id, as <see cref="RegisterId"/>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Id(string id) =>
        RegisterId.Is(id) ? id : throw new FormatException($"{Refusal.Echo(id)} is no id: 1 to 64 letters, digits, - _ and points, none of them full-width");

    private static CanonicalObject Set(RequestContext c, string state)
    {
        var actor = c.Row(Rows.Actor, c.Payload.Text("id"));
        var id = actor.Text("id");
        if (id == c.ActorId)
            throw new RefusedRequestException("actor-self", "register", "登记机构不能停用自己", "a registrar does not suspend itself");
        if (actor.Text("state") == state)
            throw new RefusedRequestException("actor-state", "register", $"用户 {id} 已是 {state}", $"the actor {id} is {state}");
        c.State.Put(Rows.Actor, id, actor.With(("state", state), ("reason", c.Said("reason"))));
        return CanonicalObject.Empty;
    }

    private static CanonicalObject Admitted(CanonicalObject payload)
    {
        Credentials.Check(payload);
        if (Id(payload.Text("id")).Contains(':', StringComparison.Ordinal))
            throw new FormatException("an actor's \"id\" has no colon: what stands before one tells organisations and names");
        var roles = payload.Texts("roles").Distinct().Order(StringComparer.Ordinal).ToArray();
        foreach (var role in roles)
            Role(role);
        foreach (var word in (string[])["organisation", "country"])
            _ = payload.ObjectOrEmpty("details").TextOrNull(word); // later rules read them as texts
        return roles.Length == 0 ? throw new FormatException("\"roles\" is empty") : payload.With(("name", payload.Text("name")), ("roles", roles), ("details", payload.ObjectOrEmpty("details")), ("state", "active"));
    }
}
