import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { load } from 'js-yaml';
import { filesBelow } from '../../test/cli/fixture';
import { ANSWERS, newFolder, run, WITH_PACKAGE } from '../../test/cli/init/fixture';

const ROOT = path.resolve(__dirname, '../..');

/** How a program ended. */
interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A new repository as it is after `npm install`, except that the library's name means its sources. */
class Installed {
  public static async with(answers: typeof ANSWERS): Promise<Installed> {
    const folder = newFolder();
    expect(await run(folder, answers)).toMatchObject({ status: 0 });
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    // As a team's editor reads it, but for where the library is.
    const paths = {
      '@golden-path/constructs': [path.join(ROOT, 'lib/index.ts')],
      '@golden-path/constructs/testing': [path.join(ROOT, 'lib/testing/index.ts')],
    };
    fs.writeFileSync(
      path.join(folder, 'tsconfig.sources.json'),
      JSON.stringify({ extends: './tsconfig.json', compilerOptions: { paths } }),
    );
    return new Installed(folder);
  }

  private constructor(public readonly folder: string) {}

  /** Checks its types, and those of other repositories. */
  public typeCheckWith(...others: Installed[]): Ended {
    const config = JSON.parse(this.read('tsconfig.sources.json')) as object;
    const include = [this, ...others].flatMap(({ folder }) => [`${folder}/*.ts`, `${folder}/test`]);
    fs.writeFileSync(path.join(this.folder, 'tsconfig.types.json'), JSON.stringify({ ...config, include }));
    return this.spawn([path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json', '--pretty', 'false']);
  }

  /** The command that `cdktf synth` runs. */
  public synth(): Ended {
    const { app } = JSON.parse(this.read('cdktf.json')) as { app: string };
    return this.spawn(app.split(' ').slice(1));
  }

  /** What `npm test` runs, its pattern read as a shell reads it. */
  public test(): Ended {
    const { scripts } = JSON.parse(this.read('package.json')) as { scripts: { test: string } };
    return this.spawn(scripts.test.replace('test/*.test.ts', 'test/stacks.test.ts').split(' ').slice(1));
  }

  /** Makes ES modules of its files, as a team does that writes them everywhere. */
  public useModules(): this {
    this.edit('package.json', '"private": true,', '"private": true,\n  "type": "module",');
    return this;
  }

  public read(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  public edit(file: string, from: string, to: string): void {
    const text = this.read(file);
    expect(text).toContain(from);
    fs.writeFileSync(path.join(this.folder, file), text.replaceAll(from, to));
  }

  private spawn(args: string[]): Ended {
    const env = {
      ...process.env,
      TSX_TSCONFIG_PATH: path.join(this.folder, 'tsconfig.sources.json'),
      NODE_OPTIONS: `--import ${path.join(__dirname, 'no-network.mjs')}`,
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: this.folder, env, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  }
}

let [example, worker, modules]: Installed[] = [];

beforeAll(async () => {
  example = await Installed.with(ANSWERS);
  worker = await Installed.with({ ...WITH_PACKAGE, port: 'none', ci: 'none' });
  modules = (await Installed.with({ ...ANSWERS, region: 'cn-north-1' })).useModules();
});

test('none has an error of type, and what a team misspells is one', async () => {
  const faulty = await Installed.with(WITH_PACKAGE);
  faulty.edit('stacks.ts', 'replicaCount', 'replicaCounts');
  faulty.edit('stacks.ts', 'acme as platform', 'acmee as platform');
  // In one program, since it reads the whole library.
  const { status, output } = faulty.typeCheckWith(example, worker, modules);
  expect(status).toBe(2);
  const errors = output.split('\n').filter((line) => line.includes('error TS'));
  expect(errors).toEqual([
    expect.stringMatching(/^stacks\.ts\(1,10\): .* has no exported member.* 'acmee'/),
    expect.stringMatching(/^stacks\.ts\(12,7\): .*'replicaCounts' does not exist in type 'MicroserviceInfraProps'/),
  ]);
  // A compiler on a busy machine.
}, 180_000);

test('a repository with an example platform is synthesised and tested as it stands', () => {
  expect(example.synth()).toEqual({ status: 0, output: '' });
  const written = Object.keys(filesBelow(path.join(example.folder, 'cdktf.out')));
  expect(written.filter((file) => file.endsWith('cdk.tf.json'))).toEqual([
    'stacks/payment-service-production/cdk.tf.json',
    'stacks/payment-service-staging/cdk.tf.json',
  ]);
  const values = load(example.read('cdktf.out/gitops/apps/payment-service/values-staging.yaml')) as { image: { repository: string } };
  expect(values.image.repository).toBe('ghcr.io/acme/payment-service');
  expect(example.test()).toMatchObject({ status: 0, output: expect.stringMatching(/^# pass 4$/m) });
});

test('a repository of ES modules, in another partition of AWS, is synthesised and tested as it stands', () => {
  expect(modules.synth()).toEqual({ status: 0, output: '' });
  expect(modules.test()).toMatchObject({ status: 0, output: expect.stringMatching(/^# pass 4$/m) });
  const { provider } = JSON.parse(modules.read('cdktf.out/stacks/payment-service-staging/cdk.tf.json')) as {
    provider: { kubernetes: { host: string }[] };
  };
  expect(provider.kubernetes[0].host).toBe('https://EXAMPLE1.gr7.cn-north-1.eks.amazonaws.com.cn');
});

test('a synth that asks the network would fail here', async () => {
  const asking = await Installed.with(ANSWERS);
  asking.edit('main.ts', 'app.synth();', "app.synth();\nvoid fetch('https://checkpoint-api.hashicorp.com/v1/check/cdktf');");
  expect(asking.synth()).toMatchObject({ status: 1, output: expect.stringContaining('the network was asked') });
});

test("its test finds out what breaks the service's promises", () => {
  example.edit('stacks.ts', 'production ? 3 : 1', '1');
  example.edit('stacks.ts', '{ GitOpsApp, MicroserviceInfra,', '{ GitOpsApp, MicroserviceInfra, Peer,');
  example.edit(
    'stacks.ts',
    '    new GitOpsApp(',
    "    service.allowFrom(Peer.cidr('203.0.113.0/24'), 8080, 'a partner');\n    new GitOpsApp(",
  );
  const { status, output } = example.test();
  expect(status).toBe(1);
  expect([...output.matchAll(/^not ok \d+ - (.+)$/gm)].map(([, name]) => name)).toEqual([
    'in staging its pods cannot be reached from outside',
    'in production it survives the loss of a node',
    'in production its pods cannot be reached from outside',
  ]);
});

test('a repository of a worker, whose platform is a package, is synthesised and tested as it stands', () => {
  expect(worker.synth()).toEqual({ status: 0, output: '' });
  expect(worker.test()).toMatchObject({ status: 0, output: expect.stringMatching(/^# pass 4$/m) });
});

test('a database is the line that the README shows', () => {
  const [, line] = /`(service\.connectTo\(.+;)`/.exec(worker.read('README.md'))!;
  worker.edit('stacks.ts', '{ GitOpsApp, ', '{ DatabaseTier, PostgresDatabase, GitOpsApp, ');
  worker.edit('stacks.ts', '    new GitOpsApp(', `    ${line}\n    new GitOpsApp(`);
  expect(worker.synth()).toEqual({ status: 0, output: '' });
  expect(worker.test()).toMatchObject({ status: 0 });
  const manifests = path.join(worker.folder, 'cdktf.out/gitops/apps/payment-service/manifests/staging');
  expect(fs.readdirSync(manifests)).toContain('postgresqlinstance-main.yaml');
});

test('a team that the platform does not have is found out by the first synth', () => {
  worker.edit('stacks.ts', "'payments'", "'paymants'");
  expect(worker.synth()).toMatchObject({ status: 1, output: expect.stringContaining("did you mean 'payments'?") });
});
