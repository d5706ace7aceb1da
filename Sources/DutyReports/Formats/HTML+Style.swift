extension HTMLPage {
  /// The style sheet of a page. No `style` attribute beside it: the policy would forbid it.
  static let style = """

    :root { color-scheme: light dark; --ink: #1b1f23; --quiet: #4d565e; --paper: #ffffff; --line: #c9d0d6;
      --ground: #f1f4f6; --bar: #1f6f9f; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e4e8eb; --quiet: #a9b4bd; --paper: #15191c; --line: #3d464d; --ground: #20262b; --bar: #6bb3dc; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, "Noto Sans CJK SC",
      "Microsoft YaHei", "PingFang SC", sans-serif; overflow-wrap: anywhere; }
    main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
    h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 1rem; padding-bottom: .6rem; border-bottom: 3px solid var(--bar); }
    h2 { font-size: 1.15rem; line-height: 1.4; margin: 2rem 0 .6rem; }
    p { margin: .6rem 0; color: var(--quiet); }
    dl { margin: .6rem 0; }
    dl div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .25rem 0; }
    dt { color: var(--quiet); }
    dd { margin: 0; font-variant-numeric: tabular-nums; }
    .wide { overflow-x: auto; margin: .6rem 0; }
    .wide:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
    table { border-collapse: collapse; min-width: min(100%, 36rem); font-size: .9375rem; line-height: 1.45; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    th, td { padding: .4rem .75rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line);
      font-variant-numeric: tabular-nums; min-width: 4.5em; max-width: 36em; }
    thead th { background: var(--ground); font-weight: 600; vertical-align: bottom; border-bottom-color: var(--quiet); }
    tbody th { font-weight: 500; }
    th.number, td.number { text-align: end; }
    .short { white-space: nowrap; }
    td:not(.short, .number, :empty) { min-width: 12em; }
    figure { margin: 1.2rem 0; max-width: 44rem; }
    figcaption { font-weight: 600; margin-bottom: .5rem; }
    svg { display: block; overflow: visible; }
    svg text { fill: var(--ink); font-size: 14px; font-variant-numeric: tabular-nums; }
    svg .end { text-anchor: end; }
    svg .track { fill: var(--ground); }
    svg .bar { fill: var(--bar); }
    svg .ground { stroke: var(--quiet); stroke-width: 1; }
    summary { color: var(--quiet); cursor: pointer; }
    @media (max-width: 40rem) {
      main { padding: 1rem .75rem 2rem; }
      h1 { font-size: 1.3rem; }
      dl div { grid-template-columns: 1fr; padding: .35rem 0; }
      dt { font-size: .875rem; }
    }
    @page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages);
      font: 9pt system-ui, sans-serif; color: #4d565e; } }
    @media print {
      :root { color-scheme: light; --ink: #000000; --quiet: #3a3f44; --paper: #ffffff; --line: #9aa2a9; --ground: #eceff1;
        --bar: #1f5f86; }
      body { font-size: 10pt; line-height: 1.45; }
      main { max-width: none; padding: 0; }
      h1 { font-size: 15pt; }
      h2 { font-size: 11.5pt; margin: 6mm 0 2mm; break-after: avoid; }
      .wide { overflow: visible; }
      table { font-size: 8.5pt; width: 100%; }
      thead { display: table-header-group; }
      tr, figure, dl div { break-inside: avoid; }
      th, td, td:not(.short, .number, :empty) { padding: 1mm 1.5mm; min-width: 0; }
      dl { font-size: 9.5pt; }
      dl div { grid-template-columns: 9rem 1fr; }
      details { display: none; }
      svg .bar, svg .track, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
