import type { GrafanaDashboard, Panel } from '../../../lib/observability/dashboards/grafana';
import type { EvaluatedDashboard, EvaluatedPanel } from './evaluate';
import { plot } from './plot';
import type { Box } from './plot';
import { escaped, fitting, text } from './svg';
import { written } from './units';

type Time = Pick<EvaluatedDashboard, 'end' | 'marks' | 'start'>;

const COLUMN = 50;
const LINE = 30;
const GAP = 8;
const WIDTH = COLUMN * 24;
const HEAD = 64;
const TABLE_LINE = 19;

/** A dashboard as a picture, drawn from what a Prometheus answered. It shows what the dashboard says and where; it is not Grafana. */
export function draw({ dashboard, end, marks, panels, start }: EvaluatedDashboard): string {
  const rows = dashboard.panels.filter(({ type }) => type === 'row');
  const bottom = Math.max(...dashboard.panels.map(({ gridPos: { h, y } }) => y + h)) * LINE + HEAD + GAP;
  const parts = [
    `<rect width="${WIDTH}" height="${bottom}" fill="#f4f5f5"/>`,
    head(dashboard),
    ...rows.map(({ gridPos, title }) => text(GAP, HEAD + gridPos.y * LINE + 20, `▾ ${title}`, { size: 14, weight: 600 })),
    ...panels.map((each) => card(each, { start, end, marks })),
  ];
  const size = `viewBox="0 0 ${WIDTH} ${bottom}" width="${WIDTH}" height="${bottom}"`;
  const frame = `xmlns="http://www.w3.org/2000/svg" ${size} font-family="Inter, Helvetica, Arial, sans-serif"`;
  return `<svg ${frame} role="img"><title>${escaped(dashboard.title)}</title>\n${parts.join('\n')}\n</svg>\n`;
}

function head({ links, templating, title }: GrafanaDashboard): string {
  const variables = templating.list.map(({ label }) => `${label} ▾`).join('     ');
  return text(GAP, 24, title, { size: 18, weight: 600 })
    + text(WIDTH - GAP, 24, links.map((each) => each.title).join('   ·   '), { size: 12, anchor: 'end', fill: '#3274d9' })
    + text(GAP, 48, variables, { size: 12, fill: '#6e7079' });
}

function card(evaluated: EvaluatedPanel, time: Time): string {
  const { panel } = evaluated;
  const { h, w, x, y } = panel.gridPos;
  const box = { x: x * COLUMN + GAP / 2, y: HEAD + y * LINE + GAP / 2, width: w * COLUMN - GAP, height: h * LINE - GAP };
  const inner = { x: box.x + 6, y: box.y + 26, width: box.width - 12, height: box.height - 32 };
  return `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="3" fill="#fff" stroke="#dcdee3"/>`
    + text(box.x + 8, box.y + 18, fitting(panel.title, box.width, 13), { size: 13, weight: 600 })
    + CONTENT[panel.type](evaluated, inner, time);
}

type Content = (evaluated: EvaluatedPanel, box: Box, time: Time) => string;

const CONTENT: Readonly<Record<Panel['type'], Content>> = {
  timeseries: ({ answers, panel }, box, time) => {
    const series = panel.targets.flatMap(({ legendFormat }, index) => (
      answers[index].map(({ labels, samples }) => ({ name: legend(legendFormat, labels), samples }))
    ));
    return plot({ panel, series, ...time }, box);
  },
  stat: ({ answers, panel }, box) => {
    const found = panel.targets.flatMap(({ legendFormat }, index) => (
      answers[index].map(({ labels, samples }) => ({ name: legend(legendFormat, labels), value: samples.at(-1)![1] }))
    ));
    const { steps } = panel.fieldConfig.defaults.thresholds;
    return found.map(({ name, value }, index) => {
      const fill = steps.filter((step) => step.value === null || step.value <= value).at(-1)!.color;
      const width = box.width / found.length;
      const x = box.x + width * (index + 0.5);
      const y = box.y + box.height / 2;
      const shown = written(value, panel.fieldConfig.defaults.unit);
      return text(x, y, shown, { size: Math.min(32, Math.floor(width / (shown.length * 0.75))), weight: 600, anchor: 'middle', fill })
        + text(x, y + 26, name, { size: 13, anchor: 'middle' });
    }).join('');
  },
  table: ({ answers, panel }, box) => {
    const columns = (panel.transformations?.find(({ id }) => id === 'organize')?.options.renameByName ?? {}) as Record<string, string>;
    const lines = merged(panel, answers, columns);
    const names = [...new Set(lines.flatMap((line) => Object.keys(line)))];
    const width = box.width / Math.max(names.length, 1);
    const most = Math.floor(box.height / TABLE_LINE) - 1;
    const cell = (content: string, row: number, column: number, weight: number) => (
      text(box.x + 6 + column * width, box.y + 14 + row * TABLE_LINE, fitting(content, width - 8, 12), { size: 12, weight })
    );
    return [
      ...names.map((name, column) => cell(name, 0, column, 600)),
      ...lines.slice(0, most).flatMap((line, row) => names.map((name, column) => cell(line[name] ?? '', row + 1, column, 400))),
    ].join('');
  },
};

/** The answers of all queries of a table, with one line for each set of labels. */
function merged(panel: Panel, answers: EvaluatedPanel['answers'], columns: Readonly<Record<string, string>>): Record<string, string>[] {
  const lines = new Map<string, Record<string, string>>();
  answers.forEach((series, index) => series.forEach(({ labels, samples }) => {
    const key = JSON.stringify(Object.entries(labels).sort());
    const line = lines.get(key) ?? Object.fromEntries(Object.entries(labels).map(([label, value]) => [columns[label] ?? label, value]));
    const column = `Value #${panel.targets[index].refId}`;
    line[columns[column] ?? column] = written(samples.at(-1)![1], 'none');
    lines.set(key, line);
  }));
  return [...lines.values()];
}

function legend(format: string, labels: Readonly<Record<string, string>>): string {
  return format.replace(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '');
}
