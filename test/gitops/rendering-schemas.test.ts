import fc from 'fast-check';
import { modelProblems } from '../support/schemas/models';
import type { Json } from '../support/synth';
import { appValues } from './arbitrary-values';
import { objectOf, rendered } from './rendered';
import { FULL, MINIMAL, WORKER } from './sample-values';

/** Always the same ones. */
const APPLICATIONS = { numRuns: 100, seed: 1 };

/** The kinds that Kubernetes itself does not have, so that its published schemas say nothing of them. */
const OF_OTHERS = ['HTTPRoute', 'ScaledObject'];

test('every object of any application is what the published schema of its kind says, without a field that it does not have', () => {
  const applications = [FULL, MINIMAL, WORKER, ...fc.sample(appValues(), APPLICATIONS)];
  const documents = applications.flatMap((values) => rendered(values).map(({ document }) => document));
  const verdicts = modelProblems(documents);
  expect(verdicts.flatMap((problems, index) => (problems ?? []).map((problem) => `${documents[index].kind}: ${problem}`))).toEqual([]);
  const unchecked = documents.filter((_, index) => verdicts[index] === undefined).map(({ kind }) => kind as string);
  expect([...new Set(unchecked)].sort()).toEqual(OF_OTHERS);
});

const FAULTS: [fault: string, id: string, plant: (document: Json) => void, says: string][] = [
  ['a misspelt field at the top', 'Deployment checkout', (document) => { document.specs = {}; }, 'specs: unknown field'],
  ['a misspelt field of a Deployment', 'Deployment checkout', ({ spec }) => { spec.revisionHistoryLimits = 5; }, 'spec.revisionHistoryLimits: unknown field'],
  ['a misspelt field of a pod', 'Deployment checkout', ({ spec }) => { spec.template.spec.enableServiceLink = false; }, 'spec.template.spec.enableServiceLink: unknown field'],
  ['a misspelt field of a container', 'Deployment checkout', ({ spec }) => { spec.template.spec.containers[0].imagePullPolicies = 'Always'; }, 'spec.template.spec.containers.0.imagePullPolicies: unknown field'],
  ['a misspelt field of a probe', 'Deployment checkout', ({ spec }) => { spec.template.spec.containers[0].readinessProbe.failureTreshold = 3; }, 'readinessProbe.failureTreshold: unknown field'],
  ['a misspelt field of a job', 'CronJob checkout-report', ({ spec }) => { spec.jobTemplate.spec.backOffLimit = 1; }, 'spec.jobTemplate.spec.backOffLimit: unknown field'],
  ['a text for a number', 'Deployment checkout', ({ spec }) => { spec.template.spec.containers[0].ports[0].containerPort = '8080'; }, 'ports.0.containerPort: must be integer'],
  ['a number for a text', 'ConfigMap checkout-files', ({ data }) => { data['file-0'] = 1; }, 'data.file-0: must be string'],
  ['a variable that is a boolean', 'Deployment checkout', ({ spec }) => { spec.template.spec.containers[0].env[0].value = true; }, 'env.0.value: must be string'],
  ['no selector', 'Deployment checkout', ({ spec }) => { delete spec.selector; }, 'spec: must have required property selector'],
  ['no type of a path', 'Ingress checkout', ({ spec }) => { delete spec.rules[0].http.paths[0].pathType; }, 'paths.0: must have required property pathType'],
  ['no number of a port', 'Service checkout', ({ spec }) => { delete spec.ports[0].port; }, 'spec.ports.0: must have required property port'],
];

const VERDICTS = modelProblems(FAULTS.map(([, id, plant]) => {
  const document = structuredClone(objectOf(FULL, id));
  plant(document);
  return document;
}));

test.each(FAULTS.map(([fault, , , says], index) => ({ fault, says, verdict: VERDICTS[index] })))('the check fails for $fault', ({ says, verdict }) => {
  expect(verdict).toContainEqual(expect.stringContaining(says));
});
