import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../test/repository/root';
import { runScript } from './run-script';

describe('checks that are one step of a report', () => {
  function result(...actions: readonly string[]): unknown {
    const body = `
      const tally = new module.Tally(() => {});
      ${actions.map((action, index) => `await tally.step('check ${index + 1}', async () => { ${action} });`).join('\n')}
      try {
        return tally.result();
      } catch (error) {
        return { thrown: error.constructor.name, message: error.message };
      }
    `;
    return runScript('tally.mjs', body);
  }

  test('are counted, and each that failed is named with its reason', () => {
    const failing = "throw Object.assign(new Error('npm ended with 1'), { output: 'no such package' });";

    expect(result('', "return { passed: 0, failed: 1, note: 'differs', output: 'one file' };", failing)).toEqual({
      passed: 1,
      failed: 2,
      note: '1 checks',
      output: 'check 2: differs\none file\n\ncheck 3: npm ended with 1\nno such package',
    });
  });

  test('say in the note what was not run', () => {
    expect(result('', "return { notRun: 'no terraform' };")).toMatchObject({
      passed: 1,
      failed: 0,
      note: '1 checks; NOT RUN: check 2: no terraform',
    });
  });

  test('were not run at all where nothing could be tried', () => {
    expect(result("return { notRun: 'no registry' };")).toEqual({ thrown: 'NotRun', message: 'check 1: no registry' });
  });
});

describe('the doors of an installed package', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'golden-path-doors-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function open(exports: object): string {
    const place = join(folder, 'node_modules/@acme/one');
    mkdirSync(join(place, 'build'), { recursive: true });
    writeFileSync(
      join(place, 'package.json'),
      JSON.stringify({ name: '@acme/one', exports: { ...exports, './package.json': './package.json' } }),
    );
    writeFileSync(join(place, 'build/index.js'), 'exports.one = 1;');
    writeFileSync(join(place, 'build/empty.js'), '');
    const program = join(ROOT, 'conformance/e2e/registry/doors.mjs');
    return execFileSync(process.execPath, [program, '@acme/one', 'build/index.js'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  }

  const code = (file: string) => ({ types: `./build/${file}.d.ts`, default: `./build/${file}.js` });

  test('are opened, those that are code and those that are not', () => {
    expect(open({ '.': code('index'), './testing': code('index') })).toBe('["@acme/one","@acme/one/testing"]\n');
  });

  test.each([
    ['leads nowhere', { './testing': code('gone') }, /Cannot find module/],
    ['exports nothing', { './testing': code('empty') }, /@acme\/one\/testing exports nothing/],
    ['is a file of the package', { './build/index.js': './build/index.js' }, /build\/index.js has no door and can be imported/],
  ])('fail where one %s', (_, exports, message) => {
    expect(() => open({ '.': code('index'), ...exports })).toThrow(message);
  });
});
