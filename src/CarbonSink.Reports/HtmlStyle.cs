namespace CarbonSink.Reports;

/// <summary>The style sheet of reports (版式): three-line tables, A4 for print, dark on white so that a grey copy reads the same.</summary>
internal static class HtmlStyle
{
    public const string Css = """

        :root { --ink: #1a1a1a; --soft: #555; --rule: #222; --hair: #c9c9c9; --tint: #f4f4f2; }
        * { box-sizing: border-box; }
        html { background: #e9e9e6; }
        body { margin: 0 auto; max-width: 210mm; padding: 16mm 16mm 20mm; background: #fff; color: var(--ink); font: 10.5pt/1.65 "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", SimHei, SimSun, sans-serif; overflow-wrap: break-word; }
        :lang(en) body, body:lang(en) { font-family: Arial, "Helvetica Neue", "Liberation Sans", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", SimSun, sans-serif; line-height: 1.5; }
        header { border-bottom: 2pt solid var(--rule); padding-bottom: 5mm; margin-bottom: 6mm; }
        h1 { font-size: 20pt; line-height: 1.3; margin: 0 0 1mm; }
        h2 { font-size: 14pt; line-height: 1.35; margin: 11mm 0 3mm; padding-top: 3mm; border-top: .8pt solid var(--rule); break-after: avoid; }
        h2 + p { break-after: avoid; }
        h3 { font-size: 11.5pt; margin: 6mm 0 2mm; break-after: avoid; }
        p { margin: 0 0 2.5mm; break-inside: avoid; }
        .place { font-size: 14pt; margin: 0 0 4mm; }
        .label { display: inline-block; border: 1pt solid var(--rule); padding: .5mm 3mm; font-weight: 700; }
        .label p { margin: 0; }
        dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0 5mm; margin: 4mm 0 0; font-size: 9.5pt; }
        dl.facts dt { color: var(--soft); }
        dl.facts dd { margin: 0; }
        nav ol { columns: 2; column-gap: 10mm; margin: 2mm 0 0; padding-left: 6mm; font-size: 9.5pt; }
        nav a { color: inherit; }
        table { border-collapse: collapse; width: 100%; margin: 3mm 0 1.5mm; font-size: 8.5pt; line-height: 1.4; border-top: 1.3pt solid var(--rule); border-bottom: 1.3pt solid var(--rule); font-variant-numeric: tabular-nums; }
        table.wide { font-size: 8pt; }
        table.wider { font-size: 7.4pt; }
        table.wider th, table.wider td { padding-left: .8mm; padding-right: .8mm; }
        caption { caption-side: top; text-align: left; font-weight: 700; font-size: 9.5pt; padding-bottom: 1.5mm; break-after: avoid; }
        thead th { border-bottom: .7pt solid var(--rule); vertical-align: bottom; font-weight: 700; }
        th, td { padding: .7mm 1.3mm; text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: break-word; }
        th:first-child, td:first-child { padding-left: .5mm; }
        th:last-child, td:last-child { padding-right: .5mm; }
        th.n, td.n { text-align: right; }
        th { word-break: keep-all; }
        td.n { white-space: nowrap; }
        .long { word-break: normal; overflow-wrap: anywhere; min-width: 11em; }
        .tight { white-space: nowrap; }
        table.short { break-inside: avoid; }
        tbody tr:nth-child(-n+2) { break-before: avoid; }
        tbody tr:last-child { break-before: avoid; }
        tbody tr + tr > * { border-top: .3pt solid var(--hair); }
        tfoot tr { break-before: avoid; }
        tfoot tr > * { border-top: .7pt solid var(--rule); font-weight: 700; }
        tr { break-inside: avoid; }
        .unit { font-weight: 400; color: var(--soft); white-space: nowrap; }
        small, .note { font-size: 8pt; line-height: 1.45; color: var(--soft); }
        .note { margin: 0 0 4mm; }
        .finding { background: var(--tint); border-left: 2.2pt solid var(--rule); padding: 2mm 4mm; margin: 3mm 0; break-inside: avoid; }
        .finding p:last-child { margin: 0; }
        figure { margin: 4mm 0; break-inside: avoid; }
        figcaption { font-weight: 700; font-size: 9.5pt; margin-bottom: 1.5mm; }
        svg { display: block; width: 100%; height: auto; }
        svg text { font-family: inherit; fill: var(--ink); }
        code { font-family: "DejaVu Sans Mono", Consolas, "Noto Sans Mono CJK SC", monospace; font-size: 7.5pt; overflow-wrap: anywhere; }
        footer { margin-top: 10mm; border-top: .7pt solid var(--rule); padding-top: 2mm; font-size: 8pt; color: var(--soft); }
        @page { size: A4; margin: 18mm 16mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt; } }
        @media print { html { background: #fff; } body { max-width: none; padding: 0; } thead { display: table-header-group; } tfoot { display: table-row-group; } a { color: inherit; text-decoration: none; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }

        """;
}
