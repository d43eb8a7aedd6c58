import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Status } from '../../lib/cli/decide';
import { run } from '../../lib/cli/main';
import { hashOf } from '../../lib/output/file-hashes';
import { RECORD_VERSION } from '../../lib/output/record';

export type Files = Readonly<Record<string, string>>;

export const DIGEST = `sha256:${'a'.repeat(64)}`;
export const OTHER_DIGEST = `sha256:${'b'.repeat(64)}`;

/** How a command ended, and what it said. */
export interface Ended {
  readonly status: Status;
  readonly printed: string;
  readonly complaint: string;
}

/** A folder with an output folder and a checkout in it. */
export class Workspace {
  public readonly root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-cli-'));
  public readonly checkout = path.join(this.root, 'checkout');
  public readonly outdir = path.join(this.root, 'repository', 'cdktf.out');
  public readonly gitops = path.join(this.outdir, 'gitops');

  public constructor(tree: Files = {}, checkout: Files = {}) {
    fs.mkdirSync(this.checkout);
    write(this.checkout, checkout);
    if (Object.keys(tree).length > 0) this.synth(tree);
  }

  /** What a synth leaves behind. */
  public synth(tree: Files): void {
    fs.rmSync(this.gitops, { recursive: true, force: true });
    write(this.gitops, tree);
    this.record(tree);
  }

  /** What a synth says of the stacks that wrote a tree. */
  public record(tree: Files, change: Record<string, unknown> = {}): void {
    const environments = ['staging', 'production'];
    const folders = [...new Set(Object.keys(tree).map((file) => file.split('/').slice(0, 2).join('/')))];
    const stacks = Object.fromEntries(folders.flatMap((folder) => {
      const [area, name] = folder.split('/');
      if (area === 'platform') return [[`platform-${name}`, { environment: name, team: 'platform', ...change }]];
      return environments.map((environment) => [`${name}-${environment}`, { service: name, environment, team: 'payments', ...change }]);
    }));
    const manifest = { stacks: Object.fromEntries(Object.keys(stacks).map((name) => [name, { constructPath: name }])) };
    const files = Object.fromEntries(Object.entries(tree).map(([file, text]) => [`gitops/${file}`, hashOf(file, Buffer.from(text))]));
    write(this.outdir, {
      'golden-path.json': JSON.stringify({ recordVersion: RECORD_VERSION, version: '0.0.0', stacks, files }),
      'manifest.json': JSON.stringify(manifest),
    });
  }

  public edit(file: string, change: (text: string) => string): void {
    const at = path.join(this.checkout, file);
    fs.writeFileSync(at, change(fs.readFileSync(at, 'utf8')));
  }

  public write(files: Files): void {
    write(this.checkout, files);
  }

  public read(file: string): string {
    return fs.readFileSync(path.join(this.checkout, file), 'utf8');
  }

  /** All files of the checkout with their texts, in order. */
  public files(): Files {
    return filesBelow(this.checkout);
  }

  /** Syncs as CI does. */
  public async sync(...args: string[]): Promise<Ended> {
    return command('sync', this.checkout, '--from', this.outdir, ...(args.length > 0 ? args : ['--yes']));
  }

  public async promote(service = 'checkout', ...args: string[]): Promise<Ended> {
    const environments = args.includes('--from') ? [] : ['--from', 'staging', '--to', 'production'];
    return command('promote', service, '--checkout', this.checkout, '--yes', ...environments, ...args);
  }
}

/** What a sync says that has nothing to do. */
export const NOTHING = { status: 0, printed: 'Nothing changes.\n', complaint: '' };

/** A checkout into which the tree was synced. */
export async function synced(tree = aTree()): Promise<Workspace> {
  const workspace = new Workspace(tree);
  expect(await workspace.sync()).toMatchObject({ status: 0, complaint: '' });
  return workspace;
}

/** Runs the command with nobody at the terminal. */
export async function command(...args: string[]): Promise<Ended> {
  return commandAt(undefined, ...args);
}

/** Runs the command with somebody at the terminal who gives this answer. */
export async function commandAt(answer: boolean | undefined, ...args: string[]): Promise<Ended> {
  let [printed, complaint] = ['', ''];
  const status = await run(args, {
    print: (text) => void (printed += text),
    complain: (text) => void (complaint += text),
    interactive: answer !== undefined,
    confirm: async (question) => {
      printed += question;
      return answer === true;
    },
  });
  return { status, printed, complaint };
}

export function filesBelow(folder: string): Files {
  const names = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}

/** A service as a chart in two environments, with a database in each. */
export function aTree(service = 'checkout', tag = '1.0.0'): Files {
  return {
    [`apps/${service}/Chart.yaml`]: `apiVersion: v2\nname: ${service}\n`,
    [`apps/${service}/templates/app.yaml`]: '{{ include "common.app" . }}\n',
    [`apps/${service}/values.yaml`]: `image:\n  repository: ghcr.io/acme/${service}\n`,
    ...perEnvironment((environment) => ({
      [`apps/${service}/envs/${environment}.yaml`]: `service: ${service}\n`,
      [`apps/${service}/values-${environment}.yaml`]: values(environment, `  tag: ${tag}\n`),
      [databaseFile(environment, service)]: database(environment),
    })),
  };
}

export function databaseFile(environment: string, service = 'checkout'): string {
  return `apps/${service}/manifests/${environment}/postgresqlinstance-orders.yaml`;
}

export function values(environment: string, image: string): string {
  return `env:\n  LOG_LEVEL: info\nimage:\n${image}namespace: checkout-${environment}\n`;
}

/** A service as plain manifests in two environments, with a job. */
export function aPlainTree(version = ':1.0.0'): Files {
  return perEnvironment((environment) => ({
    [`apps/checkout/envs/${environment}.yaml`]: 'service: checkout\n',
    [`apps/checkout/manifests/${environment}/deployment-checkout.yaml`]: workload('Deployment', 'checkout', version),
    [`apps/checkout/manifests/${environment}/cronjob-checkout-report.yaml`]: workload('CronJob', 'checkout-report', version),
  }));
}

function workload(kind: string, name: string, version: string): string {
  const job = kind === 'CronJob';
  const pod = [
    'template:',
    '  spec:',
    '    containers:',
    '      - image: envoy:1.30.0',
    '        name: proxy',
    `      - image: ghcr.io/acme/checkout${version}`,
    `        name: ${job ? 'report' : 'checkout'}`,
    '    initContainers:',
    '      - image: ghcr.io/acme/migrate:7',
    '        name: checkout',
  ];
  const body = job ? ['jobTemplate:', '  spec:', ...pod.map((line) => `    ${line}`)] : pod;
  return [`kind: ${kind}`, 'metadata:', `  name: ${name}`, 'spec:', ...body.map((line) => `  ${line}`), ''].join('\n');
}

function database(environment: string): string {
  return [
    'apiVersion: platform.acme.io/v1alpha1',
    'kind: PostgreSQLInstance',
    'metadata:',
    '  annotations:',
    '    argocd.argoproj.io/sync-options: Prune=false,Delete=false',
    '  name: orders',
    `  namespace: checkout-${environment}`,
    '',
  ].join('\n');
}

function perEnvironment(files: (environment: string) => Files): Files {
  return { ...files('production'), ...files('staging') };
}

/** Some of the files, without those whose path contains one of these. */
export function without(files: Files, ...parts: string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !parts.some((part) => file.includes(part))));
}

export function write(folder: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}
