import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../../../scripts/support/run.mjs';
import { NotRun } from '../not-run.mjs';
import { judge } from './judge.mjs';
import { DEPENDENCIES } from './packages.mjs';
import { programWith } from './programs.mjs';

/** The modules that are fetched, and not made here, have to be there. */
const UNREACHABLE = /reading https?:|dial tcp|no such host|i\/o timeout/;

/** A program in Go, with the library's module in place of the one that a release would tag. */
export async function inGo({ folder, library, dependencies }, say) {
  const { code } = await attempt(['go', 'version']).catch(() => ({ code: 1 }));
  if (code !== 0) throw new NotRun('there is no `go` on the PATH');
  const team = join(folder, 'go');
  const platform = join(team, 'platform');
  mkdirSync(platform, { recursive: true });
  writeFileSync(join(platform, 'acme.go'), programWith('go', 'package acme'));
  const modules = [library, ...DEPENDENCIES.map((name) => join(dependencies, name))].map(moduleBelow);
  writeFileSync(join(platform, 'go.mod'), 'module github.com/acme/platform-go\n\ngo 1.25\n');
  const replaced = [...modules, { path: 'github.com/acme/platform-go', folder: platform }];
  const replacements = replaced.map((module) => `replace ${module.path} => ${module.folder}\n`).join('');
  writeFileSync(join(team, 'go.mod'), `module github.com/acme/payment-service\n\ngo 1.25\n\n${replacements}`);
  const program = programWith('go', 'package main');
  writeFileSync(join(team, 'main.go'), program);
  say('the modules that it needs');
  const tidy = await attempt(['go', 'mod', 'tidy'], { cwd: team });
  if (tidy.code !== 0 && UNREACHABLE.test(tidy.output)) throw new NotRun(`a module cannot be had:\n${tidy.output}`);
  if (tidy.code !== 0) return { passed: 0, failed: 1, output: tidy.output };
  return judge({
    program,
    start: (text, out) => start(team, text, out),
    faults: {
      replicas: ['replicas = 3', 'replicas = 4'],
      props: [
        ['ServiceName: jsii.String("payment-service")', 'ServiceName: jsii.String("Payment_Service")'],
        ['TeamName: jsii.String("payments")', 'TeamName: jsii.String("nobody")'],
        ['replicas := 1', 'replicas := -1'],
      ],
      type: ['jsii.Number(8080)', 'jsii.String("8080")'],
      refusal: 'cannot use jsii.String("8080")',
    },
  }, folder, say);
}

/** The Go module in what jsii-pacmak wrote. */
function moduleBelow(place) {
  const [name] = readdirSync(join(place, 'go'));
  const folder = join(place, 'go', name);
  return { path: /^module (\S+)$/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))[1], folder };
}

async function start(team, program, out) {
  writeFileSync(join(team, 'main.go'), program);
  const env = { ...process.env, CDKTF_OUTDIR: out, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
  const began = Date.now();
  const finished = await attempt(['go', 'run', '-trimpath', '.'], { cwd: team, env });
  return { ...finished, seconds: (Date.now() - began) / 1000 };
}
