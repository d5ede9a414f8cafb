namespace CarbonSink.Register;

/// <summary>Buying a local indicator as compensation (补偿认购): at the price that the authority's list sets for the day.</summary>
internal static class CompensationVerbs
{
    private static readonly PayloadKeys PriceKeys = new("category fenPerUnit from to?");

    /// <summary>Sets the price list of a programme.</summary>
    public static CanonicalObject SetPrices(RequestContext c)
    {
        var rules = c.Rules(c.Payload.Text("programme"));
        var prices = c.Payload.Objects("prices");
        foreach (var price in prices)
        {
            PriceKeys.Check(price);
            if (price.Text("category").Length == 0 || price.Integer("fenPerUnit") < 0 || price.DateOrNull("to") < price.Date("from"))
                throw new FormatException("a price has a category, whole fen from 0, and days in order");
        }

        if (prices.Count == 0)
            throw new FormatException("\"prices\" is empty");
        c.State.Put(Rows.Prices, rules.Id, CanonicalObject.Of(("programme", rules.Id), ("prices", prices), ("document", ProgrammeVerbs.Document(c.Payload.Object("document")))));
        return CanonicalObject.Empty;
    }

    /// <summary>Takes free units from an account, for money to the fen, and retires them in the buyer's for a case.</summary>
    public static CanonicalObject Compensate(RequestContext c)
    {
        var (rules, day, quantity) = (c.Rules(c.Payload.Text("programme")), c.Day(), UnitSelection.Quantity(c.Payload));
        var (from, buyer) = (AccountVerbs.Usable(c, c.Payload.Text("from")), AccountVerbs.Usable(c, c.Payload.Text("buyer")));
        AccountVerbs.CheckMayAcquire(c, buyer, rules);
        UnitRules.CheckDomestic(c.State, rules, c.Payload.Text("beneficiary"));
        var (category, price) = (c.Payload.Text("category"), Price(c, rules, day));
        var (amount, due) = (c.Payload.Integer("amountFen"), (Int128)price * quantity);
        if (amount != due)
            throw new RefusedRequestException("compensation-amount", rules.Id, $"{quantity} × {price} 分 = {due} 分，付款 {amount} 分", $"{quantity} × {price} fen = {due} fen, paid are {amount} fen");
        if (c.Payload.Text("case").Length == 0 || c.Payload.Text("beneficiary").Length == 0)
            throw new FormatException("\"case\" or \"beneficiary\" is empty");
        var parts = UnitSelection.Parts(c.State, from.Text("id"), CanonicalObject.Of(("programme", rules.Id), ("quantity", quantity)));
        var account = buyer.Text("id");
        foreach (var part in parts)
            UnitMove.To(c.State, part, account, UnitState.Retired, c.Index);
        var (id, outcome) = (FormattableString.Invariant($"{c.Index}"), UnitVerbs.Moved(parts));
        c.State.Put(Rows.Retirement, id, outcome.With(
            ("entry", c.Index), ("account", account), ("kind", "compensation"), ("reason", "compensation"), ("beneficiary", c.Payload.Text("beneficiary")), ("purpose", c.Payload.Text("case")), ("date", day)));
        c.State.Put(Rows.Compensation, id, outcome.With(
            ("entry", c.Index), ("programme", rules.Id), ("from", from.Text("id")), ("buyer", account), ("category", category), ("fenPerUnit", price), ("amountFen", amount), ("case", c.Payload.Text("case")), ("beneficiary", c.Payload.Text("beneficiary")), ("date", day)));
        return outcome.With(("fenPerUnit", price), ("amountFen", amount));
    }

    private static long Price(RequestContext c, ProgrammeRules rules, DateOnly day)
    {
        var category = c.Payload.Text("category");
        var list = c.State.Row(Rows.Prices, rules.Id) ?? throw new RefusedRequestException("price-list", rules.Id, $"{rules.Title.Zh} 没有主管部门公布的价格表", $"{rules.Title.En} has no price list of the authority");
        var prices = list.Objects("prices").Where(p => p.Text("category") == category && p.Date("from") <= day && (p.DateOrNull("to") is not { } to || to >= day)).ToList();
        return prices.Count == 1 ? prices[0].Integer("fenPerUnit")
            : throw new RefusedRequestException("price-list", rules.Id, $"价格表中 {category} 在 {day:yyyy-MM-dd} 有 {prices.Count} 个价格", $"the price list has {prices.Count} prices for {category} on {day:yyyy-MM-dd}");
    }
}
