using System.Collections.Frozen;
using Xunit;

namespace CarbonSink.Tests.Conventions;

public class TypeConventionTests
{
    [Fact]
    public void No_type_has_an_empty_name() => Rule.Holds(TypeRules.EmptyTypeNames(SourceAssemblies.Types), "Name the thing by its word in forestry or surveying.");

    [Fact]
    public void Every_interface_has_two_implementations() =>
        Rule.Holds(TypeRules.LonelyInterfaces(SourceAssemblies.Types), "Use the concrete type until the second implementation exists.");

    [Fact]
    public void Public_types_are_immutable_or_listed_with_a_reason() =>
        Rule.Holds(
            TypeRules.UnlistedMutableTypes(
                TypeRules.MutableTypes(SourceAssemblies.Types),
                SourceTree.OfRepository.Read("tests/CarbonSink.Tests/Conventions/MutableTypes.approved.txt")),
            "Make the type immutable, or add `Full.Name: reason` to tests/CarbonSink.Tests/Conventions/MutableTypes.approved.txt.");

    [Theory]
    [InlineData(typeof(PlotManager), 1)]
    [InlineData(typeof(PlotInfo), 1)]
    [InlineData(typeof(Utils), 1)]
    [InlineData(typeof(PlotData<int>), 1)]
    [InlineData(typeof(DataReader), 0)]
    public void An_empty_name_is_found(Type type, int problems) => Assert.Equal(problems, TypeRules.EmptyTypeNames([type]).Count());

    [Fact]
    public void A_lonely_interface_is_found()
    {
        Assert.Single(TypeRules.LonelyInterfaces([typeof(IReader), typeof(DataReader), typeof(AbstractReader)]));
        Assert.Empty(TypeRules.LonelyInterfaces([typeof(IReader), typeof(DataReader), typeof(OtherReader)]));
        Assert.Single(TypeRules.LonelyInterfaces([typeof(ISource<>), typeof(DataReader)]));
    }

    [Theory]
    [InlineData(typeof(Settable))]
    [InlineData(typeof(Counter))]
    [InlineData(typeof(Growing))]
    [InlineData(typeof(OpenArray))]
    [InlineData(typeof(Derived))]
    [InlineData(typeof(StaticState))]
    [InlineData(typeof(WritableSpan))]
    public void A_mutable_type_is_found(Type type) => Assert.True(TypeRules.MutableTypes([type]).ContainsKey(type.FullName!));

    [Theory]
    [InlineData(typeof(Row))]
    [InlineData(typeof(Captured))]
    [InlineData(typeof(Table))]
    [InlineData(typeof(Point))]
    public void An_immutable_type_is_not_found(Type type) => Assert.Empty(TypeRules.MutableTypes([type]));

    [Fact]
    public void The_list_of_mutable_types_is_exact()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal) { ["A.B"] = "x can be assigned" };
        Assert.Empty(TypeRules.UnlistedMutableTypes(found, "# comment\nA.B: reused between blocks\n"));
        Assert.Single(TypeRules.UnlistedMutableTypes(found, ""));
        Assert.Single(TypeRules.UnlistedMutableTypes(found, "A.B: reused between blocks\nA.C: reused between blocks\n"));
        Assert.Equal(2, TypeRules.UnlistedMutableTypes(found, "A.B\n").Count());
    }

#pragma warning disable MA0143, CA1040, CA1823, CA2211, IDE0044, IDE0052, MA0069, CS0414 // types that break rules on purpose
    public interface IReader;

    public interface ISource<T>;

    public abstract class AbstractReader : IReader;

    public sealed class DataReader : IReader, ISource<int>;

    public sealed class OtherReader : IReader;

    public sealed class PlotManager;

    public sealed class PlotInfo;

    public static class Utils;

    public sealed class PlotData<T>;

    public sealed class Settable
    {
        public int Value { get; set; }
    }

    public class Counter
    {
        private int count;

        public int Next() => ++count;
    }

    public sealed class Derived : Counter;

    public sealed class Growing
    {
        private readonly List<int> values = [];

        public int Count => values.Count;
    }

    public sealed class OpenArray
    {
        public double[] Values { get; } = [];
    }

    public static class StaticState
    {
        private static int count;

        public static int Next() => ++count;
    }

    public sealed class WritableSpan
    {
        private readonly double[] values = [1];

        public Span<double> Values => values;
    }

    public sealed record Row(string Name, IReadOnlyList<double> Values)
    {
        public int Rank { get; init; }
    }

    public sealed class Captured(int value)
    {
        public int Twice() => 2 * value;
    }

    public sealed class Table
    {
        private readonly double[] values = [1, 2];
        private readonly FrozenDictionary<string, int> index = FrozenDictionary<string, int>.Empty;

        public double this[string key] => values[index[key]];
    }

    public readonly record struct Point(double X, double Y);
#pragma warning restore MA0143, CA1040, CA1823, CA2211, IDE0044, IDE0052, MA0069, CS0414
}
