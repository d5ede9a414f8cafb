using CarbonSink.Findings;
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
    /// <exception cref="RefusedInputException">Methods use each other in a circle.</exception>
    public static IReadOnlyList<Methodology> Load(MethodologyCatalog catalog, string named, IReadOnlyDictionary<string, TableChoice> choices)
    {
        var methods = new List<Methodology>();
        Add(named, []);
        return methods;

        void Add(string name, string[] path)
        {
            var method = catalog.Load(name, choices);
            var full = EvaluationChain.NameOf(method);
            if (path.Contains(full))
                throw new RefusedInputException(new(EvaluationFindings.CircularUses, null, null, "method", named, named, string.Join(" → ", path.Append(full))));
            if (methods.Exists(m => EvaluationChain.NameOf(m) == full))
                return;
            foreach (var use in method.Description.Uses)
                Add(use, [.. path, full]);
            methods.Add(method);
        }
    }
}
