// Has real Terraform fetch modules from the registry's server, and prints the outcome as a step of a report gives it back.
import { inWorkFolder } from '../../referees/terraform/work-folder';
import type { Outcome } from '../crossplane/outcome';
import { outcomeOf } from '../crossplane/outcome';
import { needTerraform } from '../guarantees/need-terraform';
import { CASES, missedFaults } from './cases';
import { publish } from './published';
import { tryRelease } from './released';
import { start } from './server';

async function outcome(): Promise<Outcome> {
  try {
    needTerraform();
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  return inWorkFolder(async (work) => {
    const published = publish(work);
    const server = await start(published.root, '--tokens', published.tokens);
    const problems: string[] = [];
    try {
      for (const [name, each] of Object.entries(CASES)) {
        problems.push(...(await each(server, published)).map((problem) => `${name}: ${problem}`));
      }
    } finally {
      const status = await server.stop();
      if (status !== 0) problems.push(`the server ended with ${status}: ${server.log()}`);
    }
    problems.push(...await missedFaults(published));
    problems.push(...(await tryRelease(published, work)).map((problem) => `a release: ${problem}`));
    const count = Object.keys(CASES).length;
    return outcomeOf(count + 2, problems, `${count} questions to a registry, answered as they should be, a release, and 5 planted faults`);
  });
}

outcome().then((result) => console.log(JSON.stringify(result)), (error: unknown) => {
  console.error(String((error as Error).stack).slice(0, 5000));
  process.exitCode = 1;
});
