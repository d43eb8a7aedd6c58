import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root';

interface Finished {
  readonly status: number | null;
  readonly lines: readonly string[];
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-scripts-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(program: string, args: readonly string[], path = process.env.PATH): Finished {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', env: { PATH: path } });
  return { status, lines: stdout.trimEnd().split('\n') };
}

describe('a report', () => {
  function report(...steps: readonly string[]): Finished {
    const program = join(folder, 'program.mjs');
    writeFileSync(program, [
      `import { Report } from '${pathToFileURL(join(ROOT, 'scripts/support/report.mjs')).href}';`,
      "const report = new Report('Trying');",
      ...steps.map((action, index) => `await report.step('step ${index + 1}', async () => { ${action} });`),
      'report.finish();',
    ].join('\n'));
    return run(process.execPath, [program]);
  }

  test('ends with the count of what passed, and status 0', () => {
    expect(report('', 'return { passed: 41 };')).toMatchObject({ status: 0 });
    expect(report('', 'return { passed: 41 };').lines.at(-1)).toBe('42 passed, 0 failed');
  });

  test('goes on after a failure, repeats what failed at the end, and ends with status 1', () => {
    const { status, lines } = report("throw Object.assign(new Error('no such file'), { output: 'looked in a, b' });", '');

    expect(status).toBe(1);
    expect(lines.slice(lines.indexOf('──── failed: step 1 (no such file) ────'))).toEqual([
      '──── failed: step 1 (no such file) ────',
      'looked in a, b',
      '',
      'failed: step 1',
      '',
      '1 passed, 1 failed',
    ]);
  });

  test('says loudly what was not run, and counts it as nothing', () => {
    const { status, lines } = report("return { notRun: 'needs a program' };", '');

    expect(status).toBe(0);
    expect(lines).toContainEqual(expect.stringMatching(/⚠ step 1 +NOT RUN: needs a program/));
    expect(lines.slice(lines.indexOf('──── not run ────'))).toEqual(
      ['──── not run ────', '  step 1: needs a program', '', '1 passed, 0 failed'],
    );
  });
});

describe('continuous integration', () => {
  /** Runs `.ci/run` in an empty project with another npm, which gets `test` or `run` and what. */
  function integrate(npm: string): Finished {
    mkdirSync(join(folder, 'project/.ci'), { recursive: true });
    copyFileSync(join(ROOT, '.ci/run'), join(folder, 'project/.ci/run'));
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${npm}\n`);
    chmodSync(join(folder, 'npm'), 0o755);
    return run('bash', [join(folder, 'project/.ci/run')], `${folder}:${process.env.PATH}`);
  }

  test('adds up what its commands count', () => {
    const { status, lines } = integrate('[ "$1" = test ] && echo "10 passed, 0 failed" || echo "4 passed, 0 failed"');

    expect(status).toBe(0);
    expect(lines.at(-1)).toBe('22 passed, 0 failed');
    expect(lines).toContainEqual(expect.stringMatching(/^NOT RUN: .*validate-manifests\.mjs or .* is not here/));
  });

  test('fails where a test failed', () => {
    const { status, lines } = integrate('echo "10 passed, 2 failed"; exit 1');

    expect(status).toBe(1);
    expect(lines.at(-1)).toBe('40 passed, 8 failed');
  });

  test('repeats at the end what failed, in front of the count', () => {
    const failing = 'echo "  ✘ lint 3 s"; echo "──── failed: lint ────"; echo "a.ts: unused name"; echo "10 passed, 1 failed"; exit 1';
    const { lines } = integrate(`[ "$1" = test ] && { ${failing}; }; echo "4 passed, 0 failed"`);

    expect(lines.slice(lines.lastIndexOf('npm test failed:'))).toEqual([
      'npm test failed:', '  ✘ lint 3 s', '──── failed: lint ────', 'a.ts: unused name', '10 passed, 1 failed',
      '', '22 passed, 1 failed',
    ]);
  });

  test('counts a command that broke before it could count', () => {
    const { status, lines } = integrate('[ "$1" = test ] && exit 3; echo "4 passed, 0 failed"');

    expect(status).toBe(1);
    expect(lines.at(-1)).toBe('12 passed, 1 failed');
  });
});
