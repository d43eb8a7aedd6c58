import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  observed, READY, validate, withRenderer, writeDocuments, type CrossplanePrograms, type KubernetesObject, type Rendered, type Renderer,
} from '../../referees/crossplane';
import { caseOf, type Case, type Environment } from './environments';
import { differences, requestFor, SAMPLES } from './instances';
import { outcomeOf, type Outcome } from './outcome';

/** What providers report of what they made, as far as Compositions read it. */
const STATUS = {
  atProvider: {
    address: 'database.example.eu-west-1.rds.amazonaws.com',
    arn: 'arn:aws:s3:::bucket',
    masterUserSecret: [{ secretArn: 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:rds!db-1' }],
    port: 5432,
    primaryEndpointAddress: 'master.cache.example.euw1.cache.amazonaws.com',
    readerEndpointAddress: 'replica.cache.example.euw1.cache.amazonaws.com',
  },
  conditions: [READY],
};

/**
 * Renders every request of an output, and the samples of each tier, until nothing changes any more.
 *
 * @param schemas of the kinds that are rendered to, which what was rendered is checked against
 * @param folder where what was rendered is kept
 */
export async function renderAll(
  environments: readonly Environment[],
  programs: CrossplanePrograms,
  schemas: readonly KubernetesObject[],
  folder: string,
): Promise<Outcome> {
  const problems: string[] = [];
  const composed: KubernetesObject[] = [];
  let requests = 0;
  await withRenderer(programs, async (renderer) => {
    for (const environment of environments) {
      for (const request of environment.requests) {
        const rendered = await settled(renderer, caseOf(environment, request), problems);
        composed.push(...rendered.composed);
        requests += 1;
      }
      for (const sample of SAMPLES) {
        const rendered = await settled(renderer, caseOf(environment, requestFor(sample, environment.name)), problems);
        problems.push(...differences(sample, environment.name, rendered.composed).map((line) => `${environment.name}: ${line}`));
        composed.push(...rendered.composed);
        requests += 1;
      }
    }
  });
  keep(folder, composed);
  const checked = await validate(programs, { schemas, resources: composed });
  problems.push(...checked.problems);
  const note = `${requests} requests make ${composed.length} resources, ${checked.checked} of kinds with a schema`;
  return outcomeOf(requests, problems, note);
}

/** Renders a request as a cluster does: again with what was made of it, until the composite is ready. */
async function settled(renderer: Renderer, { title, ...input }: Case, problems: string[]): Promise<Rendered> {
  let rendered = await renderer.render(input);
  if (rendered.composed.length === 0) problems.push(`${title}: nothing is composed: ${JSON.stringify(rendered.results)}`);
  for (let round = 0; round < 3; round += 1) {
    const made = rendered.composed.map((document) => observed(document, STATUS));
    const composite = { ...input.composite, status: (rendered.composite as { status?: object }).status } as KubernetesObject;
    rendered = await renderer.render({ ...input, composite, observed: made });
  }
  const { conditions = [] } = (rendered.composite as { status?: { conditions?: { type: string; status: string }[] } }).status ?? {};
  if (!conditions.some(({ type, status }) => type === 'Ready' && status === 'True')) problems.push(`${title}: never becomes ready`);
  if (rendered.results.length > 0) problems.push(`${title}: ${JSON.stringify(rendered.results)}`);
  return rendered;
}

/** Written without what a cluster adds, one document a file. */
function keep(folder: string, composed: readonly KubernetesObject[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  composed.forEach((document, index) => {
    const { apiVersion, kind, metadata, spec } = document;
    const { annotations, labels, namespace } = metadata ?? {};
    const name = `${kind.toLowerCase()}-${index}`;
    const kept = { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec };
    writeFileSync(join(folder, `${name}.yaml`), writeDocuments([kept]));
  });
}
