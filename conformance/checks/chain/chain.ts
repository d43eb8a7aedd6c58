import { appendFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Buildah } from '../../referees/delivery/buildah';
import { goBuild, makeGoBase } from '../../referees/delivery/go-base';
import { installPrograms } from '../../workflows/fixture/programs';
import { newService } from '../skeletons/new-service';
import { admit } from './admission';
import { plantFaults } from './faults';
import { writeDatabase } from './findings';
import { GitOps } from './gitops';
import { claimsOf, Identity } from './identity';
import { tryImages } from './images';
import { makeKey, type KeyFlags } from './keys';
import { inputsOf, Runner, stepOf } from './runner';
import type { ChainTable } from './table';

const WORKFLOW = 'delivery.yml';
const REPOSITORY = 'acme/order-intake';
const SIGNER = `acme/workflows/.github/workflows/${WORKFLOW}@refs/tags/v1.4.0`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** Text of a label, as whoever writes the Dockerfile may choose it: each of its scripts would leave a file. */
const TRACE = 'left-by-a-label';
const HOSTILE = `\$(touch ${TRACE}) \`touch ${TRACE}\` "; touch ${TRACE}; \${{ secrets.X }} ::error::x <script>`;

/** What the steps are executed with. */
export interface Setup {
  readonly folder: string;
  /** The programs by their names. */
  readonly tools: Readonly<Record<string, string>>;
  /** Each with its version, as the table names it. */
  readonly versions: Readonly<Record<string, string>>;
  /** The registry. */
  readonly host: string;
  readonly buildah: Buildah;
}

/** What the faults are planted into: a delivery that succeeded. */
export interface Delivered {
  readonly runner: Runner;
  readonly image: string;
  readonly tag: string;
  readonly digest: string;
  readonly key: KeyFlags;
  readonly gitops: GitOps;
}

/** One delivery, step by step. */
export class Chain {
  private goImage = '';
  private readonly identity = new Identity(claimsOf(REPOSITORY, SIGNER, COMMIT));

  public constructor(
    private readonly setup: Setup,
    private readonly table: ChainTable,
  ) {}

  public async execute(): Promise<void> {
    const { folder, host, tools } = this.setup;
    const image = `${host}/${REPOSITORY}`;
    this.keylessFlags();
    for (const [name, planted] of [['clean', false], ['planted', true]] as const) writeDatabase(join(folder, 'database', name), planted);
    const inputs = inputsOf(WORKFLOW, { service: 'order-intake', image, signer: SIGNER });
    const environment = await this.environment();
    const runner = new Runner(join(folder, 'runner'), inputs, environment);
    const key = await makeKey(tools.cosign, join(folder, 'key'));
    const digest = await this.build(runner);
    await this.scan(runner);
    const tag = await this.publish(runner, key);
    await this.verify(runner, key, digest, 'verify');
    const gitops = await GitOps.deploy({ folder: join(folder, 'deploy'), digest, tag, environment }, this.table);
    await this.verify(runner, key, gitops.digest(), 'verify the digest that the GitOps repository names');
    this.labelsAreText(runner);
    const delivered = { runner, image, tag, digest, key, gitops };
    await plantFaults(delivered, this.setup, this.table);
    await admit(delivered, this.setup, this.table);
    await tryImages(this.goImage, this.setup, this.table);
  }

  public close(): void {
    this.identity.close();
  }

  /** Here a key signs: that GitHub's identity does in a team's run is in the flags of the workflow. */
  private keylessFlags(): void {
    const flagsOf = (job: string, step: string, name: string) => String(stepOf(WORKFLOW, job, step).env?.[name]).replace(/\s+/g, ' ').trim();
    const keyless = ['sign', 'attest'].every((step) => flagsOf('publish', step, 'SIGN_FLAGS') === '--yes');
    this.table.holds('the workflow signs without a key', 'flags of publish.sign, publish.attest', keyless);
    const wanted = [
      '--certificate-oidc-issuer https://token.actions.githubusercontent.com',
      '--certificate-identity https://github.com/${{ inputs.signer }}',
    ].join(' ');
    const verified = flagsOf('verify', 'verify', 'VERIFY_FLAGS') === wanted;
    this.table.holds('the workflow verifies issuer and identity', 'flags of verify.verify', verified);
  }

  /** The label is in what syft lists, and none of its scripts ran. */
  private labelsAreText({ temp, workspace }: Runner): void {
    const listed = readFileSync(join(temp, 'evidence', 'linux-amd64.syft.json'), 'utf8').includes(TRACE);
    const left = [temp, workspace, this.setup.folder].some((folder) => existsSync(join(folder, TRACE)));
    this.table.holds('a label of the image with scripts is text', 'all steps', listed && !left);
  }

  private async environment(): Promise<NodeJS.ProcessEnv> {
    const { folder, tools } = this.setup;
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const [name, program] of Object.entries(tools)) symlinkSync(program, join(bin, name));
    installPrograms(join(folder, 'programs'));
    return {
      ...await this.identity.listen(),
      PATH: [bin, join(folder, 'programs'), process.env.PATH].join(delimiter),
      COSIGN_PASSWORD: '',
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_SHA: COMMIT,
      GRYPE_DB_AUTO_UPDATE: 'false',
      GRYPE_DB_CACHE_DIR: join(folder, 'database', 'clean'),
    };
  }

  private async build(runner: Runner): Promise<string> {
    const { buildah } = this.setup;
    newService('go', [], runner.workspace);
    appendFileSync(join(runner.workspace, 'Dockerfile'), `LABEL org.opencontainers.image.description='${HOSTILE}'\n`);
    const started = Date.now();
    await makeGoBase(buildah);
    this.goImage = await buildah.build(runner.workspace, goBuild());
    await buildah.writeLayout(this.goImage, join(runner.temp, 'image'));
    const seconds = (Date.now() - started) / 1000;
    const ended = { status: 0, log: '', seconds };
    this.table.done('build the Dockerfile of the Go skeleton', `buildah ${buildah.version()}`, ended, 'bases replaced');
    const { outputs } = this.table.done('build.digest', 'jq', await runner.run(WORKFLOW, 'build', 'digest'), 'an OCI layout');
    runner.learn('build', outputs);
    return outputs.digest;
  }

  private async scan(runner: Runner): Promise<void> {
    const { grype, syft } = this.setup.versions;
    const run = async (id: string) => runner.run(WORKFLOW, 'scan', id);
    this.table.done('scan.unpack', 'tar, sha256sum', await run('unpack'));
    this.table.done('scan.sbom', syft, await run('sbom'), 'SPDX, CycloneDX');
    this.table.done('scan.scan', grype, await run('scan'), 'a database made by hand');
    const { outputs } = this.table.done('scan.evidence', 'tar', await run('evidence'));
    runner.learn('scan', outputs);
    this.table.done('scan.gate', 'golden-path scan-gate', await run('gate'), 'three findings, none severe with a fix');
  }

  private async publish(runner: Runner, key: KeyFlags): Promise<string> {
    const { cosign, crane } = this.setup.versions;
    const run = async (id: string, changed = {}) => runner.run(WORKFLOW, 'publish', id, changed);
    this.table.done('publish.unpack', 'tar, sha256sum', await run('unpack'));
    this.table.done('publish.identity', 'curl', await run('identity'), 'a token of a stand-in on loopback');
    const { outputs } = this.table.done('publish.push', crane, await run('push', { CRANE_FLAGS: '--insecure' }), 'crane registry serve');
    this.table.done('publish.sign', cosign, await run('sign', { SIGN_FLAGS: key.sign }), 'with a key');
    this.table.done('publish.provenance', 'jq', await run('provenance'));
    this.table.done('publish.attest', cosign, await run('attest', { SIGN_FLAGS: key.sign }), 'provenance, SPDX, CycloneDX, scan');
    return outputs.tag;
  }

  private async verify(runner: Runner, key: KeyFlags, digest: string, what: string): Promise<void> {
    const ended = await runner.run(WORKFLOW, 'verify', 'verify', { DIGEST: digest, VERIFY_FLAGS: key.verify });
    this.table.done(`verify.verify: ${what}`, this.setup.versions.cosign, ended, 'signature, 4 attestations, builder, repository, commit');
  }
}
