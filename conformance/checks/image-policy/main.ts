// Has policy-controller's own code judge signed images by the policies that an ImagePolicy writes, and prints the outcome as a step
// of a report gives it back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { ImagePolicyEngine } from '../../../lib/index';
import type { Json } from '../../../test/support/synth';
import { TESTER } from '../../referees/image-policy/versions';
import { judged, policiesFor, said, type Given } from './judged';

async function* judge({ binary, cases, folder, host, key }: Given): AsyncIterable<string> {
  const policies = policiesFor(host, { engine: ImagePolicyEngine.POLICY_CONTROLLER, services: ['checkout'] });
  const file = join(folder, 'policies.yaml');
  writeFileSync(file, policies.map((policy) => dump(signedByKey(policy, key))).join('---\n'));
  for (const { reference } of cases) {
    const { failed, text } = await said(binary, ['-policy', file, '-image', `${host}/${reference}`, '-log-level', 'error']);
    yield failed ? text : '';
  }
}

/** With a key in place of the workflow's certificate, which GitHub alone can have made; a key signs no bundles here. */
function signedByKey(policy: Json, key: string): Json {
  const authorities = policy.spec.authorities.map(({ attestations, keyless, name, ...rest }: Json) =>
    keyless ? { name, attestations, key: { data: key } } : { name, ...rest },
  );
  return { ...policy, spec: { ...policy.spec, authorities } };
}

void judged(TESTER, judge).then((result) => console.log(JSON.stringify(result)));
