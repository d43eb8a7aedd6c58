import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { COMPANIONS } from '../../lib/data/companions';
import { ALL_OWN_GUARDRAILS } from '../../lib/data/own-guardrails';
import type { OwnGuardrail } from '../../lib/guardrails/expectations';
import { OWN_GUARDRAILS } from '../../lib/guardrails/table';

const DATA = join(__dirname, '../../lib/data');

/** The guardrails that the folder of a companion has, whether its description names them or not. */
const FOLDERS = readdirSync(DATA, { withFileTypes: true, recursive: true })
  .filter(({ name }) => name === 'guardrails.ts')
  .map(({ parentPath }) => parentPath);

test.each(FOLDERS)('%s: every guardrail is one of its companion, which check-plan knows', (folder) => {
  const exported = Object.values(jest.requireActual<Record<string, Record<string, OwnGuardrail>>>(join(folder, 'guardrails.ts')));
  const rows = exported.flatMap((one) => Object.values(one));
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.filter((row) => ALL_OWN_GUARDRAILS.get(row.id) !== row)).toEqual([]);
});

test('a guardrail has one id and one place', () => {
  const described = COMPANIONS.flatMap(({ guardrails = {} }) => Object.values(guardrails));
  expect(FOLDERS).toHaveLength(COMPANIONS.filter(({ guardrails }) => guardrails).length);
  expect(ALL_OWN_GUARDRAILS.size).toBe(OWN_GUARDRAILS.length + described.length);
  expect(ALL_OWN_GUARDRAILS.get('own.unknown')).toBeUndefined();
});
