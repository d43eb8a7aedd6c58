import { execFile } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { ImagePolicy, ImagePolicyMode, PlatformStack } from '../../../lib/index';
import type { ImagePolicyProps } from '../../../lib/index';
import { synthesize } from '../../../lib/testing';
import { anEnvironment, aPlatform } from '../../../test/support/platform';
import type { Json } from '../../../test/support/synth';
import { buildGoProgram, type GoProgram } from '../../referees/crossplane/go-program';
import { LoopbackRegistry } from '../../referees/image-policy/loopback-registry';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { deliveryKey, pushCases, type Case } from './cases';

/** What an engine has to judge with. */
export interface Given {
  readonly binary: string;
  /** An empty folder, which goes afterwards. */
  readonly folder: string;
  /** The host of the registry, with its port. */
  readonly host: string;
  readonly cases: readonly Case[];
  /** The public key of the delivery workflow, in PEM. */
  readonly key: string;
}

/** Has an engine judge one image for each way to be right or wrong; it says why each one is refused, or nothing where it passes. */
export async function judged(program: GoProgram, judge: (given: Given) => AsyncIterable<string>): Promise<Outcome> {
  let binary: string;
  try {
    ({ binary } = buildGoProgram(program));
  } catch (error) {
    // A machine that cannot build it says nothing about our policies.
    return { notRun: (error as Error).message };
  }
  const registry = new LoopbackRegistry();
  const folder = mkdtempSync(join(tmpdir(), 'image-policy-'));
  try {
    const host = await registry.listen();
    const { privateKey, publicKey } = deliveryKey();
    const cases = pushCases(registry, privateKey);
    const verdicts = judge({ binary, folder, host, cases, key: pemOf(publicKey) })[Symbol.asyncIterator]();
    const problems: string[] = [];
    for (const each of cases) problems.push(...problemsOf(each, String((await verdicts.next()).value)));
    const refused = cases.filter(({ refusal }) => refusal !== undefined).length;
    return outcomeOf(cases.length, problems, `${cases.length - refused} images pass, ${refused} faulty ones are refused`);
  } finally {
    registry.close();
    rmSync(folder, { recursive: true });
  }
}

/** The policies as they are written for images at a host. */
export function policiesFor(host: string, props: ImagePolicyProps): Json[] {
  const exceptions = [{ image: `${host}/vendor/proxy@*`, reason: 'the vendor signs it' }];
  const platform = aPlatform({
    imageRegistry: `${host}/acme`,
    environments: [anEnvironment({ imageRules: { mode: ImagePolicyMode.ENFORCE, exceptions } })],
  });
  const { files } = synthesize((app) => {
    const stack = new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' });
    new ImagePolicy(stack, 'Images', { repositories: { shop: 'acme/storefront' }, ...props });
  });
  return Object.entries(files).filter(([file]) => /\/images\/[^/]*\.yaml$/.test(file)).map(([, text]) => load(text) as Json);
}

/** All that a program says, whatever its exit code is. */
export async function said(binary: string, args: readonly string[]): Promise<{ readonly failed: boolean; readonly text: string }> {
  return promisify(execFile)(binary, args, { maxBuffer: 2 ** 24 }).then(
    ({ stderr, stdout }) => ({ failed: false, text: `${stdout}${stderr}` }),
    ({ stderr, stdout }: { readonly stderr: string; readonly stdout: string }) => ({ failed: true, text: `${stdout}${stderr}` }),
  );
}

function problemsOf({ name, refusal }: Case, verdict: string): string[] {
  if (refusal === undefined) return verdict === '' ? [] : [`${name} is refused: ${verdict}`];
  return refusal.some((reason) => verdict.includes(reason)) ? [] : [`${name} is not refused for its fault: ${verdict || 'it passes'}`];
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }) as string;
}
