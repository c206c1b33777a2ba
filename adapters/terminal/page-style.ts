/** Style of a page that `postHtml` makes: one column for reading, light or dark as the reader's system is. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1d2329; --soft: #5c6670; --line: #d9dee3; --paper: #fff; --mark: #0b6e6e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #a0aab4; --line: #3a424a; --paper: #16191d; --mark: #62c6c0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
main { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .4rem; text-wrap: balance; }
h2 { font: 600 .8rem/1.4 system-ui, sans-serif; letter-spacing: .08em; text-transform: uppercase; color: var(--mark); margin: 2.2rem 0 .6rem; }
h3 { font-size: 1.05rem; line-height: 1.35; margin: 1.4rem 0 .4rem; }
h3 .role { font-weight: 400; color: var(--soft); }
.subtitle, footer, .note.small, small { font-family: system-ui, sans-serif; font-size: .85rem; color: var(--soft); margin: 0; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: .8rem; }
ol { padding-left: 1.4rem; margin: 0; }
li { margin: 0 0 .65rem; }
blockquote { margin: 0 0 .6rem; padding: .05rem 0 .05rem 1rem; border-left: 3px solid var(--line); }
.cue { color: var(--soft); }
.place { font: .72rem/1 system-ui, sans-serif; color: var(--soft); white-space: nowrap; }
.place a { color: inherit; }
.new { font: 600 .72rem/1 system-ui, sans-serif; color: var(--mark); text-transform: uppercase; }
blockquote small { display: block; }
.note.warning { color: #b3541e; }
a { color: inherit; text-decoration-color: var(--mark); text-underline-offset: .15em; }
table { border-collapse: collapse; font: .9rem/1.4 system-ui, sans-serif; }
th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
@media print { main { padding: 0; } }
`.trim()
