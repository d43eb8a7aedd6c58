import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ServiceSecret } from '@golden-path/constructs';
import { App, AssetType, TerraformAsset, TerraformStack } from 'cdktf';
import { Preflight } from '../../lib/output/preflight';
import { makeStage } from '../../lib/output/stage';
import { thrownBy } from '../support/errors';
import { aService, temporaryFolder } from '../support/synth';
import { everythingIn } from './everything';

/** The number of a process that does not run: none gets one so high. */
const ENDED = 2 ** 30;

function anApp(outdir: string, build: (app: App) => void = () => undefined): App {
  const app = new App({ outdir });
  const service = aService(app);
  new ServiceSecret(service.node.scope!, 'Stripe', { secretName: 'stripe', keys: ['api-key'] });
  build(app);
  return app;
}

function synthesised(build?: (app: App) => void): string {
  const outdir = temporaryFolder();
  anApp(outdir, build).synth();
  return outdir;
}

const OUTPUT = ['gitops', 'golden-path.json', 'manifest.json', 'stacks'];

describe('what cannot be written', () => {
  test('is found at once where something else is in its place, and nothing is changed', () => {
    const outdir = synthesised();
    const blocked = ['golden-path.json', 'manifest.json', 'stacks/checkout-staging/cdk.tf.json'];
    for (const file of blocked) {
      fs.rmSync(path.join(outdir, file));
      fs.mkdirSync(path.join(outdir, file));
    }
    fs.rmSync(path.join(outdir, 'gitops'), { recursive: true });
    fs.writeFileSync(path.join(outdir, 'gitops'), 'mine');
    const before = everythingIn(outdir);
    const { code, problems } = thrownBy(() => anApp(outdir).synth());
    expect(code).toBe('UnwritableOutput');
    expect(problems.map((problem) => problem.path)).toEqual(['gitops', ...blocked].map((file) => `'${path.join(outdir, file)}'`));
    expect(problems[0]).toMatchObject({ got: 'a file', allowed: 'a folder of the output, or nothing', fix: 'move it away' });
    expect(everythingIn(outdir)).toEqual(before);
  });

  test('is named where a name is too long, also when several stacks are refused', () => {
    const outdir = synthesised();
    const before = everythingIn(outdir);
    const long = ['a', 'b'].map((letter) => letter.repeat(300));
    const error = thrownBy(() => anApp(outdir, (app) => long.forEach((id) => new TerraformStack(app, id))).synth());
    expect(error.code).toBe('UnwritableOutput');
    expect(error.problems).toEqual([
      {
        path: `'${path.join(outdir, 'stacks', long[0])}'`,
        got: 'a name that is too long for the file system (ENAMETOOLONG)',
        allowed: 'an output folder that can be written as a whole',
        fix: 'shorten the name, or the path of the output folder',
      },
    ]);
    expect(everythingIn(outdir)).toEqual(before);
  });

  test('is named where the output folder itself is gone', () => {
    const outdir = temporaryFolder();
    const app = anApp(outdir);
    fs.rmSync(outdir, { recursive: true });
    expect(thrownBy(() => app.synth())).toMatchObject({ code: 'UnwritableOutput', problems: [{ path: `'${outdir}'` }] });
  });

  test("is left to the user's own code where that reads another file", () => {
    const outdir = synthesised();
    const missing = path.join(outdir, '../not-there');
    const app = anApp(outdir, ({ node }) => node.addValidation({ validate: () => [fs.readFileSync(missing, 'utf8')] }));
    expect(() => app.synth()).toThrow(expect.objectContaining({ code: 'ENOENT', path: missing }));
    expect(fs.readdirSync(outdir).sort()).toEqual(OUTPUT);
  });
});

describe('what a killed synth left', () => {
  test('goes with the next good one, unless its process lives', () => {
    const outdir = synthesised();
    const [own] = [path.basename(makeStage(outdir))];
    const dead = own.replace(`-${process.pid}-`, `-${ENDED}-`);
    const elsewhere = `.staging-00000000-${ENDED}-AbCdEf`;
    const old = '.staging-AbCdEf';
    for (const name of [dead, elsewhere, old]) fs.mkdirSync(path.join(outdir, name, 'output'), { recursive: true });
    fs.utimesSync(path.join(outdir, old), 0, 0);
    anApp(outdir, (app) => app.node.addValidation({ validate: () => ['no'] }));
    expect(fs.readdirSync(outdir)).toContain(dead);
    anApp(outdir).synth();
    expect(fs.readdirSync(outdir).sort()).toEqual([elsewhere, own, ...OUTPUT].sort());
  });
});

describe('a stack that left the app', () => {
  const withOther = (app: App) => void new TerraformStack(app, 'other');

  test('leaves the output', () => {
    const outdir = synthesised(withOther);
    expect(fs.readdirSync(path.join(outdir, 'stacks'))).toEqual(['checkout-staging', 'other']);
    anApp(outdir).synth();
    expect(fs.readdirSync(path.join(outdir, 'stacks'))).toEqual(['checkout-staging']);
    expect(fs.readFileSync(path.join(outdir, 'manifest.json'), 'utf8')).not.toContain('other');
  });

  test('keeps what Terraform wrote, and its state is spoken of', () => {
    const outdir = synthesised(withOther);
    const folder = path.join(outdir, 'stacks/other');
    fs.mkdirSync(path.join(folder, '.terraform'));
    fs.writeFileSync(path.join(folder, 'terraform.tfstate'), 'state');
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    anApp(outdir).synth();
    const said = warn.mock.calls.map(([message]) => message);
    warn.mockRestore();
    expect(fs.readdirSync(folder).sort()).toEqual(['.terraform', 'terraform.tfstate']);
    expect(said).toEqual([
      `The stack of '${folder}' is no longer part of the app. Its folder stays, since it holds Terraform's state: 'terraform.tfstate'`,
    ]);
  });

  test('is only what a synth wrote: other folders stay', () => {
    const outdir = synthesised();
    fs.mkdirSync(path.join(outdir, 'stacks/mine/assets'), { recursive: true });
    fs.writeFileSync(path.join(outdir, 'stacks/mine/cdk.tf.json'), '{"//":{"metadata":{"stackName":"yours"}}}');
    fs.writeFileSync(path.join(outdir, 'stacks/README'), 'mine');
    const before = everythingIn(outdir);
    anApp(outdir).synth();
    expect(everythingIn(outdir)).toEqual(before);
  });
});

test('the assets of a stack are those of the last synth', () => {
  const source = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'golden-path-asset-')), 'index.js');
  const outdir = temporaryFolder();
  const assets = (text?: string) => {
    if (text !== undefined) fs.writeFileSync(source, text);
    const withAsset = (app: App) => void new TerraformAsset(new TerraformStack(app, 'other'), 'Code', { path: source, type: AssetType.FILE });
    anApp(outdir, text === undefined ? (app) => void new TerraformStack(app, 'other') : withAsset).synth();
    return Object.entries(everythingIn(path.join(outdir, 'stacks/other'))).filter(([name]) => name.endsWith('index.js')).map(([, each]) => each);
  };
  expect(assets('one')).toEqual(['one']);
  expect(assets('two')).toEqual(['two']);
  expect(assets()).toEqual([]);
  expect(fs.readdirSync(path.join(outdir, 'stacks/other'))).toEqual(['cdk.tf.json']);
});

test.each([
  ['text', { path: 'apps/a.yaml', text: 'queue: "#{TfToken[TOKEN.1]}"\n' }, 'Infra: apps/a.yaml'],
  ['name', { path: 'apps/${TfToken[TOKEN.1]}.yaml', text: 'a: 1\n' }, 'Infra: the name of a file'],
])('a token in the %s of a file that is contributed is refused', (_, file, place) => {
  const app = new App({ outdir: temporaryFolder() });
  const service = aService(app);
  Preflight.of(service).addFiles(() => ({ files: [{ ...file, owner: service }], conflicts: [] }));
  expect(thrownBy(() => app.synth())).toMatchObject({ code: 'TokenInManifest', problems: [{ path: `checkout-staging/${place}` }] });
});
