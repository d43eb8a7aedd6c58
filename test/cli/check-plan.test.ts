import * as fs from 'node:fs';
import * as path from 'node:path';
import { build, STACK } from './check-plan-stack';
import { command } from './fixture';
import type { Ended } from './fixture';
import { Repository } from './repository';

/** A plan that destroys something, as Terraform writes it. */
const plan = (changes: object[]) => JSON.stringify({ format_version: '1.2', planned_values: { root_module: {} }, resource_changes: changes });

async function checkedText(text: string, change: (repository: Repository) => void = () => undefined, name = STACK): Promise<Ended> {
  const repository = new Repository((app) => build(app));
  await repository.lock();
  change(repository);
  const file = path.join(repository.root, `${name}.json`);
  fs.writeFileSync(file, text);
  return command('check-plan', '--from', repository.outdir, '--lock', repository.lockFile, '--repository', 'acme/payments-infra', file);
}

test('a plan that destroys data in production is refused', async () => {
  const change = { actions: ['delete'], before: { identifier: 'orders-production' }, after: null };
  const { status, complaint } = await checkedText(plan([{ address: 'aws_db_instance.orders', mode: 'managed', type: 'aws_db_instance', name: 'orders', change }]));
  expect(status).toBe(1);
  expect(complaint).toContain('orders-production');
});

test.each<[what: string, text: string, change: ((repository: Repository) => void) | undefined, name: string, message: string]>([
  ['that is none', '{}', undefined, STACK, 'JSON that is not a plan'],
  ['that is no JSON', 'password', undefined, STACK, 'JSON that is not a plan'],
  ['of a stack that nobody wrote', plan([]), undefined, 'other-production', "no stack 'other-production' in the record"],
  [
    'beside a record that was changed',
    plan([]),
    (repository) => repository.tamper('golden-path.json', (text) => text.replace('the importer drains the queue', 'something else')),
    STACK,
    'a record that was changed after the synth',
  ],
  [
    'beside a lock with other exceptions',
    plan([]),
    (repository) => repository.editLock((text) => text.replace('the importer drains the queue', 'something else')),
    STACK,
    'exceptions in the record that are not in the lock',
  ],
  ['of a part of the stack', plan([]).replace('{', '{"complete":false,'), undefined, STACK, 'a plan of a part of the stack'],
  ['that failed half way', plan([]).replace('{', '{"errored":true,'), undefined, STACK, 'an incomplete plan'],
])('a plan is refused %s', async (_, text, change, name, message) => {
  const { status, complaint } = await checkedText(text, change, name);
  expect(complaint).toContain(message);
  expect(status).toBe(1);
});
