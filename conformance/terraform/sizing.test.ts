import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { evaluate } from '../../lib/core/formula';
import type { Formula, Value } from '../../lib/core/formula';
import * as names from '../../lib/service/derived-names';
import * as sizing from '../../lib/service/sizing';
import { temporaryFolder } from '../../test/support/synth';
import { describeWithTerraform, OfflineTerraform } from '../referees/terraform';

/** A formula in Terraform's own language, over the variables of a module. */
function expression(formula: Formula): string {
  if (formula.kind === 'literal') return JSON.stringify(formula.value);
  if (formula.kind === 'input') return `var.${formula.name}`;
  const args = formula.args.map(expression);
  const written: Record<typeof formula.operator, string> = {
    add: `(${args.join(' + ')})`,
    multiply: `(${args.join(' * ')})`,
    divide: `(${args.join(' / ')})`,
    ceil: `ceil(${args[0]})`,
    equal: `(${args.join(' == ')})`,
    choose: `(${args[0]} ? ${args[1]} : ${args[2]})`,
    join: `join("", [${args.join(', ')}])`,
  };
  return written[formula.operator];
}

const FORMULAS = Object.entries({ ...names, ...sizing }).filter((entry): entry is [string, Formula] => typeof entry[1] === 'object');

const INPUTS = {
  serviceName: fc.constantFrom('checkout', 'payment-service'),
  environment: fc.constantFrom('staging', 'production'),
  replicaCount: fc.integer({ min: 1, max: 100 }),
  maxReplicaCount: fc.integer({ min: 1, max: 500 }),
  maxReplicaFactor: fc.integer({ min: 1, max: 50 }),
  enableHpa: fc.boolean(),
  cpuRequest: fc.integer({ min: 1, max: 64000 }),
  memoryRequest: fc.integer({ min: 2 ** 22, max: 2 ** 36 }),
  memoryLimit: fc.integer({ min: 2 ** 22, max: 2 ** 36 }),
  memoryLimitFactor: fc.integer({ min: 1, max: 10 }),
  surgePercent: fc.integer({ min: 0, max: 100 }),
  jobPods: fc.integer({ min: 0, max: 100 }),
  peakReplicas: fc.integer({ min: 1, max: 500 }),
  quotaPods: fc.integer({ min: 1, max: 10000 }),
  sidecarCpuRequest: fc.integer({ min: 1, max: 1000 }),
  sidecarMemoryRequest: fc.integer({ min: 2 ** 22, max: 2 ** 30 }),
};

describeWithTerraform('what follows from a service is the same in Terraform', () => {
  test('over the variables of a module', async () => {
    const folder = temporaryFolder();
    const variables = Object.fromEntries(Object.keys(INPUTS).map((name) => [name, {}]));
    const output = Object.fromEntries(FORMULAS.map(([name, formula]) => [name, { value: `\${${expression(formula)}}` }]));
    fs.writeFileSync(path.join(folder, 'cdk.tf.json'), JSON.stringify({ variable: variables, output }));
    const terraform = await OfflineTerraform.start([{}]);
    try {
      for (const inputs of fc.sample(fc.record(INPUTS) as fc.Arbitrary<Record<string, Value>>, 15)) {
        const { planned_values } = await terraform.plan(folder, inputs);
        for (const [name, formula] of FORMULAS) {
          expect([name, planned_values.outputs![name].value]).toEqual([name, evaluate(formula, inputs)]);
        }
      }
    } finally {
      terraform.stop();
    }
  });
});
