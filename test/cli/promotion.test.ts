import { mkdirSync } from 'node:fs';
import { DatabaseTier, PostgresDatabase, Probe, Rendering } from '@golden-path/constructs';
import type { GitOpsAppProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { anApp } from '../gitops/support';
import type { Json } from '../support/synth';
import { describeWithGit } from '../support/with-git';
import { git } from '../workflows/runner/actions';
import { command, NOTHING, Workspace } from './fixture';

type Code = Partial<Omit<GitOpsAppProps, 'service'>> & { readonly database?: boolean };

const STAGING = 'apps/checkout/values-staging.yaml';
const PRODUCTION = 'apps/checkout/values-production.yaml';
const WAITING = 'apps/checkout/next/values-production.yaml';
const DATABASE = 'apps/checkout/manifests/production/postgresqlinstance-orders.yaml';

/** A service, and a GitOps repository in which each change is a commit. */
class Repository extends Workspace {
  public constructor() {
    super();
    git(this.checkout, 'init', '--quiet', '--initial-branch=main');
    for (const [name, value] of [
      ['user.name', 'Team'],
      ['user.email', 'team@example.com'],
      ['commit.gpgsign', 'false'],
    ]) {
      git(this.checkout, 'config', name, value);
    }
  }

  /** Synthesises the code, as a merge to its main branch does, and merges what a sync changes. */
  public async merge(code: Code, ...options: string[]): Promise<string> {
    this.synthesise(code);
    const { status, printed, complaint } = await this.sync('--yes', ...options);
    expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
    this.commit();
    return printed;
  }

  public synthesise({ database = true, ...code }: Code): void {
    mkdirSync(this.outdir, { recursive: true });
    const app = new App({ outdir: this.outdir });
    for (const environment of ['staging', 'production']) {
      anApp(app, {
        environment,
        props: code,
        add: (service) => {
          const data = { databaseName: 'orders', storageGb: 20, tier: DatabaseTier.DEV };
          if (database) service.connectTo(new PostgresDatabase(service.node.scope!, 'Database', data));
        },
      });
    }
    app.synth();
  }

  public async promoted(...options: string[]): Promise<string> {
    const { status, printed, complaint } = await this.promote('checkout', ...options);
    expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
    this.commit();
    return printed;
  }

  public commit(): void {
    git(this.checkout, 'add', '--all');
    git(this.checkout, 'commit', '--quiet', '--allow-empty', '--message', 'change');
  }

  /** What Argo CD deploys to an environment and the last commit changed. */
  public changed(environment: string): string[] {
    const files = git(this.checkout, 'diff', '--name-only', 'HEAD~1', 'HEAD').split('\n');
    return files.filter((file) => file.includes(environment) && !file.includes('/next/')).sort();
  }

  public values(file: string): Json {
    return load(this.read(file));
  }

  public waits(): boolean {
    return WAITING in this.files();
  }
}

/** A repository in which both environments run the first version of the code. */
async function running(code: Code = {}): Promise<Repository> {
  const repository = new Repository();
  await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'info' }, ...code });
  await repository.promoted();
  return repository;
}

describeWithGit('a change of the code', () => {
  test('of a new service is deployed to staging, and to production by its first promotion', async () => {
    const repository = new Repository();
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'info' } });
    expect(repository.values(STAGING).env.LEVEL).toBe('info');
    expect(Object.keys(repository.files()).filter((file) => file.includes('production') && !file.includes('/next/'))).toEqual([]);

    const printed = await repository.promoted();
    expect(printed).toMatch(/^checkout: 1\.0\.0 and configuration, from staging to production\n/);
    expect(repository.values(PRODUCTION)).toMatchObject({ env: { LEVEL: 'info' }, image: { tag: '1.0.0' } });
    expect([repository.waits(), DATABASE in repository.files()]).toEqual([false, true]);
    expect(await repository.sync()).toEqual(NOTHING);
    expect((await repository.promote()).printed).toBe('checkout: 1.0.0, from staging to production\nNothing changes.\n');
  });

  test.each<[what: string, code: Code, parts: readonly string[]]>([
    ['a variable', { env: { LEVEL: 'debug' } }, ['values']],
    ['a command', { command: ['/serve'] }, ['values']],
    ['a file', { files: { '/etc/app/config.yaml': 'a: 1' } }, ['values']],
    ['a probe', { readinessProbe: Probe.http('/ready') }, ['values']],
    ['another rendering', { rendering: Rendering.MANIFESTS }, ['chart', 'manifests', 'values']],
  ])('with %s reaches staging, and production after it was promoted', async (_, code, parts) => {
    const repository = await running();
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'info' }, ...code });
    for (const part of parts) expect(repository.changed('staging').join()).toContain(part);
    expect(repository.changed('production')).toEqual([]);
    expect(Object.keys(repository.files()).filter((file) => file.includes('/next/'))).not.toEqual([]);

    await repository.promoted();
    for (const part of parts) expect(repository.changed('production').join()).toContain(part);
    expect([repository.changed('staging'), repository.waits()]).toEqual([[], false]);
    expect(await repository.sync()).toEqual(NOTHING);
  });

  test("with a new version of the platform's chart reaches staging, and production after it was promoted", async () => {
    const repository = await running();
    const [staging, production] = ['staging', 'production'].map((name) => `apps/checkout/chart/${name}/Chart.yaml`);
    // As a later version of the library writes it.
    for (const file of [staging, production]) repository.edit(file, (text) => text.replace(/version: ~[\d.]+/, 'version: ~0.9'));
    repository.commit();
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'info' } });
    expect([repository.changed('staging'), repository.changed('production')]).toEqual([[staging], []]);
    await repository.promoted();
    expect([repository.changed('staging'), repository.changed('production')]).toEqual([[], [production]]);
  });

  test('that is taken back before it was promoted leaves nothing to promote', async () => {
    const repository = await running();
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'debug' } });
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'info' } });
    expect(repository.waits()).toBe(false);
    expect((await repository.promote()).printed).toContain('Nothing changes.');
  });

  test('goes to production at once where somebody asks for that, and nowhere else', async () => {
    const repository = await running();
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'debug' } }, '--environment', 'production');
    expect([repository.values(PRODUCTION).env.LEVEL, repository.values(STAGING).env.LEVEL]).toEqual(['debug', 'info']);
    const { status, complaint } = await repository.sync('--yes', '--environment', 'stagin');
    expect([status, complaint]).toEqual([1, expect.stringContaining("did you mean 'staging'?")]);
  });
});

describeWithGit('a promotion', () => {
  test('carries the image and the configuration, or one of them', async () => {
    const repository = await running();
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'debug' } });
    repository.edit(STAGING, (text) => text.replace('1.0.0', '1.1.0'));
    repository.commit();

    const options = ['--checkout', repository.checkout, '--from', 'staging', '--to', 'production', '--dry-run'];
    const { printed: shown } = await command('promote', 'checkout', ...options);
    expect(shown).toContain('-  LEVEL: info\n+  LEVEL: debug\n');
    expect(shown).toContain('-  tag: 1.0.0\n+  tag: 1.1.0\n');

    expect(await repository.promoted('--only', 'image')).toMatch(
      /1\.1\.0, from staging to production\nIts configuration waits as well/,
    );
    expect(repository.values(PRODUCTION)).toMatchObject({ env: { LEVEL: 'info' }, image: { tag: '1.1.0' } });
    repository.edit(STAGING, (text) => text.replace('1.1.0', '1.2.0'));
    await repository.promoted('--only', 'configuration');
    expect(repository.values(PRODUCTION)).toMatchObject({ env: { LEVEL: 'debug' }, image: { tag: '1.1.0' } });
    expect(repository.waits()).toBe(false);
  });

  test('shows what was changed by hand, as the sync before it does', async () => {
    const repository = await running();
    repository.edit(PRODUCTION, (text) => text.replace('LEVEL: info', 'LEVEL: trace'));
    repository.commit();
    const printed = await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'debug' } });
    expect(printed).toContain(`${PRODUCTION} was changed by hand; the next promotion to production replaces the change.`);
    expect(repository.values(PRODUCTION).env.LEVEL).toBe('trace');
    const shown = await repository.promoted();
    expect(shown).toContain(`changed  ${PRODUCTION} (was changed by hand since the last promotion)`);
    expect(shown).toContain('-  LEVEL: trace\n+  LEVEL: debug\n');
  });

  test('keeps data: what the code no longer has goes with a written reason', async () => {
    const repository = await running();
    repository.write({
      'apps/checkout/retired.yaml': 'manifests/staging/postgresqlinstance-orders.yaml: moved to another service\n',
    });
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'info' }, database: false });
    expect(DATABASE in repository.files()).toBe(true);
    const { status, complaint } = await repository.promote();
    expect([status, complaint]).toEqual([
      1,
      expect.stringContaining("PostgreSQLInstance 'orders' would be removed, but holds data"),
    ]);
    repository.write({
      'apps/checkout/retired.yaml': 'manifests/production/postgresqlinstance-orders.yaml: moved to another service\n',
    });
    await repository.promoted();
    expect(DATABASE in repository.files()).toBe(false);
  });

  test('of files that somebody removed is refused', async () => {
    const repository = await running();
    await repository.merge({ imageTag: '1.0.0', env: { LEVEL: 'debug' } });
    git(repository.checkout, 'rm', '--quiet', WAITING);
    const { status, complaint } = await repository.promote();
    expect([status, complaint]).toEqual([
      1,
      expect.stringMatching(/next\/values-production\.yaml: got nothing\n.*every file that a sync left/),
    ]);
  });

  test('changes nothing that the sync does not know: a platform without a stage before production is synced whole', async () => {
    const repository = new Repository();
    mkdirSync(repository.outdir, { recursive: true });
    const app = new App({ outdir: repository.outdir });
    anApp(app, { environment: 'production', props: { imageTag: '1.0.0' } });
    app.synth();
    expect(await repository.sync()).toMatchObject({ status: 0 });
    expect(repository.values(PRODUCTION).image.tag).toBe('1.0.0');
  });
});
