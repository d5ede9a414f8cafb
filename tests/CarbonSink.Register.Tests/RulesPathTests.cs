using Xunit;

namespace CarbonSink.Register.Tests;

public sealed class RulesPathTests
{
    /// <summary>Notice from Monday 2024-01-08: 20 working days, the first counted, end on Friday 2024-02-02.</summary>
    [Fact]
    public void A_project_and_its_period_go_the_straight_way()
    {
        var programme = new TestProgramme();
        Ccer.Register(programme);
        Assert.Equal("registered", programme.Project.Text("state"));
        Ccer.Verify(programme);
        Assert.Equal(6170, programme.Period(1).Integer("verifiedT"));
        Ccer.Issue(programme);
        Assert.Equal("issued", programme.Period(1).Text("state"));
        Assert.Equal(["publish", "close-notice", "validate", "apply", "register"], programme.Project.Objects("history").Select(h => h.Text("event")));
        Assert.Equal(["monitor", "publish", "close-notice", "verify", "apply", "register", "issue"], programme.Period(1).Objects("history").Select(h => h.Text("event")));
    }
}
