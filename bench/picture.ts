import { cpu, middle } from './figures';
import type { Measured } from './rounds';
import { GOLDEN_PATH, HAND_WRITTEN, sizeCase } from './sides';

/** The figures of one way, by the number of services. */
export interface Line {
  readonly name: string;
  readonly color: string;
  readonly points: readonly { readonly services: number; readonly cost: number }[];
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [680, 360, 60, 150, 40, 50];
const STEPS = 4;

/** The CPU time of both sides, relative to that of hand-written CDKTF for the largest number of services. */
export function linesOf(sizes: readonly number[], measured: Measured): Line[] {
  const cost = (side: string, services: number) => middle(measured.of(sizeCase(services), side), cpu);
  const whole = cost(HAND_WRITTEN, sizes.at(-1)!);
  return [
    { name: 'hand-written', side: HAND_WRITTEN, color: '#b45309' },
    { name: 'golden path', side: GOLDEN_PATH, color: '#1d4ed8' },
  ].map(({ name, side, color }) => ({ name, color, points: sizes.map((services) => ({ services, cost: cost(side, services) / whole })) }));
}

/** A picture of cost against the number of services, on white so that it can be read on a dark page too. */
export function pictureOf(lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points);
  const [most, dearest] = [Math.max(...points.map(({ services }) => services)), Math.max(...points.map(({ cost }) => cost))];
  const x = (services: number) => round(LEFT + (services / most) * (WIDTH - LEFT - RIGHT));
  const y = (cost: number) => round(HEIGHT - BOTTOM - (cost / dearest) * (HEIGHT - TOP - BOTTOM));
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const grid = steps.flatMap((step) => [
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(step * dearest)}" y2="${y(step * dearest)}" stroke="#d4d4d4"/>`,
    `<text x="${LEFT - 8}" y="${y(step * dearest) + 4}" text-anchor="end">${(step * dearest).toFixed(2)}</text>`,
    `<text x="${x(step * most)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${Math.round(step * most)}</text>`,
  ]);
  const drawn = lines.flatMap((line) => {
    const ends = line.points.at(-1)!;
    const path = line.points.map((at) => `${x(at.services)},${y(at.cost)}`).join(' ');
    return [
      `<polyline fill="none" stroke="${line.color}" stroke-width="2" points="${path}"/>`,
      ...line.points.map((at) => `<circle cx="${x(at.services)}" cy="${y(at.cost)}" r="3.5" fill="${line.color}"/>`),
      `<text x="${x(ends.services) + 10}" y="${y(ends.cost) + 4}" fill="${line.color}">${line.name} ${ends.cost.toFixed(2)}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12" fill="#262626">`,
    '<title>CPU time against the number of services</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="20">CPU time, relative to hand-written CDKTF for ${most} services</text>`,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">services, in two environments each</text>`,
    ...grid,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
