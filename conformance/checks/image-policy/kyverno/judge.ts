import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { Json } from '../../../../test/support/synth';
import { said } from '../judged';

const NAMESPACE = 'checkout-staging';

/** What the namespace of the pods is, for the policy's selector. */
const VALUES = {
  apiVersion: 'cli.kyverno.io/v1alpha1',
  kind: 'Values',
  metadata: { name: 'values' },
  namespaceSelector: [{ name: NAMESPACE, labels: { 'platform.acme.io/team': 'payments' } }],
};

/** What Kyverno judges by. */
export interface Judge {
  readonly binary: string;
  /** A folder for its files. */
  readonly folder: string;
  /** An ImageValidatingPolicy. */
  readonly policy: Json;
  /** The public key in PEM that stands for the certificate of the workflow. */
  readonly key: string;
}

/** Judges a pod that runs an image: gives why it is refused, or nothing where it passes. */
export function kyvernoJudge({ binary, folder, key, policy }: Judge): (image: string) => Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = (name: string, content: object): string => {
    const path = join(folder, name);
    writeFileSync(path, dump(content));
    return path;
  };
  const [policyFile, values] = [file('policy.yaml', signedByKey(policy, key)), file('values.yaml', VALUES)];
  return async (image) => {
    const pod = file('pod.yaml', podOf(image));
    const { text } = await said(binary, ['apply', policyFile, '--resource', pod, '--values-file', values, '--registry', '--remove-color']);
    return /pass: 1, fail: 0, warn: 0, error: 0/.test(text) ? '' : text;
  };
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
