// Pushes modules to an OCI registry on loopback, has real OpenTofu fetch and plan them, and prints the outcome as a step of a report
// gives it back.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow } from '../../../test/workflows/workflow-file';
import { writeCertificates } from '../../referees/cluster/certificates';
import { serveRegistry } from '../../referees/delivery/registry';
import { buildTools, pinnedTools } from '../../referees/delivery/tools';
import { OfflineTerraform } from '../../referees/terraform';
import type { StackJson } from '../../referees/terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import type { Outcome } from '../crossplane/outcome';
import { outcomeOf } from '../crossplane/outcome';
import { CASES } from './cases';
import type { Case, Fronts } from './cases';
import { serveFront } from './front';
import type { Manner } from './front';
import { environmentOf, publish, push, VERSIONS } from './published';
import type { Published } from './published';
import { comparePlans, sourceIn } from './tofu';

async function outcome(): Promise<Outcome> {
  let crane: string;
  try {
    ({ crane } = buildTools(pinnedTools(readWorkflow('delivery.yml')).filter(({ name }) => name === 'crane')));
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  return inWorkFolder(async (work) => {
    const certificates = join(work, 'certificates');
    mkdirSync(certificates);
    writeCertificates(certificates);
    const published = publish(work, join(certificates, 'ca.crt'));
    const registry = await serveRegistry(crane, join(work, 'blobs'));
    const serve = (manner: Manner) => serveFront(registry.host, certificates, manner);
    const [basic, bearer, damaging, open] = await Promise.all([
      serve({ challenge: 'Basic' }), serve({ challenge: 'Bearer' }), serve({ damages: true }), serve({}),
    ]);
    try {
      const { text } = await push(published, bearer.host);
      const fronts = { basic: basic.host, bearer: bearer.host, damaging: damaging.host, digests: digestsIn(text) };
      const problems = text.includes('6 versions pushed, 0 unchanged.') ? [] : [`not all is pushed: ${text}`];
      problems.push(...await tryCases(fronts, published), ...await tryPlans(fronts, published));
      problems.push(...await missedFaults(fronts, published, open.host));
      const count = Object.keys(CASES).length;
      return outcomeOf(count + 3, problems, `${count} questions to an OCI registry, a push, two plans, and 5 planted faults`);
    } finally {
      [basic, bearer, damaging, open, registry].forEach((each) => each.stop());
    }
  });
}

/** The digests that a push printed for the versions of a module. */
function digestsIn(text: string): Record<string, string> {
  const found = [...text.matchAll(/microservice-infra\?tag=(\S+)\s+(sha256:[0-9a-f]{64})/g)];
  return Object.fromEntries(found.map(([, version, digest]) => [version, digest]));
}

async function tryCases(fronts: Fronts, published: Published): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, each] of Object.entries(CASES)) {
    problems.push(...(await each(fronts, published)).map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

/** Plans each version as it is fetched by its tag. OpenTofu has the variables of this process. */
async function tryPlans({ bearer }: Fronts, published: Published): Promise<string[]> {
  const { samples } = published.modules[0];
  const resource = Object.assign({}, ...samples.map((sample) => sample.resources)) as StackJson['resource'];
  const tofu = await OfflineTerraform.start([{ resource, terraform: samples[0].terraform }]);
  Object.assign(process.env, environmentOf(published, 'ci', bearer));
  try {
    const plans = VERSIONS.map((version) => comparePlans(tofu, published, sourceIn(bearer, `?tag=${version}`), version));
    return (await Promise.all(plans)).flat();
  } finally {
    tofu.stop();
  }
}

/** Plants what a registry must not be, and gives back the cases that did not notice. */
async function missedFaults(fronts: Fronts, published: Published, open: string): Promise<string[]> {
  const [first, newest] = VERSIONS;
  const strangers = (done: string): Case => CASES[`nothing is ${done} by somebody with a wrong password, and by nobody`];
  const tagged = CASES['each version is fetched by its tag, with a password and with a token'];
  const swapped = { [first]: fronts.digests[newest], [newest]: fronts.digests[first] };
  const faults: [string, Case, Fronts][] = [
    ['a registry that everybody may read', strangers('fetched'), { ...fronts, basic: open }],
    ['a registry that everybody may push to', strangers('pushed'), { ...fronts, bearer: open }],
    ['a module that nobody changes', CASES['OpenTofu refuses a module that was changed on its way'], { ...fronts, damaging: open }],
    ['a changed module', tagged, { ...fronts, bearer: fronts.damaging }],
    ['a digest of another version', CASES['a version is fetched by the digest that the push printed'], { ...fronts, digests: swapped }],
  ];
  const missed: string[] = [];
  for (const [name, each, given] of faults) {
    if ((await each(given, published)).length === 0) missed.push(`nothing notices ${name}`);
  }
  return missed;
}

outcome().then((result) => console.log(JSON.stringify(result)), (error: unknown) => {
  console.error(String((error as Error).stack).slice(0, 5000));
  process.exitCode = 1;
});
