import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runScript } from './runner/shell';

const folder = mkdtempSync(join(tmpdir(), 'golden-path-shell-'));

/** Whether a process is there. One that ended and that nobody waited for does not count. */
function isAlive(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !holds(); tries += 1) await setTimeout(25);
  expect(holds()).toBe(true);
}

function written(file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8').trim();
  } catch {
    return '';
  }
}

test('a script gives its status and what it wrote', async () => {
  const { signal } = new AbortController();
  expect(await runScript('echo out; echo err >&2; exit 3', folder, process.env, signal)).toEqual({ status: 3, log: 'out\nerr\n' });
});

const testWithProcesses = process.platform === 'linux' ? test : test.skip;

testWithProcesses('a script that is ended takes with it what it started', async () => {
  const end = new AbortController();
  const ended = runScript('sleep 300 & echo $! > child; wait', folder, process.env, end.signal);
  await until(() => written('child') !== '');
  expect(isAlive(written('child'))).toBe(true);
  end.abort();
  expect(await ended).toEqual({ status: 1, log: '' });
  await until(() => !isAlive(written('child')));
});

test('no script begins after that', async () => {
  await expect(runScript('echo begun', folder, process.env, AbortSignal.abort())).rejects.toThrow('aborted');
});
