/** The style of charts: the colours are those of the page, and nothing is told by colour alone. */
export const CHART_STYLE = `figure.chart {
  margin: 1rem 0;
}
.beside {
  display: grid;
  grid-template-columns: minmax(0,1fr);
  gap: .5rem 2rem;
  align-items: start;
}
@media (min-width:56rem) {
  .beside {
    grid-template-columns: minmax(0,30rem) minmax(0,1fr);
  }
}
.picture {
  display: block;
  width: 100%;
  max-width: 30rem;
  height: auto;
}
.picture text {
  fill: var(--text);
  font-size: 14px;
  font-family: inherit;
}
.picture .grid {
  stroke: var(--line);
}
.picture .target {
  stroke: var(--text);
  stroke-dasharray: 6 4;
  stroke-width: 1.5;
}
.picture .line {
  fill: none;
  stroke: var(--bar);
  stroke-width: 2.5;
}
.picture .point {
  fill: var(--paper);
  stroke: var(--bar);
  stroke-width: 2.5;
}
.picture .interval {
  stroke: var(--muted);
  stroke-width: 2;
}
.picture .track {
  fill: none;
  stroke: var(--line);
}
.picture .bar {
  fill: var(--bar);
}
.beside th,
.beside td {
  padding-top: 0.15rem;
  padding-bottom: 0.15rem;
}
`;
