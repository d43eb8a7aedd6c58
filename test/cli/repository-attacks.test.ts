import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { run } from '../../lib/cli/main';
import { CarryOver, carried, STATE } from './carry-over';
import { command, filesBelow } from './fixture';

const ONE = { 'a.yaml': 'a: 1\n' };
const TWO = { 'a.yaml': 'a: 2\n' };
const RUNNING = '.golden-path/repository.lock';
const NOBODY = String(2 ** 30);

describe('hostile state', () => {
  const stateWith = (change: object) => JSON.stringify({ stateVersion: 1, repository: 'checkout', managed: {}, given: {}, kept: {}, ...change });

  test.each([
    ['a path outside of the repository', stateWith({ managed: { '../secret.txt': 'x' } })],
    ['an absolute path', stateWith({ managed: { '/etc/passwd': 'x' } })],
    ["Git's own files", stateWith({ given: { '.git/config': 'x' } })],
    ['a reason that is no text', stateWith({ kept: { 'a.yaml': { reason: 1, declined: 'x' } } })],
    ['another format', stateWith({ managed: [] })],
    ['no JSON', '{'],
    ['a merge conflict', `<<<<<<< ours\n${stateWith({})}\n=======\n{}\n>>>>>>> theirs\n`],
    ['a later version', stateWith({ stateVersion: 2 })],
    ['a key that is a prototype', '{"stateVersion":1,"repository":"checkout","managed":{"__proto__/x":1},"given":{},"kept":{}}'],
  ])('with %s is refused, and nothing is written', async (_, text) => {
    const code = new CarryOver({ managed: ONE }, { [STATE]: text });
    fs.writeFileSync(path.join(code.root, 'secret.txt'), 'x');
    expect(await code.refused()).toHaveLength(1);
    expect(fs.existsSync(path.join(code.root, 'secret.txt'))).toBe(true);
  });
});

describe('hostile output', () => {
  test.each([
    ['a path outside of the repository', { '../../../checkout/x': 'x' }],
    ['a path in the folder of Git', { '.git/hooks/pre-commit': 'x' }],
  ])('with %s is refused, also if the record has its hash', async (_, managed) => {
    const code = new CarryOver({ managed });
    expect((await code.refused())[0]).toMatch(/: a file that was changed after the synth, or that the synth did not write$/);
  });

  test('that was changed after the synth is refused', async () => {
    const code = new CarryOver({ managed: ONE });
    fs.writeFileSync(path.join(code.outdir, 'repository/checkout/a.yaml'), 'evil: 1\n');
    fs.writeFileSync(path.join(code.outdir, 'repository/checkout/b.yaml'), 'evil: 1\n');
    const at = path.join(code.outdir, 'repository/checkout');
    const got = 'a file that was changed after the synth, or that the synth did not write';
    expect(await code.refused()).toEqual([`${at}/b.yaml: ${got}`, `${at}/a.yaml: ${got}`]);
    const record = path.join(code.outdir, 'golden-path.json');
    fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace('1.2.3', '1.2.4'));
    expect((await code.refused())[0]).toBe(`${record}: ${got}`);
  });

  test('that is a link is refused', async () => {
    const code = new CarryOver({ managed: ONE });
    const at = path.join(code.outdir, 'repository/checkout/a.yaml');
    fs.renameSync(at, path.join(code.root, 'elsewhere'));
    fs.symlinkSync(path.join(code.root, 'elsewhere'), at);
    expect((await code.refused()).join()).toContain('the symbolic link');
  });
});

describe('a checkout that cannot be written', () => {
  const managed = { 'a.yaml': 'a: 1\n', 'docs/b.md': 'b\n', 'z.yaml': 'z: 1\n' };

  test.each<[what: string, prepare: (checkout: string) => void, got: RegExp]>([
    ['a link in the place of a file', (at) => fs.symlinkSync('/etc/passwd', path.join(at, 'a.yaml')), /^a.yaml: the symbolic link 'a.yaml'$/],
    ['a link in the place of a folder', (at) => fs.symlinkSync('/tmp', path.join(at, 'docs')), /^docs\/b.md: the symbolic link 'docs'$/],
    ['a link that leads nowhere', (at) => fs.symlinkSync('/nowhere', path.join(at, 'a.yaml')), /^a.yaml: the symbolic link/],
    ['a link in the place of the state', (at) => fs.symlinkSync('/tmp', path.join(at, '.golden-path')), /: the symbolic link '.golden-path'$/],
    ['a folder in the place of a file', (at) => fs.mkdirSync(path.join(at, 'a.yaml')), /^a.yaml: something other than a regular file$/],
    ['a file in the place of a folder', (at) => fs.writeFileSync(path.join(at, 'docs'), ''), /^docs\/b.md: the file 'docs'$/],
    ['bytes that are no text', (at) => fs.writeFileSync(path.join(at, 'a.yaml'), Buffer.from([0xff, 0xfe])), /^a.yaml: bytes that are not UTF-8$/],
    ['a name in another case', (at) => fs.writeFileSync(path.join(at, 'A.yaml'), ''), /^a.yaml: the file 'A.yaml', whose name differs only in case$/],
  ])('because of %s is refused', async (_, prepare, got) => {
    const code = new CarryOver({ managed });
    prepare(code.checkout);
    const problems = await code.refused();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(got);
  });

  test('half way is as it was before', async () => {
    const code = await carried({ managed });
    code.synth({ checkout: { managed: { 'a.yaml': 'a: 2\n', 'docs/b.md': 'b2\n', 'z.yaml': 'z: 2\n' } } });
    const before = filesBelow(code.checkout);
    const taken = path.join(code.checkout, `z.yaml.golden-path-${process.pid}`);
    fs.writeFileSync(taken, '');
    const { status, complaint } = await code.run();
    fs.rmSync(taken, { force: true });
    expect([status, complaint]).toEqual([1, expect.stringMatching(/^EEXIST: file already exists/)]);
    expect(filesBelow(code.checkout)).toEqual(before);
    expect((await code.run()).status).toBe(0);
  });

  test('because it is in the output, or is not there', async () => {
    const code = new CarryOver({ managed: ONE });
    fs.mkdirSync(path.join(code.outdir, 'inside'));
    const complaintAt = async (at: string) => (await command('repository', at, '--from', code.outdir, '--yes')).complaint;
    expect(await complaintAt(path.join(code.outdir, 'inside'))).toContain('got a folder in the output of the synth');
    expect(await complaintAt(path.join(code.root, 'nowhere'))).toContain('got nothing\n     allowed: a folder');
  });
});

describe('what a user says', () => {
  test.each<[options: readonly string[], problems: readonly string[]]>([
    [['--service', 'chekout'], ["--service: 'chekout'"]],
    [['--take-ours', 'b.yaml'], ["--take-ours: 'b.yaml'"]],
    [['--take-ours', '../x', '/etc/passwd'], ["--take-ours: '../x'", "--take-ours: '/etc/passwd'"]],
    [['--keep', 'a.yaml'], ['--reason: nothing']],
    [['--keep', 'a.yaml', '--reason', 'x'], ["--reason: 'x'"]],
    [['--reason', 'we need it so'], ["--reason: 'we need it so'"]],
    [['--keep', 'a.yaml', '--take-ours', 'a.yaml', '--reason', 'we need it so'], ["--keep: 'a.yaml', which is also in --take-ours"]],
  ])('%j is refused', async (options, problems) => {
    const code = await carried({ managed: ONE });
    code.write({ 'a.yaml': 'mine\n' });
    expect(await code.refused(...options)).toEqual(problems);
  });

  test('a merge conflict is no text to keep, but may be replaced', async () => {
    const code = await carried({ managed: ONE });
    code.write({ 'a.yaml': '<<<<<<< HEAD\na: 1\n=======\na: 3\n>>>>>>> main\n' });
    expect(await code.refused()).toEqual(['a.yaml: an unresolved merge conflict']);
    expect(await code.refused('--keep', 'a.yaml', '--reason', 'we need it so')).toEqual(['a.yaml: an unresolved merge conflict']);
    expect((await code.run('--take-ours', 'a.yaml')).status).toBe(0);
    expect(code.files()).toEqual(ONE);
  });

  test('a text that would move the cursor is spelled out, and the fix is a command that a shell reads right', async () => {
    const file = "it's; rm $HOME.yaml";
    const code = await carried({ managed: { [file]: 'a: 1\n' } });
    code.write({ [file]: 'a: \u001b[2Jx\u202e\n' });
    const { printed, complaint } = await code.run();
    expect(printed).toContain('-a: \\u001b[2Jx\\u202e\n');
    expect(printed + complaint).not.toMatch(/[\u001b\u202e]/);
    expect(complaint).toContain("--take-ours 'it'\\''s; rm $HOME.yaml'");
  });

  test('texts that differ in thousands of lines end quickly', async () => {
    const lines = (from: number) => Array.from({ length: 40_000 }, (_, index) => `${index * 7 + from}`).join('\n');
    const code = await carried({ managed: { 'a.txt': lines(0) } });
    code.write({ 'a.txt': lines(1) });
    const { status, printed } = await code.run();
    expect([status, printed]).toEqual([1, expect.stringContaining('More than 1000 lines differ.')]);
  }, 20_000);
});

describe('two runs at a time', () => {
  test('the second is refused while the first one lives', async () => {
    const code = new CarryOver({ managed: ONE }, { [RUNNING]: String(process.pid) });
    expect(await code.refused()).toEqual([`${RUNNING}: another run of golden-path repository in this checkout`]);
  });

  test('what a run left that was killed is taken over', async () => {
    const code = await carried({ managed: ONE }, { [RUNNING]: NOBODY, [`a.yaml.golden-path-${NOBODY}`]: 'half' });
    expect(Object.keys(filesBelow(code.checkout))).toEqual([STATE, 'a.yaml']);
  });

  test.each([['a.yaml', 'mine\n'], [STATE, '{}']])('a change of %s after it was shown is not lost', async (file, text) => {
    const code = await carried({ managed: ONE });
    code.synth({ checkout: { managed: TWO } });
    let complaint = '';
    const status = await run(['repository', code.checkout, '--from', code.outdir], {
      print: () => undefined,
      complain: (said) => void (complaint += said),
      interactive: true,
      confirm: async () => {
        code.write({ [file]: text });
        return true;
      },
    });
    expect([status, code.read(file)]).toEqual([1, text]);
    expect(complaint).toContain('got a file that changed while golden-path repository ran');
  });

  test('write one output or the other, and no mixture', async () => {
    const many = (text: string) => Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`files/${index}.yaml`, `${text}\n`]));
    const code = await carried({ managed: many('old') });
    const other = new CarryOver({ managed: many('other') });
    code.synth({ checkout: { managed: many('new') } });
    const runs = [code.outdir, other.outdir].map((outdir) => golden(code.checkout, outdir).ended);
    const statuses = await Promise.all(runs);
    expect(statuses).toContain(0);
    expect(new Set(Object.values(code.files())).size).toBe(1);
    expect(await code.run('--take-ours', ...Object.keys(many('')))).toMatchObject({ status: 0 });
    expect(code.files()).toEqual(many('new'));
  }, 60_000);

  test('a run that is killed while it writes leaves whole files, and the next one ends its work', async () => {
    const many = (text: string) => Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`files/${index}.yaml`, `${text}\n`.repeat(50)]));
    const code = await carried({ managed: many('old') });
    code.synth({ checkout: { managed: many('new') } });
    const { child, ended } = golden(code.checkout, code.outdir);
    const running = path.join(code.checkout, RUNNING);
    while (!fs.existsSync(running) && child.exitCode === null) await setTimeout(1);
    await setTimeout(40);
    child.kill('SIGKILL');
    expect(await ended).toBeNull();
    const whole = [many('old'), many('new')].map((files) => files['files/0.yaml']);
    const files = Object.entries(code.files()).filter(([file]) => file.endsWith('.yaml'));
    expect(files).toHaveLength(1000);
    expect(files.filter(([, text]) => !whole.includes(text))).toEqual([]);
    expect(await code.run()).toMatchObject({ status: 0, complaint: '' });
    expect(code.files()).toEqual(many('new'));
  }, 60_000);
});

/** Runs the real command in a process of its own. */
function golden(checkout: string, outdir: string) {
  const args = ['--import', 'tsx', 'lib/cli/main.ts', 'repository', checkout, '--from', outdir, '--yes'];
  const child = spawn(process.execPath, args, { cwd: path.resolve(__dirname, '../..'), stdio: 'ignore' });
  return { child, ended: new Promise<number | null>((resolve) => child.on('exit', resolve)) };
}
