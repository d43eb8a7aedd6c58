import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { watch } from '../../../lib/cli/synth/watch/watch';
import { temporaryFolder } from '../../support/synth';

const SOURCE = path.join(__dirname, '../../../lib/cli/synth/watch/preload.ts');

/** An app in a few lines: what it writes follows from the files that it loads, and it says whether a package was loaded before. */
const APP = `
const fs = require('node:fs');
const path = require('node:path');
const before = Object.keys(require.cache).some((name) => name.includes('a-package'));
const text = require('./part.js') + require('a-package') + require('../elsewhere.js');
const out = process.env.CDKTF_OUTDIR;
const write = (file, content) => {
  fs.mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
  fs.writeFileSync(path.join(out, file + '.new'), content);
  fs.renameSync(path.join(out, file + '.new'), path.join(out, file));
};
const extra = fs.existsSync('extra.txt');
write('stacks/a/cdk.tf.json', text + '\\n');
if (extra) write('gitops/extra.txt', 'extra\\n');
const files = { 'stacks/a/cdk.tf.json': text, ...(extra && { 'gitops/extra.txt': 'extra' }) };
write('golden-path.json', JSON.stringify({ files }));
write('manifest.json', '{"stacks":{"a":{}}}');
console.log(before ? 'warm' : 'cold', process.env.NODE_OPTIONS, process.env.GOLDEN_PATH_PRELOAD, fs.readFileSync(0, 'utf8').length);
`;

/** A watched app in a folder of its own. */
class Session {
  public readonly root = temporaryFolder();
  public readonly folder = path.join(this.root, 'app');
  private readonly ending = new AbortController();
  private readonly home = process.cwd();
  private text = '';
  private ended?: Promise<unknown>;

  public constructor(private readonly command = 'node main.js', private readonly options = '--no-warnings') {
    const { outputText } = ts.transpileModule(fs.readFileSync(SOURCE, 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS } });
    fs.mkdirSync(path.join(this.folder, 'node_modules'), { recursive: true });
    fs.writeFileSync(path.join(this.root, 'preload.js'), outputText);
    this.write('main.js', APP);
    this.write('part.js', "module.exports = 'one';");
    this.write('node_modules/a-package.js', "module.exports = ' two';");
    this.write('../elsewhere.js', "module.exports = ' three';");
    this.write('cdktf.json', JSON.stringify({ app: this.command }));
  }

  public write(name: string, content: string): void {
    fs.writeFileSync(path.join(this.folder, name), content);
  }

  /** Starts to watch, and gives what was said until it waits for edits. */
  public async begin(): Promise<string> {
    process.chdir(this.folder);
    const say = (text: string) => void (this.text += text);
    const output = { print: say, complain: say, interactive: false, confirm: async () => false };
    const env = { PATH: process.env.PATH, NODE_OPTIONS: this.options };
    this.ended = watch({}, { output, env, stopped: this.ending.signal }, path.join(this.root, 'preload.js'));
    return this.settled();
  }

  /** Writes a file, and gives what was said of it. */
  public async edit(name: string, content: string): Promise<string> {
    this.write(name, content);
    return this.settled();
  }

  public async end(): Promise<void> {
    this.ending.abort('SIGTERM');
    await this.ended;
    process.chdir(this.home);
  }

  public async settled(): Promise<string> {
    const until = Date.now() + 20_000;
    while (!this.text.includes('Waiting for edits')) {
      if (Date.now() > until) throw new Error(`it does not wait for edits: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const said = this.text;
    this.text = '';
    return said;
  }
}

test('synthesises again after each edit, shows what changed, and survives mistakes', async () => {
  const session = new Session();
  try {
    expect(await session.begin()).toMatch(/^cold --no-warnings undefined 0\n1 stack in cdktf\.out .*\nWaiting/);

    const edited = await session.edit('part.js', "module.exports = 'ONE';");
    expect(edited).toContain("'part.js' changed\nwarm --no-warnings undefined 0\n1 stack in");
    expect(edited).toContain('-one two three\n+ONE two three\n');
    expect(edited).toContain('1 file changed');

    // A loader might have read it.
    expect(await session.edit('extra.txt', '')).toMatch(/'extra\.txt' changed\nwarm .*\n.*\nadded +gitops\/extra\.txt\n\n1 file added\n/);
    fs.rmSync(path.join(session.folder, 'extra.txt'));
    expect(await session.settled()).toContain('removed  gitops/extra.txt');

    const broken = await session.edit('part.js', 'module.exports = ;');
    expect(broken).toContain("SyntaxError: Unexpected token ';'");
    expect(broken).toContain('the app ended with status 1');
    expect(await session.edit('part.js', "module.exports = 'ONE';")).toMatch(/\nwarm [^]*Nothing of the output changed/);

    expect(await session.edit('../elsewhere.js', "module.exports = ' 3';")).toContain('+ONE two 3\n');
    expect(await session.edit('cdktf.json', '{')).toContain('allowed: JSON');
    expect(await session.edit('cdktf.json', JSON.stringify({ app: 'node  main.js' }))).toContain('\nwarm ');

    fs.mkdirSync(path.join(session.folder, 'new'));
    fs.writeFileSync(path.join(session.folder, 'new/part.js'), "module.exports = 'new';");
    expect(await session.settled()).toContain("'new/part.js' changed");
    expect(await session.edit('part.js', "module.exports = require('./new/part.js');")).toContain('+new two 3\n');
    expect(await session.edit('new/part.js', "module.exports = 'newer';")).toContain('+newer two 3\n');

    session.write('node_modules/a-package.js', "module.exports = ' 2';");
    expect(await session.edit('package.json', '{}')).toMatch(/\ncold [^]*\+newer 2 3\n/);
  } finally {
    await session.end();
  }
  expect(fs.readdirSync(path.join(session.folder, 'cdktf.out')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a loader takes its settings from after the edit', async () => {
  const session = new Session('node --require a-loader main.js');
  const loads = path.join(session.root, 'loads.log');
  session.write('node_modules/a-loader.js', `
    const fs = require('node:fs');
    const settings = fs.readFileSync('settings.json', 'utf8');
    fs.appendFileSync(${JSON.stringify(loads)}, '.');
    process.on('exit', () => console.log(settings));
  `);
  session.write('settings.json', '"before"');
  try {
    expect(await session.begin()).toContain('"before"');
    // The process that waits has read them too.
    while (fs.readFileSync(loads, 'utf8') !== '..') await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await session.edit('settings.json', '"after"')).toMatch(/\nwarm [^]*"after"/);
  } finally {
    await session.end();
  }
}, 20_000);

test('a loader that is a package of the same workspace may be edited', async () => {
  const session = new Session('node --require a-loader main.js');
  fs.mkdirSync(path.join(session.folder, 'a-loader'));
  fs.symlinkSync('../a-loader', path.join(session.folder, 'node_modules/a-loader'), 'junction');
  const loader = (said: string) => `console.log('loaded ${said}');`;
  session.write('a-loader/index.js', loader('before'));
  try {
    expect(await session.begin()).toContain('loaded before');
    // Were there a process that waits, it would have loaded it by now.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await session.edit('a-loader/index.js', loader('after'))).toContain('loaded after');
  } finally {
    await session.end();
  }
}, 20_000);

test.each([
  ['a command that reads the app before Node starts', 'true && node main.js', '--no-warnings'],
  ['a loader that is a file of the app', 'node --require ./part.js main.js', '--no-warnings'],
  ['a loader among the options of Node', 'node main.js', '--require ./part.js'],
])('with %s the app is run anew', async (_, command, options) => {
  const session = new Session(command, options);
  try {
    expect(await session.begin()).toContain('cold');
    expect(await session.edit('part.js', "module.exports = 'ONE';")).toMatch(/\ncold [^]*\+ONE two three\n/);
  } finally {
    await session.end();
  }
});

test.each(['.', '..'])('an output in which the app is would change for ever: %s', async (folder) => {
  const output = { print: () => undefined, complain: () => undefined, interactive: false, confirm: async () => false };
  const watched = watch({ app: 'node main.js', output: folder }, { output, env: {}, stopped: AbortSignal.abort() });
  await expect(watched).rejects.toThrow(`1. output: got '${folder}'\n     allowed: a folder apart from the files of the app\n     fix: pass --output cdktf.out`);
});
