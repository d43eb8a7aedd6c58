import { Html } from '../html/html';
import { CHART_STYLE } from './chart-style';

/** The style of every page: one text, so that a page needs no other file. Contrast is 4.5 to 1 or more in both schemes. */
export const STYLE = new Html(`<style>
:root {
  color-scheme: light dark;
  --text: #1c2430;
  --muted: #4c5766;
  --paper: #fff;
  --raised: #f4f6f9;
  --line: #c9d0da;
  --accent: #0b57d0;
  --good: #146c2e;
  --bad: #b3261e;
  --unknown: #6b4f00;
  --bar: #2f6fde;
}
@media (prefers-color-scheme:dark) {
  :root {
    --text: #e6eaf0;
    --muted: #aab4c2;
    --paper: #12161c;
    --raised: #1c222b;
    --line: #3d4756;
    --accent: #8ab4f8;
    --good: #7bd88f;
    --bad: #ff9d94;
    --unknown: #e8c468;
    --bar: #6fa1f5;
  }
}
* {
  box-sizing: border-box;
}
html {
  scroll-padding-top: 1rem;
}
body {
  margin: 0;
  background: var(--paper);
  color: var(--text);
  font: 1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
  overflow-wrap: anywhere;
}
a {
  color: var(--accent);
  text-underline-offset: .15em;
}
a:focus-visible,[tabindex]:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
  border-radius: 2px;
}
.skip {
  position: absolute;
  left: -99rem;
}
.skip:focus {
  left: 1rem;
  top: .5rem;
  background: var(--paper);
  padding: .5rem 1rem;
  z-index: 1;
}
header.site {
  border-bottom: 1px solid var(--line);
  background: var(--raised);
}
header.site nav,main,footer {
  max-width: 68rem;
  margin: 0 auto;
  padding: .75rem 1rem;
}
header.site ul,.contents ul {
  list-style: none;
  display: flex;
  flex-wrap: wrap;
  gap: .25rem 1.25rem;
  margin: 0;
  padding: 0;
}
header.site a {
  display: inline-block;
  padding: .35rem 0;
}
header.site a[aria-current] {
  font-weight: 700;
  text-decoration: none;
  color: var(--text);
  border-bottom: 3px solid var(--accent);
}
h1 {
  font-size: 1.7rem;
  line-height: 1.25;
  margin: 1rem 0 .25rem;
}
h2 {
  font-size: 1.25rem;
  margin: 2.25rem 0 .5rem;
  padding-top: .5rem;
  border-top: 1px solid var(--line);
}
.lead {
  color: var(--muted);
  margin: 0 0 1rem;
}
.contents {
  margin: 1rem 0;
}
.summary,.note,footer {
  color: var(--muted);
}
.summary {
  margin: .1rem 0 .5rem;
}
.scroll {
  overflow-x: auto;
  margin: .75rem 0;
}
table {
  border-collapse: collapse;
  width: 100%;
  font-variant-numeric: tabular-nums;
}
caption,figcaption {
  text-align: left;
  font-weight: 600;
  padding: .25rem 0;
}
th,td {
  text-align: left;
  vertical-align: top;
  padding: .4rem .75rem .4rem 0;
  border-bottom: 1px solid var(--line);
  min-width: 7rem;
  overflow-wrap: break-word;
}
thead th {
  color: var(--muted);
  font-weight: 600;
  font-size: .9rem;
}
tbody th {
  font-weight: 500;
}
.number {
  min-width: 4rem;
  text-align: right;
}
.judged {
  border-left: 4px solid var(--line);
  padding: .25rem .75rem;
  background: var(--raised);
}
.good {
  color: var(--good);
}
.bad {
  color: var(--bad);
}
.unknown {
  color: var(--unknown);
}
.judged.good {
  border-color: var(--good);
}
.judged.bad {
  border-color: var(--bad);
}
.judged.unknown {
  border-color: var(--unknown);
}
blockquote {
  margin: .5rem 0;
  padding: .25rem .9rem;
  border-left: 3px solid var(--line);
  white-space: pre-wrap;
}
.tiles {
  display: grid;
  grid-template-columns: repeat(auto-fill,minmax(min(14rem,100%),1fr));
  gap: .75rem;
  margin: 1rem 0;
}
.tile {
  border: 1px solid var(--line);
  border-radius: .5rem;
  padding: .75rem 1rem;
  background: var(--raised);
}
.tile dt {
  font-weight: 600;
}
.tile dd {
  margin: 0;
}
.tile .value {
  font-size: 1.6rem;
  line-height: 1.3;
}
.tile .note {
  font-size: .9rem;
}
@media print {
  header.site,.contents,.skip {
    display: none;
  }
  body {
    background: #fff;
    color: #000;
  }
  .scroll {
    overflow: visible;
  }
  section,figure,tr {
    break-inside: avoid;
  }
  a {
    color: inherit;
  }
  .picture .bar {
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
}
${CHART_STYLE}</style>`);
