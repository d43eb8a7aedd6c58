// Compares the plans of rendered modules with those of their constructs, and prints the outcome as a step of a report gives it back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { MODULES } from '../../../lib/modules/kinds';
import { deriveModule } from '../../../lib/modules/module';
import { moduleFiles } from '../../../lib/modules/module-files';
import { OfflineTerraform } from '../../referees/terraform';
import { inputsOf } from './inputs';
import { comparePlans, compareRefusals } from './plans';
import type { Refused, Taken } from './plans';
import { PLATFORMS } from './platforms';
import { judge } from './verdict';
import { writeFiles } from './workspace';

const [count = '100', seedText = String(Date.now() % 2 ** 31)] = process.argv.slice(2);

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'golden-path-modules-'));
  const problems: string[] = [];
  let [planned, refusals] = [0, 0];
  try {
    for (const [name, platform] of Object.entries(PLATFORMS)) {
      for (const kind of MODULES) {
        const began = Date.now();
        const folder = join(root, name, kind.name);
        writeFiles(folder, moduleFiles(deriveModule(kind, platform)));
        const [taken, refused] = [[] as Taken[], [] as Refused[]];
        for (const inputs of fc.sample(inputsOf(kind.name, platform), { numRuns: Number(count), seed: Number(seedText) })) {
          const verdict = judge(kind, platform, inputs);
          if ('stack' in verdict) taken.push({ inputs, stack: verdict.stack });
          else refused.push({ inputs, problems: verdict.refused });
        }
        const synthesised = Date.now();
        const terraform = await OfflineTerraform.start(taken.map(({ stack }) => stack));
        try {
          problems.push(...await comparePlans(terraform, { kind, platform, folder }, taken));
          problems.push(...await compareRefusals(terraform, { kind, platform, folder }, refused));
        } finally {
          terraform.stop();
        }
        planned += taken.length;
        refusals += refused.length;
        console.error(name, kind.name, taken.length, refused.length, synthesised - began, Date.now() - synthesised, problems.length);
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  console.error(problems.slice(0, 12).map((text) => text.slice(0, 1500)).join('\n\n'));
  console.log(JSON.stringify({ passed: problems.length === 0, note: `seed ${seedText}: ${planned} plans, ${refusals} refusals`, output: problems.join('\n') }));
}

main().catch((error: unknown) => {
  console.error(String((error as Error).stack).slice(0, 3000));
  process.exitCode = 1;
});
