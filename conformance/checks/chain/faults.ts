import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../../referees/run-to-end';
import type { Delivered, Setup } from './chain';
import { PLANTED } from './findings';
import { makeKey } from './keys';
import type { Changed, StepEnded } from './runner';
import type { ChainTable } from './table';

const WORKFLOW = 'delivery.yml';
const DAY_IN_MILLISECONDS = 86_400_000;
const OTHER_WORKFLOW = 'mallory/workflows/.github/workflows/delivery.yml@refs/tags/v1.4.0';
const NO_SIGNATURE = 'no signatures found';

/** Plants a fault into each place where one can be, and expects its refusal. */
export async function plantFaults(delivered: Delivered, setup: Setup, table: ChainTable): Promise<void> {
  await plantSignatures(delivered, setup, table);
  await plantFindings(delivered, setup, table);
  await plantSettings(delivered, setup, table);
  await plantArtifacts(delivered, table);
}

async function plantSignatures(delivered: Delivered, setup: Setup, table: ChainTable): Promise<void> {
  const { digest, gitops, image, key, runner, tag } = delivered;
  const { folder, tools, versions: { cosign } } = setup;
  const verify = async (changed: Changed) => runner.run(WORKFLOW, 'verify', 'verify', { VERIFY_FLAGS: key.verify, ...changed });
  const otherKey = await makeKey(tools.cosign, join(folder, 'other-key'));
  table.refused('another key', `verify.verify, ${cosign}`, await verify({ VERIFY_FLAGS: otherKey.verify }), 'do not match');

  await crane(tools.crane, 'mutate', `${image}:${tag}`, '--label', 'planted=true', '--tag', `${image}:${tag}`);
  const other = await crane(tools.crane, 'digest', `${image}:${tag}`);
  table.holds('the tag names another image now', 'crane mutate', other !== digest);
  table.refused('another image under the same tag', `verify.verify, ${cosign}`, await verify({ DIGEST: other }), NO_SIGNATURE);
  const push = await runner.run(WORKFLOW, 'publish', 'push', { CRANE_FLAGS: '--insecure', DIGEST: other });
  table.holds('a push that gives another digest fails', 'publish.push', push.status !== 0);

  gitops.tamper(other);
  const tampered = await verify({ DIGEST: gitops.digest() });
  table.refused('a tampered digest in the GitOps repository', `verify.verify, ${cosign}`, tampered, NO_SIGNATURE);

  const sign = { SIGN_FLAGS: key.sign, DIGEST: other };
  table.done('sign the other image', cosign, await runner.run(WORKFLOW, 'publish', 'sign', sign), 'without attestations');
  const unattested = await verify({ DIGEST: other });
  table.refused('a signature without attestations', `verify.verify, ${cosign}`, unattested, 'none of the attestations matched');
  await plantBuilder({ runner, key, other }, verify, setup, table);
}

/** The other image gets everything, by a run of another workflow. */
async function plantBuilder(
  { key, other, runner }: Pick<Delivered, 'key' | 'runner'> & { readonly other: string },
  verify: (changed: Changed) => Promise<StepEnded>,
  { versions: { cosign } }: Setup,
  table: ChainTable,
): Promise<void> {
  const wrong = { SIGNER: OTHER_WORKFLOW };
  const pretended = await runner.run(WORKFLOW, 'publish', 'identity', wrong);
  table.refused('a signer that does not run', 'publish.identity', pretended, 'would be signed by');
  const elsewhere = runner.copy('other-builder');
  const claims = join(elsewhere.temp, 'claims.json');
  const own = JSON.parse(readFileSync(claims, 'utf8')) as object;
  writeFileSync(claims, JSON.stringify({ ...own, job_workflow_ref: OTHER_WORKFLOW }));
  for (const id of ['provenance', 'attest']) {
    const changed: Changed = id === 'attest' ? { SIGN_FLAGS: key.sign, DIGEST: other } : {};
    table.done(`publish.${id} of another builder`, cosign, await elsewhere.run(WORKFLOW, 'publish', id, changed));
  }
  table.refused('another builder', `verify.verify, ${cosign} and jq`, await verify({ DIGEST: other }), 'No provenance of');
}

async function plantFindings({ runner }: Delivered, { folder, versions: { grype } }: Setup, table: ChainTable): Promise<void> {
  const planted = runner.copy('planted');
  const database = { GRYPE_DB_CACHE_DIR: join(folder, 'database', 'planted') };
  table.done('scan.scan with a planted vulnerability', grype, await planted.run(WORKFLOW, 'scan', 'scan', database));
  const gate = async () => planted.run(WORKFLOW, 'scan', 'gate');
  table.refused('a planted vulnerability', 'scan.gate', await gate(), '1 finding refused');
  const except = (days: number) => {
    const until = new Date(Date.now() + days * DAY_IN_MILLISECONDS).toISOString().slice(0, 'YYYY-MM-DD'.length);
    const line = `- { finding: ${PLANTED.id}, package: stdlib, reason: the planted flaw is in no code that runs, until: ${until} }`;
    writeFileSync(join(planted.workspace, 'scan-exceptions.yaml'), `exceptions:\n  ${line}\n`);
  };
  except(1);
  table.done('scan.gate with an exception', 'golden-path scan-gate', await gate());
  except(-1);
  table.refused('an expired exception', 'scan.gate', await gate(), '1 finding refused');
  const none = { GRYPE_DB_CACHE_DIR: join(folder, 'database', 'none') };
  const blind = await planted.run(WORKFLOW, 'scan', 'scan', none);
  table.holds('a scan without a database of vulnerabilities fails', `scan.scan, ${grype}`, blind.status !== 0);
}

/** Settings of the scanners that a service brings must not decide what is found. */
async function plantSettings({ runner }: Delivered, { folder, versions: { grype, syft } }: Setup, table: ChainTable): Promise<void> {
  const hidden = runner.copy('settings');
  for (const left of ['one-linux-amd64', 'evidence']) rmSync(join(hidden.temp, left), { recursive: true });
  const settings = {
    '.syft.yaml': 'default-catalogers: [binary-classifier-cataloger]\n',
    '.grype.yaml': `ignore:\n  - vulnerability: ${PLANTED.id}\n`,
  };
  for (const [file, text] of Object.entries(settings)) writeFileSync(join(hidden.workspace, file), text);
  const database = { GRYPE_DB_CACHE_DIR: join(folder, 'database', 'planted') };
  table.done('scan.sbom beside a .syft.yaml that hides packages', syft, await hidden.run(WORKFLOW, 'scan', 'sbom'));
  table.done('scan.scan beside a .grype.yaml that ignores the finding', grype, await hidden.run(WORKFLOW, 'scan', 'scan', database));
  const judged = await hidden.run(WORKFLOW, 'scan', 'gate');
  table.refused('settings of the scanners in the service', 'scan.sbom, scan.scan, scan.gate', judged, '1 finding refused');
}

async function plantArtifacts({ runner }: Delivered, table: ChainTable): Promise<void> {
  const tampered = runner.copy('tampered');
  appendFileSync(join(tampered.temp, 'evidence.tar'), 'more');
  table.refused('evidence that changed after the scan', 'publish.unpack', await tampered.run(WORKFLOW, 'publish', 'unpack'), 'FAILED');
  const digest = `sha256:${'0'.repeat(64)}`;
  const unpacked = await runner.run(WORKFLOW, 'scan', 'unpack', { DIGEST: digest });
  table.holds('an image that is not the one that was built fails', 'scan.unpack', unpacked.status !== 0);
}

async function crane(program: string, ...args: string[]): Promise<string> {
  const { status, stderr, stdout } = await runToEnd(program, [...args, '--insecure']);
  if (status !== 0) throw new Error(`crane ${args[0]}: ${stderr}`);
  return stdout.trim();
}
