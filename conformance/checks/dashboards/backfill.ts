import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import { withPrometheus } from '../../referees/prometheus/server';
import type { Period } from './history';
import type { Group, Rule } from './output';

/** A rule may read what others record, and those others: so deep, and no deeper. */
const PASSES = 4;

/** Has a Prometheus record the rules over the past, those first that the others read. */
export async function backfill(folder: string, groups: readonly Group[], { end, start }: Period): Promise<void> {
  for (const [index, rules] of passes(groups.flatMap((group) => group.rules).filter(({ record }) => record !== undefined)).entries()) {
    const file = join(folder, `recordings-${index}.yaml`);
    writeFileSync(file, toYaml({ groups: [{ name: `pass-${index}`, rules }] }));
    await withPrometheus(folder, {}, async (server) => server.backfill([file], { start, end, step: '2m' }));
  }
}

function passes(rules: readonly Rule[]): Rule[][] {
  const depths = new Map(rules.map(({ record }) => [record!, 0]));
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const { expr, record } of rules) {
      const read = [...depths].filter(([name]) => name !== record && expr.includes(`${name}{`)).map(([, depth]) => depth + 1);
      depths.set(record!, Math.max(depths.get(record!)!, ...read));
    }
  }
  const deepest = Math.max(...depths.values());
  return Array.from({ length: deepest + 1 }, (_, depth) => rules.filter(({ record }) => depths.get(record!) === depth));
}
