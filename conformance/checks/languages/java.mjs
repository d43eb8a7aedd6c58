import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { attempt, ROOT } from '../../../scripts/support/run.mjs';
import { NotRun } from '../not-run.mjs';
import { CACHE, once } from '../once.mjs';
import { judge } from './judge.mjs';
import { DEPENDENCIES } from './packages.mjs';
import { faulty, programWith } from './programs.mjs';

/** Maven's words for an artifact that is not made here and cannot be had. */
const UNREACHABLE = /Could not (?:find|transfer) artifact|was not found in|Unknown host|Connection (?:refused|timed out)/;

/** What Maven fetched stays; what is made here is installed there anew. */
const LOCAL = join(CACHE, 'maven');

/** Maven reads the description of every version in a range. The lowest of each is enough here, and quick. */
const RANGE = /<version>\[([^,]+),[^)]*\)<\/version>/g;

/** A program in Java, built with the library from a Maven repository to which it was published as a release would do it. */
export async function inJava({ folder, library, dependencies }, say) {
  const { code } = await attempt(['mvn', '--version']).catch(() => ({ code: 1 }));
  if (code !== 0) throw new NotRun('there is no `mvn` on the PATH');
  say('the packages that the library depends on, once');
  const ready = await once('languages-maven', [basename(dependencies)], (place) => {
    mkdirSync(place, { recursive: true });
    return publish(DEPENDENCIES.map((name) => join(dependencies, name)), join(folder, 'dependencies'), place);
  });
  const registry = join(folder, 'registry');
  cpSync(ready, registry, { recursive: true });
  say('the library, compiled and published');
  await publish([library], join(folder, 'library'), registry);
  // The team gets the library from the registry.
  rmSync(join(LOCAL, 'io/goldenpath'), { recursive: true });
  return judgeTeam(join(folder, 'java'), pathToFileURL(registry).href, folder, say);
}

/** Compiles packages and publishes them to a Maven repository, as docs/releasing.md says. */
async function publish(packages, folder, registry) {
  const modules = packages.map((place, index) => {
    const module = join(folder, `${index}`);
    cpSync(join(place, 'java'), module, { recursive: true });
    const pom = join(module, 'pom.xml');
    writeFileSync(pom, readFileSync(pom, 'utf8').replaceAll(RANGE, '<version>$1</version>'));
    return `<module>${index}</module>`;
  });
  writeFileSync(join(folder, 'pom.xml'), project('packages', `<packaging>pom</packaging>\n<modules>${modules.join('')}</modules>`));
  const skipped = ['-Dmaven.javadoc.skip=true', '-Dmaven.source.skip=true'];
  const to = `-DaltDeploymentRepository=acme::default::${pathToFileURL(registry).href}`;
  const { code, output } = await maven(folder, {}, 'deploy', ...skipped, to);
  if (code !== 0 && UNREACHABLE.test(output)) throw new NotRun(`Maven cannot have an artifact:\n${output}`);
  if (code !== 0) throw Object.assign(new Error('Maven cannot build the packages'), { output });
}

function judgeTeam(team, registry, folder, say) {
  const sources = join(team, 'src/main/java');
  const platform = join(sources, 'io/acme/platform');
  mkdirSync(platform, { recursive: true });
  writeFileSync(join(platform, 'Acme.java'), programWith('java', 'class Acme'));
  const { version } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
  const asShown = faulty(programWith('xml', '<dependency>'), 'https://maven.acme.io/releases/', registry);
  const pom = asShown.replace(/(?<=<artifactId>constructs<\/artifactId>\s*<version>)[^<]+/, version);
  writeFileSync(join(team, 'pom.xml'), project('payment-service', pom));
  return judge({
    program: programWith('java', 'class Main'),
    start: (text, out) => start(team, text, out),
    faults: {
      replicas: ['? 3 : 1', '? 4 : 1'],
      props: [['serviceName("payment-service")', 'serviceName("Payment_Service")'], ['"payments")', '"nobody")'], ['? 3 : 1', '? 3 : -1']],
      type: ['port(8080)', 'port("8080")'],
      refusal: 'incompatible types',
    },
  }, folder, say);
}

function project(name, content) {
  const named = `<groupId>io.acme</groupId>\n<artifactId>${name}</artifactId>\n<version>1.0.0</version>`;
  const coordinates = `<modelVersion>4.0.0</modelVersion>\n${named}`;
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">\n${coordinates}\n${content}\n</project>\n`;
}

async function start(team, program, out) {
  writeFileSync(join(team, 'src/main/java/Main.java'), program);
  const began = Date.now();
  const env = { CDKTF_OUTDIR: out, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
  const finished = await maven(team, env, 'compile', 'exec:java', '-Dexec.mainClass=Main');
  return { ...finished, seconds: (Date.now() - began) / 1000 };
}

function maven(cwd, env, ...args) {
  return attempt(['mvn', '--batch-mode', '--quiet', `-Dmaven.repo.local=${LOCAL}`, ...args], { cwd, env: { ...process.env, ...env } });
}
