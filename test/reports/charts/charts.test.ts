import { barsFigure, percent } from '../../../lib/reports/charts/bars';
import { figureHtml } from '../../../lib/reports/charts/figure';
import { axis } from '../../../lib/reports/charts/scale';
import { trendFigure } from '../../../lib/reports/charts/trend';

const TREND = { id: 'x', title: 'Score', time: 'Quarter', unit: 'Score', format: (value: number) => value.toFixed(1) };

test.each([
  [[0, 3, 8], [0, 2, 4, 6, 8]],
  [[-19, 31], [-20, 0, 20, 40]],
  [[0.02], [0, 0.005, 0.01, 0.015, 0.02]],
  [[], [0, 0.5, 1]],
  [[0], [0, 0.5, 1]],
])('an axis for %j has the steps %j', (values, ticks) => {
  expect(axis(values).ticks.slice(0, ticks.length)).toEqual(ticks);
});

test('a trend draws a gap for a missing value, and its table says so', () => {
  const points = [{ label: 'Q1', value: 1, n: 5 }, { label: 'Q2' }, { label: 'Q3', value: 3, low: 2, high: 4, n: 9 }];
  const figure = trendFigure({ ...TREND, points, target: { label: 'Target', value: 2 } });
  expect(figure.rows).toEqual([
    ['Q1', '1.0', '–', '5'],
    ['Q2', 'no figure', '–', '0'],
    ['Q3', '3.0', '2.0 to 4.0', '9'],
  ]);
  expect(figure.summary).toBe('From 1.0 (Q1) to 3.0 (Q3); 2 of 3 with a figure. Target: 2.0.');
  const { text } = figureHtml(figure);
  expect(/<path class="line" d="([^"]*)"/.exec(text)![1].match(/[ML]/g)).toEqual(['M', 'M']);
  expect(text.match(/class="interval"/g)).toHaveLength(1);
  expect(text).toContain('role="img" aria-label="Score. From 1.0');
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
});

test('charts without figures are drawn', () => {
  const figures = [trendFigure({ ...TREND, points: [] }), trendFigure({ ...TREND, points: [{ label: 'Q1' }] }), barsFigure({ id: 'y', title: 'Shares', name: 'Part', bars: [] })];
  for (const figure of figures) {
    expect(figure.summary).toBe('No figures yet.');
    expect(figureHtml(figure).text).not.toMatch(/NaN|undefined|Infinity/);
  }
});

test('a bar that is not measured has no length', () => {
  const { text } = figureHtml(barsFigure({ id: 'y', title: 'Shares', name: 'Part', bars: [{ label: 'Data', of: '0 of 0' }, { label: 'GitOps', share: 0.5, of: '1 of 2' }] }));
  expect(text.match(/class="bar"/g)).toHaveLength(1);
  expect(text).toContain('not measured');
  expect([percent(undefined), percent(0.666)]).toEqual(['not measured', '67 %']);
});
