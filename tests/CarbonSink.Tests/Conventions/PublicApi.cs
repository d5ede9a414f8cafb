using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CarbonSink.Tests.Conventions;

/// <summary>The public API in text: one type or member a line, in ordinal order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>The lines of the types that are visible outside their assembly.</summary>
    public static IReadOnlyList<string> Lines(IEnumerable<Type> types) =>
        types.Where(t => t.IsVisible).SelectMany(t => Members(t).Prepend(Head(t))).Order(StringComparer.Ordinal).ToList();

    /// <summary>What differs between two lists of lines: `-` gone, `+` new.</summary>
    public static IEnumerable<string> Differences(IReadOnlyCollection<string> approved, IReadOnlyCollection<string> actual) =>
        approved.Except(actual, StringComparer.Ordinal).Select(l => "- " + l).Concat(actual.Except(approved, StringComparer.Ordinal).Select(l => "+ " + l));

    private static string Head(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (type.GetMethod("<Clone>$", Declared) is null ? "class" : "record"),
        };
        var bases = type.IsEnum || kind == "delegate"
            ? []
            : new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType)).Concat(type.GetInterfaces().Where(i => i.IsVisible))
                .Select(b => Name(b!)).Order(StringComparer.Ordinal).ToArray();
        return $"{FullName(type)} = {kind}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        var owner = FullName(type);
        if (type.IsEnum)
            return Enum.GetNames(type).Select(n => $"{owner}.{n} = {Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}");
        if (typeof(Delegate).IsAssignableFrom(type))
            return [Method(owner, type.GetMethod("Invoke")!)];
        return type.GetConstructors(Declared).Where(c => IsSeen(c) && !IsMade(c)).Select(c => $"{owner}..ctor({Parameters(c)})")
            .Concat(type.GetFields(Declared).Where(f => (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsSpecialName).Select(f => Field(owner, f)))
            .Concat(type.GetProperties(Declared).Where(p => !IsMade(p) && p.GetAccessors(true).Any(IsSeen)).Select(p => Property(owner, p)))
            .Concat(type.GetEvents(Declared).Where(e => IsSeen(e.AddMethod!)).Select(e => $"{owner}.{e.Name}: event {Name(e.EventHandlerType!)}"))
            .Concat(type.GetMethods(Declared).Where(m => IsSeen(m) && !IsMade(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))).Select(m => Method(owner, m)));
    }

    private static string Field(string owner, FieldInfo field)
    {
        var how = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "";
        return $"{owner}.{field.Name}: {how}{Name(field.FieldType, new NullabilityInfoContext().Create(field))}{value}";
    }

    private static string Property(string owner, PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { } get && IsSeen(get))
            accessors.Add("get");
        if (property.SetMethod is { } set && IsSeen(set))
            accessors.Add(set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set");
        var any = property.GetAccessors(true)[0];
        var index = property.GetIndexParameters() is { Length: > 0 } p ? $"[{string.Join(", ", p.Select(Parameter))}]" : "";
        return $"{owner}.{property.Name}{index} {{ {string.Join("; ", accessors)} }}: {Modifiers(any)}{Name(property.PropertyType, new NullabilityInfoContext().Create(property))}";
    }

    private static string Method(string owner, MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        return $"{owner}.{method.Name}{generic}({Parameters(method)}): {Modifiers(method)}{Name(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter))}";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsStatic ? "static " : "")
        + (method.DeclaringType is { IsInterface: false } && method is MethodInfo m
            ? m.IsAbstract ? "abstract " : m.GetBaseDefinition() != m ? "override " : m is { IsVirtual: true, IsFinal: false } ? "virtual " : ""
            : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        var how = p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : p.IsOut ? "out " : p.IsIn ? "in " : p.ParameterType.IsByRef ? "ref " : "";
        var value = p.HasDefaultValue ? " = " + (p.RawDefaultValue switch { null => "default", string s => $"\"{s}\"", var v => Convert.ToString(v, CultureInfo.InvariantCulture) }) : "";
        return $"{how}{Name(p.ParameterType, new NullabilityInfoContext().Create(p))} {p.Name}{value}";
    }

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!, nullability);
        var mark = !type.IsValueType && !type.IsGenericParameter && (nullability?.ReadState == NullabilityState.Nullable || nullability?.WriteState == NullabilityState.Nullable) ? "?" : "";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + mark;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsPointer)
            return Name(type.GetElementType()!) + "*";
        if (!type.IsGenericType)
            return type.Name + mark;
        var arguments = type.GetGenericArguments();
        var parts = arguments.Select((a, i) => Name(a, nullability is { GenericTypeArguments.Length: > 0 } n && n.GenericTypeArguments.Length == arguments.Length ? n.GenericTypeArguments[i] : null));
        return type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
            ? $"({string.Join(", ", parts)})"
            : $"{type.Name.Split('`')[0]}<{string.Join(", ", parts)}>{mark}";
    }

    private static string FullName(Type type)
    {
        var owner = type.DeclaringType is { } outer ? FullName(outer) : type.Namespace;
        var own = type.IsGenericType ? type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).Select(a => a.Name).ToArray() : [];
        return $"{owner}.{type.Name.Split('`')[0]}{(own.Length > 0 ? $"<{string.Join(", ", own)}>" : "")}";
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && method.DeclaringType?.IsSealed == false);

    // What the compiler writes for records; positional properties are written by it too, but are the author's.
    private static bool IsMade(MemberInfo member) => member.Name.StartsWith('<') || (member is not PropertyInfo && member.IsDefined(typeof(CompilerGeneratedAttribute)) && !member.Name.StartsWith("get_", StringComparison.Ordinal))
        || (member is PropertyInfo && member.Name == "EqualityContract");
}
