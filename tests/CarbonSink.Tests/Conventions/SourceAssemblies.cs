using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace CarbonSink.Tests.Conventions;

/// <summary>The compiled projects of src, found by their project files.</summary>
internal static class SourceAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } = SourceTree.OfRepository.Files("src", ".csproj")
        .Select(p => Path.GetFileNameWithoutExtension(p)!)
        .Select(name => Assembly.Load(new AssemblyName(name)))
        .ToList();

    /// <summary>Every type written by hand: what the compiler makes (closures, iterators, embedded attributes) is left out.</summary>
    public static IReadOnlyList<Type> Types { get; } = All.SelectMany(a => a.GetTypes()).Where(IsWritten).ToList();

    public static bool IsWritten(Type type) =>
        !type.Name.Contains('<') && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Namespace?.StartsWith("CarbonSink", StringComparison.Ordinal) == true
        && (type.DeclaringType is null || IsWritten(type.DeclaringType));
}

public class SourceAssembliesTests
{
    [Fact]
    public void Every_project_of_src_is_seen() =>
        Assert.Equal(SourceTree.OfRepository.Files("src", ".csproj").Count, SourceAssemblies.All.Distinct().Count());
}
