using CarbonSink.Methodologies.Formulas;

namespace CarbonSink.Methodologies;

/// <summary>A method computed over a sheet (按数据表计算): its inputs are the columns of the same symbols, converted to its units.</summary>
/// <remarks>
/// An input takes a column over its own sets, over a set around its own, or of one cell. Methods run one after another over one sheet: each adds its outputs as columns, which are inputs of the next.
/// Status, extrapolation, gaps, pools and causes go with the values; uncertainty stays within one method.
/// </remarks>
public sealed class SheetEvaluation
{
    private SheetEvaluation(Methodology methodology, Evaluation evaluation, Sheet sheet) => (Methodology, Evaluation, Sheet) = (methodology, evaluation, sheet);

    /// <summary>The method.</summary>
    public Methodology Methodology { get; }

    /// <summary>Its values.</summary>
    public Evaluation Evaluation { get; }

    /// <summary>The sheet, with the outputs added.</summary>
    public Sheet Sheet { get; }

    /// <summary>Runs methods in their order over a sheet and adds the outputs of each.</summary>
    /// <exception cref="ArgumentException">A column is no number in a unit of its input, no code or no date, or lives on other sets than the input.</exception>
    public static IReadOnlyList<SheetEvaluation> RunAll(IEnumerable<Methodology> methods, Sheet sheet, CauseTable causes) => [.. methods.Select(m => Run(m, sheet, causes))];

    /// <summary>Runs one method over a sheet and adds its outputs.</summary>
    /// <exception cref="ArgumentException">A column is no number in a unit of its input, no code or no date, or lives on other sets than the input.</exception>
    public static SheetEvaluation Run(Methodology methodology, Sheet sheet, CauseTable causes, UncertaintyModel? uncertainty = null)
    {
        var program = methodology.Program;
        var frame = methodology.NewFrame(causes);
        foreach (var set in program.Sets)
            SetMembers(frame, sheet, program, set);
        foreach (var symbol in program.Inputs)
            if (sheet.Columns.TryGetValue(symbol.Name, out var column))
                Fill(frame, sheet, program, symbol, column, methodology.Codes, causes);
        var evaluation = methodology.Evaluate(frame, causes, uncertainty: uncertainty);
        evaluation.Run();
        foreach (var output in methodology.Outputs)
            sheet.Put(Column(evaluation, program, program.Symbol(output.Symbol), methodology.Codes));
        return new(methodology, evaluation, sheet);
    }

    /// <summary>Any symbol of the method as a column: inputs as they were used, computed ones with their causes.</summary>
    public SheetColumn Column(string symbol) => Column(Evaluation, Methodology.Program, Methodology.Program.Symbol(symbol), Methodology.Codes);

    private static void SetMembers(Frame frame, Sheet sheet, MethodologyProgram program, SetDefinition set)
    {
        if (set.Ordered)
        {
            frame.SetMembers(set.Name, [.. sheet.Order(set.Name) ?? []]);
            return;
        }

        var count = sheet.Count(set.Name);
        int[]? parents = null;
        if (set.Parent >= 0 && count > 0)
        {
            var outer = program.Sets[set.Parent].Name;
            parents = new int[count];
            for (var i = 0; i < count; i++)
                parents[i] = sheet.Parent(set.Name, i, outer) ?? throw new ArgumentException($"{set.Name} does not lie inside {outer} in the sheet", nameof(sheet));
        }

        frame.SetMembers(set.Name, count, parents);
    }

    private static void Fill(Frame frame, Sheet sheet, MethodologyProgram program, Symbol symbol, SheetColumn column, CodeSpace codes, CauseTable causes)
    {
        var kind = symbol.Type switch { ColumnType.Code => SheetCellKind.Code, ColumnType.Date => SheetCellKind.Date, _ => SheetCellKind.Number };
        if (column.Kind != kind || (kind == SheetCellKind.Number && !column.Unit.Dimension.Equals(symbol.Unit.Dimension)))
            throw new ArgumentException($"{symbol.Name} is {column.Kind} in {column.Unit}, but {kind} in {symbol.Unit} is wanted", nameof(column));
        var (set, ordered) = (Name(symbol.Domain.Base), Name(symbol.Domain.Ordered));
        if (column.OrderedSet.Length > 0 && column.OrderedSet != ordered)
            throw new ArgumentException($"{symbol.Name} lives on {set} {ordered}, its column on {column.Set} {column.OrderedSet}", nameof(column));
        var (members, steps, width) = (sheet.Count(set), sheet.Count(ordered), sheet.Count(column.Set));
        var target = frame[symbol.Name];
        for (var step = 0; step < steps; step++)
            for (var member = 0; member < members; member++)
            {
                var from = column.Set.Length == 0 ? 0 : sheet.Parent(set, member, column.Set) ?? throw new ArgumentException($"{symbol.Name} lives on {set}, its column on {column.Set}", nameof(column));
                Set(target, (step * members) + member, column.Cells[column.OrderedSet.Length == 0 ? from : (step * width) + from]);
            }

        string Name(int index) => index < 0 ? string.Empty : program.Sets[index].Name;
        void Set(InputColumn input, int row, SheetCell cell)
        {
            if (cell.Cause is { } cause && !cell.HasValue)
                input.SetMissing(row, causes.Number(cause));
            else if (cell.HasValue)
                input.Set(row, kind switch { SheetCellKind.Code => codes.Intern(cell.Code!), SheetCellKind.Date => cell.Number!.Value, _ => column.Unit.Convert(cell.Number!.Value, symbol.Unit) }, State(cell));
        }

        static uint State(SheetCell cell) => RowState.WithPool((uint)cell.Status | (cell.IsExtrapolated ? RowState.Extrapolated : 0) | (cell.IsPartial ? RowState.Partial : 0), cell.Pool);
    }

    private static SheetColumn Column(Evaluation evaluation, MethodologyProgram program, Symbol symbol, CodeSpace codes)
    {
        var values = evaluation.Values(symbol.Name);
        var states = evaluation.States(symbol.Name);
        var cells = new SheetCell[values.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var state = states[i];
            cells[i] = !state.HasValue ? new(null, Cause: evaluation.Causes[evaluation.Reason(symbol.Name, i)])
                : (symbol.Type == ColumnType.Code ? new SheetCell(null, codes[(int)values[i]], state.Status, state.IsExtrapolated) : new(values[i], null, state.Status, state.IsExtrapolated)) with { IsPartial = state.IsPartial, Pool = state.Pool };
        }

        return new(symbol.Name, symbol.Domain.Base < 0 ? string.Empty : program.Sets[symbol.Domain.Base].Name, symbol.Domain.Ordered < 0 ? string.Empty : program.Sets[symbol.Domain.Ordered].Name,
            symbol.Type switch { ColumnType.Code => SheetCellKind.Code, ColumnType.Date => SheetCellKind.Date, _ => SheetCellKind.Number }, symbol.Type == ColumnType.Number ? symbol.Unit : Quantities.Unit.One, cells);
    }
}
