import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withPrometheus, writeHistory } from '../../referees/prometheus/server';
import type { Server } from '../../referees/prometheus/server';
import type { Group, Rule } from '../dashboards/output';

/** The longest period of a budget. */
const DAYS = 30;

const DAY_SECONDS = 24 * 3600;

/** Some afternoon in November 2026. */
const END = 1_795_824_000;

/** How often each query is asked, so that its cost can be told from that of asking. */
const TIMES = 20;

/** What windows of days read. */
const READ = /^slo:(events:rate5m|bad_events:rate5m|bad_minute:bool)$/;

/** What days of recorded history add to the evaluation of the rules of one service. */
export interface CostOfDays {
  readonly days: number;
  /** Of CPU, for each minute. */
  readonly milliseconds: number;
}

/** Asks the queries of rules that read days, where all of them are there and where they have just begun. */
export async function costOfDays(folder: string, groups: readonly Group[]): Promise<CostOfDays> {
  mkdirSync(folder);
  const rules = groups.flatMap((group) => group.rules);
  const start = END - DAYS * DAY_SECONDS;
  writeHistory(folder, historyOf(rules.filter(({ record = '' }) => READ.test(record)), start));
  const asked = groups.flatMap(({ interval, rules: own }) => own
    .filter(({ expr }) => /\[\d+d\]/.test(expr))
    .map(({ expr }) => ({ expr, perMinute: interval === '4m' ? 1 / 4 : 1 })));
  return withPrometheus(folder, {}, async (server) => {
    while ((await server.instant('count({__name__=~"slo:.+"})', END)).length === 0) await sleep(500);
    let seconds = 0;
    for (const { expr, perMinute } of asked) {
      seconds += (await costOf(server, expr, END) - await costOf(server, expr, start + 600)) * perMinute;
    }
    return { days: DAYS, milliseconds: seconds * 1000 };
  });
}

async function costOf(server: Server, expr: string, time: number): Promise<number> {
  if ((await server.instant(expr, time)).length === 0) throw new Error(`no value: ${expr}`);
  const before = server.cpuSeconds();
  for (let index = 0; index < TIMES; index += 1) await server.instant(expr, time);
  return (server.cpuSeconds() - before) / TIMES;
}

/** One sample a minute of each series, as rules record them. */
function historyOf(rules: readonly Rule[], start: number): string {
  const names = [...new Set(rules.map(({ record }) => record!))];
  const lines = names.flatMap((name) => [`# TYPE ${name} gauge\n`, ...rules.filter(({ record }) => record === name).flatMap((rule) => {
    const series = `${name}{${Object.entries(rule.labels!).map(([label, value]) => `${label}="${value}"`).join(',')}}`;
    return Array.from({ length: DAYS * 24 * 60 + 1 }, (_, minute) => `${series} ${valueOf(name, minute)} ${start + minute * 60}\n`);
  })]);
  return `${lines.join('')}# EOF\n`;
}

function valueOf(name: string, minute: number): number {
  const isBad = minute % 1000 === 0;
  if (name === 'slo:bad_minute:bool') return isBad ? 1 : 0;
  return name === 'slo:events:rate5m' ? 5 + (minute % 7) / 10 : Number(isBad);
}
