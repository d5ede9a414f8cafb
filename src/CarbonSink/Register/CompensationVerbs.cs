namespace CarbonSink.Register;

/// <summary>Buying a local indicator as compensation (补偿认购): at the price that the authority's list sets for the day of recording.</summary>
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
            UnitRules.CompensationReason(rules, price.Text("category"));
            if (price.Text("category").Length == 0 || price.Integer("fenPerUnit") < 0 || price.DateOrNull("to") < price.Date("from"))
                throw new FormatException("a price has a category, whole fen from 0, and days in order");
        }

        if (prices.Count == 0)
            throw new FormatException("\"prices\" is empty");
        foreach (var category in prices.GroupBy(p => p.Text("category")))
        {
            var (last, ends) = (default(DateOnly?), true);
            foreach (var price in category.OrderBy(p => p.Date("from")))
            {
                if (!ends || price.Date("from") <= last)
                    throw new RefusedRequestException("price-overlap", "register", $"价格表中 {Refusal.Echo(category.Key)} 在 {price.Date("from"):yyyy-MM-dd} 有两个价格", $"the price list has two prices for {Refusal.Echo(category.Key)} on {price.Date("from"):yyyy-MM-dd}");
                (last, ends) = (price.DateOrNull("to"), price.Has("to"));
            }
        }

        c.State.Put(Rows.Prices, rules.Id, CanonicalObject.Of(("programme", rules.Id), ("prices", prices), ("document", ProgrammeVerbs.Document(c.Payload.Object("document")))));
        return CanonicalObject.Empty;
    }

    /// <summary>Takes free units from an account, for money to the fen, and retires them in the buyer's for a case.</summary>
    public static CanonicalObject Compensate(RequestContext c)
    {
        var (rules, quantity) = (c.Rules(c.Payload.Text("programme")), UnitSelection.Quantity(c.Payload));
        var reason = UnitRules.CompensationReason(rules, c.Payload.Text("category"));
        var (from, buyer) = (AccountVerbs.Usable(c, c.Payload.Text("from")), AccountVerbs.Usable(c, c.Payload.Text("buyer")));
        AccountVerbs.CheckMayAcquire(c, buyer, rules);
        UnitRules.CheckBeneficiary(c.State, rules, c.Said("beneficiary"));
        var (category, day, price) = (c.Payload.Text("category"), c.DayOf(from, buyer), Price(c, rules, c.Today));
        if (day != c.Today)
            throw new RefusedRequestException("date-recorded", "register", $"日期 {day:yyyy-MM-dd} 不是登记日 {c.Today:yyyy-MM-dd}：补偿按登记之日的价格和层级办理", $"the day {day:yyyy-MM-dd} is not the day of recording {c.Today:yyyy-MM-dd}: compensation is done at the price and tier of that day");
        var (amount, due) = (c.Payload.Integer("amountFen"), (Int128)price * quantity);
        if (amount != due)
            throw new RefusedRequestException("compensation-amount", UnitRules.CompensationArticle(rules), $"{quantity} × {price} 分 = {due} 分，付款 {amount} 分", $"{quantity} × {price} fen = {due} fen, paid are {amount} fen");
        var parts = UnitSelection.Parts(c.State, from.Text("id"), CanonicalObject.Of(("programme", rules.Id), ("quantity", quantity)));
        UnitVerbs.CheckThere(c, from, parts, day);
        var (account, @case) = (buyer.Text("id"), c.Said("case"));
        foreach (var part in parts)
            UnitMove.To(c.State, part, account, UnitState.Retired, c.Index);
        var (id, outcome) = (FormattableString.Invariant($"{c.Index}"), UnitVerbs.Moved(parts));
        c.State.Put(Rows.Retirement, id, outcome.With(
            ("entry", c.Index), ("account", account), ("kind", "compensation"), ("reason", reason), ("beneficiary", c.Payload.Text("beneficiary")), ("purpose", @case), ("date", day)));
        c.State.Put(Rows.Compensation, id, outcome.With(
            ("entry", c.Index), ("programme", rules.Id), ("from", from.Text("id")), ("buyer", account), ("category", category), ("fenPerUnit", price), ("amountFen", amount), ("case", @case), ("beneficiary", c.Payload.Text("beneficiary")), ("date", day)));
        return outcome.With(("fenPerUnit", price), ("amountFen", amount));
    }

    private static long Price(RequestContext c, ProgrammeRules rules, DateOnly day)
    {
        var category = c.Payload.Text("category");
        var list = c.State.Row(Rows.Prices, rules.Id) ?? throw new RefusedRequestException("price-list", UnitRules.CompensationArticle(rules), $"{rules.Title.Zh} 没有主管部门公布的价格表", $"{rules.Title.En} has no price list of the authority");
        var prices = list.Objects("prices").Where(p => p.Text("category") == category && p.Date("from") <= day && (p.DateOrNull("to") is not { } to || to >= day)).ToList();
        return prices.Count == 1 ? prices[0].Integer("fenPerUnit")
            : throw new RefusedRequestException("price-list", UnitRules.CompensationArticle(rules), $"价格表中 {Refusal.Echo(category)} 在 {day:yyyy-MM-dd} 有 {prices.Count} 个价格", $"the price list has {prices.Count} prices for {Refusal.Echo(category)} on {day:yyyy-MM-dd}");
    }
}
