import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { load } from 'js-yaml';
import { writeAll } from '../../../lib/cli/init/new-files';
import { actionlintAll } from '../../support/actionlint';
import { filesBelow } from '../fixture';
import { ANSWERS, made, newFolder, present, RELEASE, run, WITH_PACKAGE } from './fixture';

const ROOT = path.resolve(__dirname, '../../..');
const WORKFLOWS = ['infrastructure', 'drift', 'promote'].map((name) => `.github/workflows/${name}.yml`);
const own = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;

interface Job {
  readonly uses: string;
  readonly with?: object;
  readonly secrets: object;
  readonly permissions: object;
}

/** The jobs of the workflows, by the reusable workflow that each of them is. */
function jobsOf(files: Readonly<Record<string, string>>): Job[] {
  return WORKFLOWS.flatMap((file) => Object.values((load(files[file]) as { jobs: Record<string, Job> }).jobs));
}

/** What npm makes of a folder. */
function npm(folder: string, ...args: string[]): string {
  const env = { ...process.env, NODE_AUTH_TOKEN: 'from-the-environment' };
  return execFileSync('npm', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('a new repository', () => {
  test('is the same for the same answers', async () => {
    expect(await made()).toEqual(await made());
  });

  test('takes the versions that the library asks for, and the tools that it is tested with', async () => {
    const { dependencies, devDependencies, engines } = JSON.parse((await made(WITH_PACKAGE))['package.json']) as typeof own;
    expect(dependencies).toEqual({
      ...own.peerDependencies,
      '@acme/platform': '^1.0.0',
      '@golden-path/constructs': `^${String(own.version)}`,
    });
    expect(Object.keys(dependencies)).toEqual(Object.keys(dependencies).sort());
    for (const [name, version] of Object.entries(devDependencies)) {
      expect([name, version]).toEqual([name, own.devDependencies[name]]);
    }
    expect(Object.keys(devDependencies)).toEqual(['@types/node', 'tsx', 'typescript']);
    expect(engines).toEqual(own.engines);
  });

  test('is what npm takes, with the registry for both scopes and a token that stands in no file', async () => {
    const folder = newFolder();
    await run(folder, WITH_PACKAGE);
    const [packed] = JSON.parse(npm(folder, 'pack', '--dry-run', '--json')) as { id: string }[];
    expect(packed.id).toBe('@acme/payment-service-infra@0.0.0');
    const config = npm(folder, 'config', 'get', '@acme:registry', '@golden-path:registry', 'ignore-scripts');
    expect(config).toBe(
      '@acme:registry=https://npm.acme.example/\n@golden-path:registry=https://npm.acme.example/\nignore-scripts=true\n',
    );
    const files = filesBelow(folder);
    expect(files['.npmrc']).toContain('\n//npm.acme.example/:_authToken=${NODE_AUTH_TOKEN}\n');
    expect(Object.values(files).filter((text) => text.includes('from-the-environment'))).toEqual([]);
  });

  test('says of each file in its README what it is, on one screen', async () => {
    const files = await made();
    const listed = [...files['README.md'].matchAll(/^\| `([^`]+\.?\w+)` \| [A-Z]/gm)].map(([, file]) => file);
    expect(listed).toEqual(expect.arrayContaining(Object.keys(files)));
    expect(files['README.md'].split('\n').length).toBeLessThanOrEqual(50);
    const { scripts } = JSON.parse(files['package.json']) as { scripts: object };
    const named = [...files['README.md'].matchAll(/npm run (\w+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('is small: no file is longer than a screen or two', async () => {
    for (const [file, text] of Object.entries(await made())) {
      expect([file, text.split('\n').length <= 60]).toEqual([file, true]);
      expect([file, text.endsWith('\n') && !text.endsWith('\n\n')]).toEqual([file, true]);
    }
  });

  test('takes the image from where it is said to be, and serves nothing where it is a worker', async () => {
    expect((await made())['stacks.ts']).toContain('      image: `${platform.imageRegistry}/payment-service`,\n');
    const worker = await made({ ...ANSWERS, image: 'registry.acme.example:5000/pay/worker', port: 'none' });
    expect(worker['stacks.ts']).toContain(
      "      image: 'registry.acme.example:5000/pay/worker',\n      imageTag: '0.1.0',\n    });\n",
    );
  });

  test.each([
    ['@acme/platform', undefined, "import { acme as platform } from '@acme/platform';", '*'],
    ['@big-corp/base@1.2.3', undefined, "import { bigCorp as platform } from '@big-corp/base';", '1.2.3'],
    ['platform-acme@next', 'platform', "import { platform } from 'platform-acme';", 'next'],
    ['@acme/platform', 'default', "import { default as platform } from '@acme/platform';", '*'],
  ])('from the package %s exporting %s', async (platformPackage, platformExport, line, version) => {
    const files = await made({ ...ANSWERS, platformPackage, platformExport });
    expect(files['stacks.ts'].split('\n')[0]).toBe(line);
    expect(files['test/stacks.test.ts']).toContain(`\n${line}\n`);
    const name = platformPackage.replace(/(?<=.)@.*/, '');
    expect((JSON.parse(files['package.json']) as typeof own).dependencies[name]).toBe(version);
    expect(files).not.toHaveProperty(['platform.ts']);
  });
});

describe('its workflows', () => {
  test('are what actionlint takes, which finds out where a job lacks what it is made of', async () => {
    const files = await made();
    const texts = WORKFLOWS.map((file) => files[file]);
    const [faulty, ...sound] = actionlintAll([texts[0].replace('needs: apply', 'needs: aply'), ...texts]);
    expect(sound).toEqual([[], [], []]);
    expect(faulty).toContainEqual(expect.stringMatching(/aply/));
  });

  test('call the workflows of this repository, at the commit of its release, with what those declare and are allowed', async () => {
    const jobs = jobsOf(await made());
    expect(jobs.map(({ uses }) => uses.replace(/^golden-path\/constructs\/\.github\/workflows\/(\w+)\.yml@/, '$1 '))).toEqual(
      ['plan', 'apply', 'gitops', 'drift', 'promote'].map((name) => `${name} ${RELEASE.commit}`),
    );
    for (const job of jobs) {
      const file = job.uses.replace(/^golden-path\/constructs\/(.+)@.+$/, '$1');
      const called = load(fs.readFileSync(path.join(ROOT, file), 'utf8')) as {
        on: { workflow_call: Record<string, Record<string, { required?: boolean }>> };
      };
      const { inputs = {}, secrets = {} } = called.on.workflow_call;
      for (const [given, declared] of [
        [job.with ?? {}, inputs],
        [job.secrets, secrets],
      ] as const) {
        expect([file, Object.keys(declared)]).toEqual([file, expect.arrayContaining(Object.keys(given))]);
        const required = Object.keys(declared).filter((key) => declared[key].required === true);
        expect([file, Object.keys(given)]).toEqual([file, expect.arrayContaining(required)]);
      }
    }
  });

  test('name a full commit for each that they call, with its tag beside it', async () => {
    const files = await made();
    const lines = WORKFLOWS.flatMap((file) => files[file].split('\n').filter((line) => line.includes('uses:')));
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatch(/^ {4}uses: [\w/-]+\.github\/workflows\/\w+\.yml@[0-9a-f]{40} # v1\.2\.3$/);
    const untagged = await made({ ...ANSWERS, workflows: `acme/platform@${RELEASE.commit}` });
    expect(untagged[WORKFLOWS[1]]).toMatch(/yml@[0-9a-f]{40}\n/);
  });

  test('are those that docs/ci.md explains', async () => {
    const shown = [
      ...fs.readFileSync(path.join(ROOT, 'docs/ci.md'), 'utf8').matchAll(/^<!-- workflow: (\S+) -->\n```yaml\n([^]*?)\n```$/gm),
    ];
    const files = await made();
    // They differ in the version, and in the minute of the day.
    const same = (text: string) => load(text.replace(/@\S+(?: # \S+)?$/gm, '@').replace(/cron: '\d+/, "cron: '"));
    const written = shown.filter(([, name]) => !['repository.yml', 'report.yml'].includes(name));
    expect(written.map(([, name]) => `.github/workflows/${name}`)).toEqual(WORKFLOWS);
    for (const [, name, text] of written) expect(same(files[`.github/workflows/${name}`])).toEqual(same(text));
  });

  test('may each do no more than its job needs', async () => {
    expect(jobsOf(await made()).map(({ permissions }) => permissions)).toEqual([
      { 'contents': 'read', 'id-token': 'write', 'pull-requests': 'write' },
      { 'actions': 'read', 'contents': 'read', 'id-token': 'write' },
      { contents: 'read' },
      { 'contents': 'read', 'id-token': 'write', 'issues': 'write' },
      { contents: 'read' },
    ]);
  });

  test('include one for the files that constructs manage where the code is in the same repository; it waits for its App', async () => {
    const answers = { ...ANSWERS, withApp: 'go', description: 'Takes payments', group: 'payments', organization: 'acme' };
    const file = '.github/workflows/repository.yml';
    const files = await made(answers);
    const { jobs, on } = load(files[file]) as { readonly jobs: Record<string, object>; readonly on: object };
    expect(jobs.repository).toEqual({
      'if': "vars.REPOSITORY_APP_CLIENT_ID != ''",
      'permissions': { contents: 'read' },
      'uses': `golden-path/constructs/.github/workflows/repository.yml@${RELEASE.commit}`,
      'with': {
        'folder': 'infra',
        'service': 'payment-service',
        'repository': '${{ github.event.repository.name }}',
        'app-client-id': '${{ vars.REPOSITORY_APP_CLIENT_ID }}',
      },
      'secrets': { NODE_AUTH_TOKEN: '${{ secrets.NODE_AUTH_TOKEN }}', APP_PRIVATE_KEY: '${{ secrets.APP_PRIVATE_KEY }}' },
    });
    expect(on).toMatchObject({ push: { branches: ['main'], paths: ['infra/**'] } });
    expect(await made()).not.toHaveProperty([file]);
    const { inputs } = (load(fs.readFileSync(path.join(ROOT, file), 'utf8')) as { on: { workflow_call: { inputs: object } } }).on.workflow_call;
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(['folder', 'service', 'repository', 'app-client-id']));
  });

  test('are those that were named, of the GitOps repository that was named', async () => {
    const files = await made({ ...ANSWERS, workflows: `acme/platform@${'f'.repeat(40)}#v3`, gitopsRepository: '123' });
    const jobs = jobsOf(files);
    expect(jobs[0].uses).toBe(`acme/platform/.github/workflows/plan.yml@${'f'.repeat(40)}`);
    expect(jobs[2].with).toMatchObject({ 'gitops-repository': '123' });
  });

  test('are none where there is to be none', async () => {
    const files = await made({ ...ANSWERS, ci: 'none' });
    expect(Object.keys(files).filter((file) => file.startsWith('.github'))).toEqual([]);
    expect(files['README.md']).not.toContain('GitHub');
  });
});

describe('what is there', () => {
  test('stays: every file in the way is named, and nothing is written', async () => {
    const folder = newFolder();
    fs.mkdirSync(path.join(folder, 'main.ts'), { recursive: true });
    fs.writeFileSync(path.join(folder, '.github'), '');
    fs.symlinkSync('/nowhere', path.join(folder, 'test'));
    fs.writeFileSync(path.join(folder, 'README.md'), 'mine\n');
    const { refusal } = await run(folder, ANSWERS);
    expect([...refusal!.matchAll(/\d\. (.+)/g)].map(([, problem]) => problem)).toEqual([
      'main.ts: got a folder',
      'test: got a symbolic link',
      'README.md: got a file',
    ]);
    fs.rmSync(path.join(folder, 'README.md'));
    fs.rmSync(path.join(folder, 'test'));
    fs.rmdirSync(path.join(folder, 'main.ts'));
    expect((await run(folder, ANSWERS)).refusal).toContain('1. .github: got a file\n     allowed: a folder for');
    expect(fs.readdirSync(folder)).toEqual(['.github']);
  });

  test('beside that is no matter, such as a checkout with its licence', async () => {
    const folder = newFolder();
    fs.mkdirSync(path.join(folder, '.git'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'LICENSE'), 'mine\n');
    expect(await run(folder, ANSWERS)).toMatchObject({ status: 0 });
    expect(fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8')).toBe('mine\n');
  });

  test('is no folder', async () => {
    const folder = newFolder();
    fs.writeFileSync(folder, '');
    expect((await run(folder, ANSWERS)).refusal).toContain('got a file\n     allowed: a folder, or nothing');
  });

  test.each([
    ['a name is too long for the file system', 'x'.repeat(300), /^ENAMETOOLONG/],
    ['a file came in between', 'LICENSE', /^EEXIST/],
  ])('is as it was where %s after some are written', (_, last, message) => {
    const folder = newFolder();
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'LICENSE'), 'mine\n');
    const files = ['main.ts', 'test/deep/one.ts', 'test/two.ts', last].map((file) => ({ path: file, text: 'new\n' }));
    expect(() => writeAll(folder, files)).toThrow(message);
    expect(filesBelow(folder)).toEqual({ LICENSE: 'mine\n' });
    expect(fs.readdirSync(folder)).toEqual(['LICENSE']);
    fs.rmSync(folder, { recursive: true });
    expect(() => writeAll(folder, [files[0], { path: 'x'.repeat(300), text: '' }])).toThrow(/^ENAMETOOLONG/);
    expect(present(folder)).toBe(false);
  });

  test('is not touched by a dry run, which shows the same files', async () => {
    const folder = newFolder();
    const dry = await run(folder, ANSWERS, { yes: true, dryRun: true });
    expect(dry).toMatchObject({ status: 0, screen: expect.stringMatching(/\nNothing was written: this is a dry run\.\n$/) });
    expect(present(folder)).toBe(false);
    const { screen } = await run(folder, ANSWERS);
    expect(screen.split('Written.')[0]).toBe(dry.screen.split('Nothing was')[0]);
    const listed = [...screen.matchAll(/^ {2}(\S+) {2,}[A-Z]/gm)].map(([, file]) => file).sort();
    expect(listed).toEqual(Object.keys(filesBelow(folder)).sort());
  });
});

test('the way on begins in the new folder, whatever it is called', async () => {
  expect((await run(newFolder("it's my infra"), ANSWERS)).screen).toMatch(/^ {2}cd '.*it'\\''s my infra'$/m);
});
