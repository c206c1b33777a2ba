/** The desk's style sheet: one column that reads like a channel, light and dark by the reader's own setting. */
export const STYLE = `
:root { --ink: #1d2127; --quiet: #575f6a; --line: #dcdfe4; --edge: #7b838e; --paper: #ffffff; --shade: #f4f5f7; --accent: #0b5cad; --mark: #fff1b8; --cited: #ffd75e; --good: #1c6b3c; --bad: #a32020; --new: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --quiet: #a8b0ba; --line: #363b43; --edge: #7b838e; --paper: #16181c; --shade: #1f2228; --accent: #7fb8f5; --mark: #3c3615; --cited: #6b5b10; --good: #7fd0a0; --bad: #f09a9a; --new: #7fb8f5; } }
* { box-sizing: border-box; }
html { scroll-padding: 6rem 0 9rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 9; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top { position: sticky; top: 0; z-index: 5; border-bottom: 1px solid var(--line); background: var(--paper); }
.bar { display: flex; gap: 1.5rem; align-items: baseline; padding: .6rem 1rem; }
.brand { font-weight: 700; text-decoration: none; color: var(--ink); letter-spacing: .01em; } nav a { margin-right: .8rem; }
.sample { margin: 0; padding: .3rem 1rem; background: var(--mark); font-size: .875rem; }
.column, .plain main { max-width: 46rem; margin: 0 auto; padding: 1rem 1rem 10rem; } .plain main { padding-bottom: 4rem; } .plain h1 { font-size: 1.5rem; }
.channel-name { font-size: 1.15rem; margin: .3rem 0 1rem; }
.messages { list-style: none; margin: 0; padding: 0; } .replies { border-left: 3px solid var(--line); padding-left: 1rem; margin-top: 1rem; }
.message { padding: .7rem 0; } .message:target { background: var(--shade); box-shadow: 0 0 0 .5rem var(--shade); }
.who { margin: 0; } .name { font-weight: 700; } .who time, .small, .origin, .also, .quiet, .role, .origin-line, .subtitle { color: var(--quiet); } .who time, .small, .origin-line, .subtitle { font-size: .85rem; }
.typed { margin: .1rem 0; white-space: pre-wrap; }
.folded summary { padding: .4rem 0; cursor: pointer; font-weight: 600; }
.post { border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 6px; padding: .7rem 1rem; margin: .3rem 0; background: var(--paper); }
.post-error { border-left-color: var(--bad); } .post-help, .post-status { border-left-color: var(--quiet); }
.post-title { font-size: 1.1rem; margin: 0; line-height: 1.3; } .subtitle { margin: .1rem 0 .5rem; }
.part-group { margin: .8rem 0 0; } .part-group h3 { margin: .2rem 0; font-size: 1rem; } .part-group.opens h3 { font-size: 1.08rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; margin-top: .6rem; } .post-digest .part-group + .part-group { border-top: 1px solid var(--line); padding-top: .7rem; }
.line { margin: .35rem 0; padding-left: .9rem; position: relative; } .line::before { content: ""; position: absolute; left: 0; top: .62em; width: .35rem; height: .35rem; border-radius: 50%; background: var(--quiet); }
.words { color: inherit; text-decoration: none; } .words:hover, .words:focus-visible { background: var(--mark); text-decoration: underline; }
.quotation { margin: .6rem 0; } .quotation blockquote, .corrected { margin: .1rem 0; padding-left: .8rem; border-left: 3px solid var(--line); } .speaker { font-weight: 600; } .cue { color: var(--quiet); } .origin-line { margin: 0; padding-left: .95rem; } .origin-line > * + *::before { content: "·"; display: inline-block; margin-right: .35rem; text-decoration: none; color: var(--quiet); }
.corrected { font-size: 1.1rem; border-left-color: var(--accent); }
.tag { font-size: .78rem; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .5rem; white-space: normal; } .tag.new { color: var(--new); } .tag.critical { color: var(--bad); } .tag.supportive { color: var(--good); } .origin-line > .tag::before { content: none; }
.note { margin: .35rem 0; } .note.small { margin: .3rem 0; } .note.warning { color: var(--bad); }
.links .link + .link::before { content: "·"; margin-right: .3rem; color: var(--quiet); } .label { font-weight: 600; margin: .3rem 0 0; }
.difference ul { margin: .2rem 0; padding-left: 1.2rem; }
.table { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; } th, td { text-align: left; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
.plot { margin: .6rem 0; } .plot svg { width: 100%; max-width: 36rem; height: auto; } .plot rect { fill: var(--accent); } .plot text { fill: var(--quiet); font-size: 12px; } .plot line { stroke: var(--line); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin: .6rem 0 .2rem; } .buttons form { margin: 0; }
.button { font: inherit; font-size: .9rem; color: var(--ink); background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .8rem; cursor: pointer; text-decoration: none; display: inline-block; min-height: 2rem; } .button:hover { border-color: var(--accent); } .button:disabled { cursor: progress; } .button.primary { background: var(--accent); color: var(--paper); border-color: var(--accent); } .button.danger { color: var(--bad); }
.button.try { border-radius: 1rem; padding: .15rem .7rem; font-size: .85rem; min-height: 1.8rem; } .button[aria-current] { border-color: var(--accent); font-weight: 600; }
.known { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin: 0 0 1rem; } .known a { margin: 0; }
.thread-link { margin: .2rem 0; font-size: .875rem; }
.composer { position: fixed; bottom: 0; left: 0; right: 0; background: var(--paper); border-top: 1px solid var(--line); padding: .7rem max(1rem, calc((100vw - 44rem) / 2)); z-index: 4; }
.typing { display: grid; grid-template-columns: 1fr auto; gap: .5rem; align-items: end; } .composer .status { margin: 0; min-height: 1.3rem; }
.tries { display: flex; gap: .4rem; align-items: center; margin: 0 0 .5rem; overflow-x: auto; padding: 2px; } .tries > * { flex: none; margin: 0; } .composer:has(.suggestions:not([hidden])) .tries { display: none; }
.composer textarea { font: inherit; color: inherit; background: var(--shade); border: 1px solid var(--edge); border-radius: 6px; padding: .45rem .7rem; resize: none; min-height: 2.6rem; max-height: 40vh; width: 100%; } textarea::placeholder, input::placeholder { color: var(--quiet); opacity: 1; } .composer textarea:placeholder-shown { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.suggestions { grid-column: 1 / -1; border: 1px solid var(--line); border-radius: 6px; max-height: 14rem; overflow: auto; } .suggestions [role=option] { padding: .3rem .7rem; cursor: pointer; } .suggestions [aria-selected=true] { background: var(--accent); color: var(--paper); } .suggestions [aria-selected=true] .small { color: inherit; } .suggestions .small { margin-left: .6rem; }
.reading-view { display: grid; grid-template-columns: minmax(0, 42rem) minmax(14rem, 20rem); gap: 2.5rem; max-width: 66rem; margin: 0 auto; padding: 1.2rem 1rem 4rem; } .article { font-size: 1.08rem; line-height: 1.65; } .article h1 { line-height: 1.25; margin-top: .3rem; } .byline { font-size: .9rem; }
.statement { background: var(--mark); position: relative; border-radius: 2px; } .article .statement:hover::after, .article .statement:focus::after, .article .statement:target::after { content: attr(data-speaker); position: absolute; left: 0; bottom: 100%; background: var(--ink); color: var(--paper); font-size: .8rem; line-height: 1.3; padding: .15rem .5rem; border-radius: 4px; white-space: nowrap; max-width: 18rem; overflow: hidden; text-overflow: ellipsis; z-index: 3; } .statement:target { outline: 3px solid var(--accent); }
.cited { background: var(--cited); color: var(--ink); padding: .05em 0; }
.said { font-size: .92rem; align-self: start; position: sticky; top: 5.5rem; max-height: calc(100vh - 7rem); overflow: auto; padding: 0 .5rem; } .said h2 { font-size: 1rem; margin: 0 0 .3rem; } .said h3 { font-size: .95rem; margin: .8rem 0 0; } .said ul { list-style: none; margin: .2rem 0; padding: 0; } .said li { margin: .3rem 0; padding-left: .6rem; border-left: 3px solid var(--mark); } .said p { margin: 0; } .said a { color: inherit; text-decoration-color: var(--edge); }
.stance-form { display: grid; grid-template-columns: 1fr 1fr auto; gap: .6rem; align-items: end; margin: 1rem 0; } .stance-form input, .choices input[type=text], .login input { font: inherit; width: 100%; padding: .4rem .6rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--shade); color: inherit; } .choices label { display: block; margin: .4rem 0; } .choices fieldset { border: 1px solid var(--line); border-radius: 6px; }
@media (max-width: 48rem) { .reading-view { grid-template-columns: 1fr; gap: 1.5rem; } .said { position: static; max-height: none; padding: 0; } .stance-form { grid-template-columns: 1fr; } .bar { gap: .8rem; padding: .4rem 1rem; } .sample .more { display: none; } .sample { font-size: .8rem; padding: .15rem 1rem; } .post { padding: .6rem .7rem; } .message { padding: .5rem 0; } .composer { padding: .5rem .8rem; } .replies { padding-left: .5rem; } .article .statement:hover::after, .article .statement:focus::after, .article .statement:target::after { max-width: 12rem; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`
