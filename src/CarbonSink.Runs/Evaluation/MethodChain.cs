using CarbonSink.Methodologies;

namespace CarbonSink.Runs;

/// <summary>A method with all methods it uses (方法链).</summary>
internal static class MethodChain
{
    /// <summary>Loads them: what a method uses comes before it, each once, the method named last.</summary>
    /// <param name="catalog">The methodology folder.</param>
    /// <param name="named">The method as id/version.</param>
    /// <param name="choices">Tables in place of those that methods let a run name.</param>
    /// <exception cref="MethodologyLoadException">A pack is wrong or not there.</exception>
    public static IReadOnlyList<Methodology> Load(MethodologyCatalog catalog, string named, IReadOnlyDictionary<string, TableChoice> choices)
    {
        var (methods, seen) = (new List<Methodology>(), new HashSet<string>(StringComparer.Ordinal));
        Add(named);
        return methods;

        void Add(string name)
        {
            var method = catalog.Load(name, choices);
            if (!seen.Add($"{method.Description.Id}/{method.Description.Version}"))
                return;
            foreach (var use in method.Description.Uses)
                Add(use);
            methods.Add(method);
        }
    }
}
