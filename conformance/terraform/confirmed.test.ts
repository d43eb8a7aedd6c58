import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { ATTACKS } from '../../test/guarantees/attacks';
import { COMMAND, CONFIRMED } from '../../test/guarantees/attacks/confirmed';
import type { Attack } from '../../test/guarantees/attacks/entry';
import { aServiceApp, outcomeOf, STACK_ID, told } from '../../test/guarantees/service-app';
import { temporaryFolder } from '../../test/support/synth';
import { describeWithTerraform, OfflineTerraform, planTogether } from '../referees/terraform';
import type { PlannedResource, StackJson } from '../referees/terraform';

function attackNamed(name: string): Attack {
  const attack = ATTACKS.find((each) => each.name === name);
  if (!attack) throw new Error(`no attack is named "${name}"`);
  return attack;
}

/** A stack's Terraform as CDKTF alone would write it, with none of the library's checks. */
function unchecked(write: Attack['write'], id: string): StackJson {
  const it = aServiceApp();
  write(it);
  const stacks = it.app.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
  for (const stack of stacks) TerraformStack.prototype.prepareStack.call(stack);
  const stack = stacks.find(({ node }) => node.id === id)!;
  return JSON.parse(JSON.stringify(TerraformStack.prototype.toTerraform.call(stack))) as StackJson;
}

test.each([...CONFIRMED, COMMAND])('synth refuses: $attack', ({ attack }) => {
  const outcome = outcomeOf(attackNamed(attack).write);
  if (!outcome.refused) throw new Error(`"${attack}" is not refused: ${told(outcome)}`);
  expect(outcome.refused.problems.length).toBeGreaterThan(0);
});

describeWithTerraform('without the checks, Terraform would carry out', () => {
  const nameOf = (index: number) => `attack-${index}`;
  let plans: Record<string, PlannedResource[]>;
  beforeAll(async () => {
    const stacks = CONFIRMED.map(({ attack, write, stack }) => unchecked(write ?? attackNamed(attack).write, stack));
    plans = await planTogether(Object.fromEntries(stacks.map((stack, index) => [nameOf(index), stack])));
  }, 300_000);

  test.each(CONFIRMED.map((each, index) => ({ ...each, index })))('$attack', ({ type, shows, index }) => {
    const values = plans[nameOf(index)].filter((resource) => resource.type === type).map((resource) => JSON.stringify(resource.values));
    const dangerous = values.filter((text) => shows.every((part) => text.includes(part)));
    if (dangerous.length === 0) throw new Error(`the plan shows no ${shows.join(' and ')} in ${values.join('\n')}`);
    expect(dangerous).toHaveLength(1);
  });

  test(COMMAND.attack, async () => {
    const stack = unchecked(attackNamed(COMMAND.attack).write, STACK_ID);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(stack));
    const terraform = await OfflineTerraform.start([stack]);
    try {
      expect(JSON.stringify(await terraform.plan(folder))).toContain(COMMAND.shows);
    } finally {
      terraform.stop();
    }
  });

  test('nothing of the kind, if nobody attacks', async () => {
    const { plain } = await planTogether({ plain: unchecked(() => undefined, STACK_ID) });
    const values = JSON.stringify(plain);
    expect(CONFIRMED.filter(({ shows }) => shows.every((part) => values.includes(part)))).toEqual([]);
  });
});
