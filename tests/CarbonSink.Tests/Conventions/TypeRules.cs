using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace CarbonSink.Tests.Conventions;

/// <summary>House rules that are read off compiled types.</summary>
internal static class TypeRules
{
    private static readonly string[] EmptyNames = ["Manager", "Helper", "Service", "Util", "Utility", "Info", "Data"];

    /// <summary>A name that says nothing about the field hides what the type is.</summary>
    public static IEnumerable<string> EmptyTypeNames(IEnumerable<Type> types) =>
        from type in types
        let name = type.Name.Split('`')[0]
        from empty in EmptyNames
        where name.EndsWith(empty, StringComparison.OrdinalIgnoreCase) || name.EndsWith(empty + "s", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Utilities", StringComparison.Ordinal) && empty == "Utility"
        select $"{type.FullName} ends in {empty}";

    /// <summary>An interface with one implementation is a second name for it.</summary>
    public static IEnumerable<string> LonelyInterfaces(IReadOnlyCollection<Type> types) =>
        from contract in types
        where contract.IsInterface
        let count = types.Count(t => t is { IsInterface: false, IsAbstract: false } && t.GetInterfaces().Any(i => Definition(i) == contract))
        where count < 2
        select $"{contract.FullName} has {count} implementation(s)";

    /// <summary>Public types with state that changes after construction, each with what makes it so.</summary>
    public static IReadOnlyDictionary<string, string> MutableTypes(IEnumerable<Type> types) =>
        types.Where(t => t.IsVisible && !t.IsEnum && !t.IsInterface && !typeof(Delegate).IsAssignableFrom(t))
            .Select(t => (t.FullName, Why: string.Join(", ", WaysToChange(t).Distinct(StringComparer.Ordinal))))
            .Where(p => p.Why.Length > 0)
            .ToDictionary(p => p.FullName!, p => p.Why, StringComparer.Ordinal);

    /// <summary>Differences between the types found mutable and the list of those that may be, `Full.Name: reason` a line.</summary>
    public static IEnumerable<string> UnlistedMutableTypes(IReadOnlyDictionary<string, string> found, string approved)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in approved.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0 || line.Length - colon < 12)
                yield return $"{line}: say why it may change (`Full.Name: reason`)";
            else if (!listed.Add(line[..colon]))
                yield return $"{line[..colon]} is listed twice";
            else if (!found.ContainsKey(line[..colon]))
                yield return $"{line[..colon]} is listed but is not a public mutable type; remove the line";
        }

        foreach (var (name, why) in found.Where(f => !listed.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal))
            yield return $"{name} can change ({why}) and is not listed";
    }

    private static IEnumerable<string> WaysToChange(Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var t = type; t is not null && t.Assembly == type.Assembly; t = t.BaseType)
        {
            foreach (var field in t.GetFields(own).Where(f => !f.IsLiteral))
            {
                // A captured primary-constructor parameter (<name>P) is not assigned again: analyser MA0143 sees to that.
                var captured = field.Name.StartsWith('<') && field.Name.EndsWith('P');
                if (!field.IsInitOnly && !captured)
                    yield return $"{Shown(field.Name)} can be assigned";
                else if (!field.IsStatic && (IsChangeable(field.FieldType) || (field.FieldType.IsArray && IsExposed(t, field.FieldType))))
                    yield return $"{Shown(field.Name)} is {field.FieldType.Name.Split('`')[0]}";
            }

            foreach (var property in t.GetProperties(own))
            {
                if (property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
                    yield return $"{property.Name} has a setter";
                if (property.GetMethod is { IsPublic: true } && IsWritableView(property.PropertyType))
                    yield return $"{property.Name} hands out {property.PropertyType.Name.Split('`')[0]}";
            }
        }
    }

    private static string Shown(string field) => field.Trim('<').Split('>')[0];

    private static bool IsExposed(Type type, Type array) =>
        type.GetProperties().Any(p => p.PropertyType == array) || type.GetFields().Any(f => f.FieldType == array);

    private static bool IsWritableView(Type type) =>
        type.IsArray || (type.IsGenericType && (Definition(type) == typeof(Span<>) || Definition(type) == typeof(Memory<>)));

    private static bool IsChangeable(Type type) =>
        type == typeof(StringBuilder) || type == typeof(ArrayList)
        || (type.IsGenericType && type.Namespace == "System.Collections.Generic" && type.IsClass
            && type.GetInterfaces().Any(i => i.IsGenericType && Definition(i) == typeof(IEnumerable<>)));

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
