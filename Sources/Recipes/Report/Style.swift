/// The report's style sheet: light and dark, no outside resources.
enum Style {
    static let sheet = """
        :root { --ink: #1d2426; --soft: #5d696d; --paper: #fbfaf7; --line: #dcdad2; --bar: #3d7a8c; --kept: #4f8a5b;
          --d0: #d08a3e; --d1: #b9653b; --d2: #8f4b56; --bad: #5a5f6e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e4dd; --soft: #9fa8a8; --paper: #16191a; --line: #33393a;
          --bar: #62a5b8; --kept: #6fae7c; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 52rem; background: var(--paper); color: var(--ink);
          font: 16px/1.55 system-ui, "Noto Sans", sans-serif; }
        h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem; }
        h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
        p.sub, .soft { color: var(--soft); margin: .2rem 0 1rem; }
        .cards { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1.4rem 0; }
        .card { border: 1px solid var(--line); border-radius: 8px; padding: .6rem .9rem; min-width: 8.5rem; }
        .card b { display: block; font-size: 1.25rem; }
        svg.chart { display: block; max-width: 100%; height: auto; }
        svg text { font-size: 12px; fill: var(--ink); } svg .name { text-anchor: end; }
        svg .value, svg .tick { fill: var(--soft); } svg .tick { text-anchor: middle; font-size: 11px; }
        .bar { fill: var(--bar); } .kept { fill: var(--kept); background: var(--kept); }
        .dropped0 { fill: var(--d0); background: var(--d0); } .dropped1 { fill: var(--d1); background: var(--d1); }
        .dropped2 { fill: var(--d2); background: var(--d2); } .quarantined { fill: var(--bad); background: var(--bad); }
        .legend { color: var(--soft); font-size: .85rem; }
        .legend span { display: inline-block; width: .8rem; height: .8rem; margin: 0 .15rem 0 .6rem; border-radius: 2px; }
        .legend span + span { margin-left: 0; }
        details { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; padding: .45rem .8rem; }
        summary { cursor: pointer; } summary b { font-weight: 600; }
        blockquote { margin: .6rem 0; padding-left: .8rem; border-left: 3px solid var(--line); }
        blockquote p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        blockquote small { color: var(--soft); overflow-wrap: anywhere; }
        del { background: #d08a3e55; text-decoration: none; } ins { background: #4f8a5b55; text-decoration: none; }
        table { border-collapse: collapse; font-size: .9rem; width: 100%; }
        td, th { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line);
          overflow-wrap: anywhere; } td.n { text-align: right; white-space: nowrap; }
        code, pre { font: .85rem/1.5 ui-monospace, monospace; } pre { overflow: auto; }
        """
}
