using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Packs;
using CarbonSink.Projects;
using Xunit;

namespace CarbonSink.Tests.Projects;

public sealed class EligibilityRulesTests
{
    [Fact]
    public void Rules_are_read_in_the_order_of_the_file()
    {
        var rules = TestRules.Of(TestRules.Afforestation).Rules;
        Assert.Equal(["a", "b", "c-400", "c-667", "d", "e", "g", "min", "max", "in", "x", "y"], rules.Select(r => r.Id));
        Assert.Equal((EligibilityPredicate.YearsSinceMin, 3, "yr", "nonforest_since"), (rules[0].Predicate, rules[0].Limit, rules[0].Unit.Symbol, rules[0].SubjectText));
        Assert.Equal((true, false), (rules[2].HoldsFor(new(2020, 1, 1)), rules[2].HoldsFor(new(2019, 12, 31))));
        Assert.Equal((false, true), (rules[3].HoldsFor(new(2020, 1, 1)), rules[3].HoldsFor(new(2019, 12, 31))));
        Assert.Equal((ParameterStatus.Secondary, "test, 1"), (rules[0].Status, rules[0].Source));
    }

    [Fact]
    public void A_folder_without_the_file_has_no_rules()
    {
        using var folder = new TestRules("");
        Assert.Empty(EligibilityRules.OfProgramme(MethodologyCatalog.Open(folder.Folder), "none", "1").Rules);
        Assert.Empty(folder.Load().Rules);
    }

    [Theory]
    [InlineData("a,,2,parcel,near,x,1,m2,,,,z,e,test,1,secondary,", 2, 13, "'near' is no predicate")]
    [InlineData("a,,2,project,part-area-min,,1,m2,,,,z,e,test,1,secondary,", 2, 6, "asked of a parcel")]
    [InlineData("a,,2,village,part-area-min,,1,m2,,,,z,e,test,1,secondary,", 2, 6, "no scope")]
    [InlineData("a,,2,parcel,part-area-min,,1,yr,,,,z,e,test,1,secondary,", 2, 30, "not a unit of part-area-min")]
    [InlineData("a,,2,parcel,part-area-min,,,m2,,,,z,e,test,1,secondary,", 2, 28, "blank without a reason")]
    [InlineData("a,,2,parcel,part-area-min,,-1,m2,,,,z,e,test,1,secondary,", 2, 28, "no number of at least 0")]
    [InlineData("a,,2,parcel,part-area-min,,1,m2,,2020-02-30,,z,e,test,1,secondary,", 2, 34, "no date of the calendar")]
    [InlineData("a,,2,parcel,part-area-min,,1,m2,,2020-02-03,2020-02-02,z,e,test,1,secondary,", 2, 45, "ends before it begins")]
    [InlineData("a,,2,parcel,part-area-min,,1,m2,,,,z,e,gone,1,secondary,", 2, 40, "not in sources.csv")]
    [InlineData("a,,2,parcel,part-area-min,,1,m2,,,,z,e,test,1,perfect,", 2, 47, "no status")]
    [InlineData("a,,2,parcel,part-area-min,,1,m2,,,,,e,test,1,secondary,", 2, 36, "'zh' is blank")]
    [InlineData("a,,2,project,within,creditingPeriod,,,life,,,z,e,test,1,secondary,", 2, 39, "needs the code lifetime")]
    [InlineData("a,,2,project,date-after,end,2020-01-01,,,,,z,e,test,1,secondary,", 2, 25, "start or planting or period")]
    [InlineData("a,,2,parcel,code-in,kind,,,,,,z,e,test,1,secondary,", 2, 28, "codes are blank")]
    [InlineData("a,,2,project,declared,x,3,,,,,z,e,test,1,secondary,", 2, 25, "has no limit")]
    [InlineData("a,,2,parcel,value-min,x|y,3,m,,,,z,e,test,1,secondary,", 2, 23, "has one subject")]
    [InlineData("a,,2,parcel,part-area-min,,1,m2,,,,z,e,test,1,secondary,\na,,2,parcel,part-area-min,,2,m2,,2020-01-01,,z,e,test,1,secondary,", 3, 1, "stands twice")]
    public void What_is_wrong_is_named_with_file_line_and_column(string rows, int line, int column, string message)
    {
        using var folder = new TestRules(rows + "\n");
        var problem = Assert.Single(EligibilityRules.Check(MethodologyCatalog.Open(folder.Folder)));
        Assert.Equal(("methods/m/1/eligibility.csv", line, column), (problem.File, problem.Line, problem.Column));
        Assert.Contains(message, problem.Message + problem.Hint, StringComparison.Ordinal);
        Assert.Equal(problem, Assert.Single(Assert.Throws<MethodologyLoadException>(folder.Load).Problems));
        Assert.Contains(problem, MethodologyCheck.Run(MethodologyCatalog.Open(folder.Folder)).Released);
    }

    [Fact]
    public void A_limit_that_is_not_known_has_its_reason()
    {
        var rule = Assert.Single(TestRules.Of("a,,2,parcel,part-area-min,,,m2,,,,z,e,test,1,unknown,the text was not read\n").Rules);
        Assert.Equal((null, "the text was not read", ParameterStatus.Memory), (rule.Limit, rule.Reason, rule.Status));
    }
}
