import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/** What became of a run of the command. */
export interface Outcome {
  /** Nothing if it was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
  /** The most memory that it had, in MB. */
  readonly megabytes: number;
}

/** Writes a configuration of so many repositories, each with a service, and returns its path. */
export function configuration(folder: string, url: string, repositories: number): string {
  const services = Array.from({ length: repositories }, (_, index) => `service-${index}`).map((name, index) => ({
    name, team: `team-${index % 20}`, repository: name, workflows: ['Deploy to Production'],
  }));
  const file = join(folder, 'golden-path.reports.yaml');
  writeFileSync(file, JSON.stringify({ organization: 'acme', githubUrl: url, services }));
  return file;
}

/** Runs the built command as the package does, and kills it as soon as that is said. */
export function dora(config: string, cache: string, isTime: () => boolean = () => false): Promise<Outcome> {
  const begin = Date.now();
  const program = ['--require', join(__dirname, 'peak-memory.cjs'), join(ROOT, 'build/cli/main.js'), 'dora'];
  const args = ['--config', config, '--cache', cache, '--until', '2026-03-30', '--days', '30', '--format', 'json'];
  const child = spawn(process.execPath, [...program, ...args], { env: { ...process.env, GITHUB_TOKEN: 'a-token' } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => void (out += String(text)));
  child.stderr.on('data', (text) => void (err += String(text)));
  const watch = setInterval(() => void (isTime() && child.kill('SIGKILL')), 5);
  return new Promise((done) => child.on('close', (code) => {
    clearInterval(watch);
    done({ code, out, err, seconds: (Date.now() - begin) / 1000, megabytes: Number(/maxRSS (\d+)/.exec(err)?.[1]) });
  }));
}
