// Has Kyverno's own code judge pods with signed images by the policy that an ImagePolicy writes, and prints the outcome as a step of
// a report gives it back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { Json } from '../../../../test/support/synth';
import { KYVERNO } from '../../../referees/image-policy/versions';
import { judged, policiesFor, said, type Given } from '../judged';

const NAMESPACE = 'checkout-staging';

/** What the namespace of the pods is, for the policy's selector. */
const VALUES = {
  apiVersion: 'cli.kyverno.io/v1alpha1',
  kind: 'Values',
  metadata: { name: 'values' },
  namespaceSelector: [{ name: NAMESPACE, labels: { 'platform.acme.io/team': 'payments' } }],
};

async function* judge({ binary, cases, folder, host, key }: Given): AsyncIterable<string> {
  const file = (name: string, content: object): string => {
    const path = join(folder, name);
    writeFileSync(path, dump(content));
    return path;
  };
  const [policy] = policiesFor(host, {});
  const [policyFile, values] = [file('policy.yaml', signedByKey(policy, key)), file('values.yaml', VALUES)];
  for (const { reference } of cases) {
    const pod = file('pod.yaml', podOf(`${host}/${reference}`));
    const { text } = await said(binary, ['apply', policyFile, '--resource', pod, '--values-file', values, '--registry', '--remove-color']);
    yield /pass: 1, fail: 0, warn: 0, error: 0/.test(text) ? '' : text;
  }
}

function podOf(image: string): Json {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'checkout', namespace: NAMESPACE },
    spec: { containers: [{ name: 'checkout', image }] },
  };
}

/** With a key in place of the workflow's certificate, which GitHub alone can have made; a key has no entry in a log here. */
function signedByKey(policy: Json, key: string): Json {
  const attestors = policy.spec.attestors.map(({ name }: Json) => (
    { name, cosign: { key: { data: key }, ctlog: { insecureIgnoreTlog: true, insecureIgnoreSCT: true } } }
  ));
  return { ...policy, spec: { ...policy.spec, attestors } };
}

void judged(KYVERNO, judge).then((result) => console.log(JSON.stringify(result)));
