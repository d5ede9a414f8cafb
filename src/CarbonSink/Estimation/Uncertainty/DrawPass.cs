using CarbonSink.Methodologies;
using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Estimation;

/// <summary>One thread's draws of the whole assessment.</summary>
internal sealed class DrawPass
{
    private readonly UncertaintyPropagation of;
    private readonly ulong seed;
    private readonly DrawSums into;
    private readonly int rowsPerFrame;
    private readonly int drawsPerChunk;
    private readonly LayerValues[] settled;
    private readonly Frame frame;
    private readonly Evaluator evaluator;
    private readonly Symbol[] outputs;
    private double[] scaled = [];

    public DrawPass(UncertaintyPropagation of, ulong seed, DrawSums into, int rowsPerFrame, int drawsPerChunk)
    {
        (this.of, this.seed, this.into, this.rowsPerFrame, this.drawsPerChunk) = (of, seed, into, rowsPerFrame, drawsPerChunk);
        settled = of.LayerValues();
        frame = of.Methodology.NewFrame(of.Causes);
        evaluator = new(of.Methodology.Program, frame, of.Causes, of.Model);
        outputs = [.. of.Outputs.Select(o => o.Symbol)];
    }

    /// <summary>Draws of units that a method could not evaluate and that took the unit's own value instead.</summary>
    public long Substituted { get; private set; }

    public void Run(int from, int count, Action<long> done, CancellationToken stop)
    {
        var layers = new List<LayerValues?>();
        for (var at = 0; at < count; at += drawsPerChunk)
            layers.Add(LayerDraws(from + at, Math.Min(drawsPerChunk, count - at), stop));
        var units = new int[rowsPerFrame];
        for (var start = 0; start < of.Members.Length; start += rowsPerFrame)
        {
            stop.ThrowIfCancellationRequested();
            var members = of.Members.AsSpan(start, Math.Min(rowsPerFrame, of.Members.Length - start));
            for (var i = 0; i < members.Length; i++)
                units[i] = members[i].Unit;
            of.Layer.Load(frame, units.AsSpan(0, members.Length));
            evaluator.Layer = settled.LastOrDefault();
            evaluator.Run(of.Groups);
            var values = new DrawnFrame(evaluator, of.Groups, outputs, seed);
            for (var c = 0; c < layers.Count; c++)
            {
                var (first, draws) = (from + (c * drawsPerChunk), Math.Min(drawsPerChunk, count - (c * drawsPerChunk)));
                Substituted += values.Draw(first, draws, layers[c]);
                Add(values, members, first, draws);
            }

            done((long)members.Length * count);
        }
    }

    private void Add(DrawnFrame values, ReadOnlySpan<(int Unit, int Group, double Share)> members, int from, int count)
    {
        for (var o = 0; o < outputs.Length; o++)
        {
            for (var i = 0; i < members.Length; i++)
            {
                if (values.State(o, i) is not { HasValue: true } state)
                    continue;
                var terms = values.Draws(o, i);
                if (members[i].Share != 1)
                    terms = Scaled(terms, members[i].Share);
                into.Add(members[i].Group, of.Outputs[o].Figure, state.Pool, from, count, terms);
            }
        }
    }

    private ReadOnlySpan<double> Scaled(ReadOnlySpan<double> terms, double share)
    {
        if (scaled.Length < terms.Length)
            scaled = new double[terms.Length];
        for (var k = 0; k < terms.Length; k++)
            scaled[k] = terms[k] * share;
        return scaled.AsSpan(0, terms.Length);
    }

    /// <summary>What the method aggregates over the layer, in each draw.</summary>
    private LayerValues? LayerDraws(int from, int count, CancellationToken stop)
    {
        LayerValues? drawn = null;
        for (var pass = 1; pass <= of.Plan.Passes; pass++)
        {
            var own = of.Methodology.NewFrame(of.Causes);
            var tally = of.Plan.Tally(pass, own, of.Causes, null, of.Model);
            Symbol[] watched = [.. tally.Watched.Where(s => s.Input is null)];
            foreach (var units in of.Frames())
            {
                stop.ThrowIfCancellationRequested();
                of.Layer.Load(own, units);
                tally.Evaluator.Layer = pass == 1 ? null : settled[pass - 2];
                tally.Evaluator.Run(tally.Groups);
                new DrawnFrame(tally.Evaluator, tally.Groups, watched, seed).Draw(from, count, drawn); // what it substitutes is counted where the unit itself is drawn, once and not in every part
                tally.Evaluator.GatherDraws(from, count, tally.Gather);
            }

            drawn = tally.ToValues(from, count);
        }

        return drawn;
    }
}
