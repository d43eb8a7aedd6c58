import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGoSource } from './go-source';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
  mkdirSync(join(folder, 'source'));
  mkdirSync(join(folder, 'cache'));
  writeSource('package main');
});
afterEach(() => rmSync(folder, { recursive: true }));

const writeSource = (text: string) => writeFileSync(join(folder, 'source', 'main.go'), text);
const build = (environment: NodeJS.ProcessEnv) => buildGoSource({ name: 'judge', folder: join(folder, 'source') }, join(folder, 'cache'), environment);

/** A `go` that runs this script. */
function fakeGo(script: string): NodeJS.ProcessEnv {
  writeFileSync(join(folder, 'go'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${folder}:/usr/bin:/bin` };
}

/** Writes down what it was asked for. */
const BUILDS = 'all="$*"; while [ "$1" != -o ]; do shift; done; echo "$all" > "$2"';

test('builds a program with the versions of its go.sum, once', () => {
  const binary = build(fakeGo(BUILDS));
  expect(readFileSync(binary, 'utf8')).toMatch(/^build -C \S+source .*-mod=readonly /);
  expect(build({ PATH: '' })).toBe(binary);
});

test('builds it again after a change of its source', () => {
  const binary = build(fakeGo(BUILDS));
  writeSource('package main // changed');
  expect(build(fakeGo(BUILDS))).not.toBe(binary);
});

test('sets variables of packages, and builds again for other values', () => {
  const withVersion = (version: string) => {
    const program = { name: 'judge', folder: join(folder, 'source'), variables: { 'a/version.git': version } };
    return buildGoSource(program, join(folder, 'cache'), fakeGo(BUILDS));
  };
  expect(readFileSync(withVersion('v1'), 'utf8')).toContain('-ldflags -s -w -X a/version.git=v1 ');
  expect(withVersion('v2')).not.toBe(withVersion('v1'));
});

test('cannot build without Go, and says so', () => {
  expect(() => build({ PATH: folder })).toThrow('cannot build judge: there is no `go` on the PATH (https://go.dev/doc/install)');
});

test('what did not build is not used, and is explained in the words of Go', () => {
  expect(() => build(fakeGo(`${BUILDS}; echo "undefined: thing" >&2; exit 1`))).toThrow(/It said:\nundefined: thing$/);
  expect(readdirSync(join(folder, 'cache')).filter((name) => !name.endsWith('.unfinished'))).toEqual([]);
  expect(existsSync(build(fakeGo(BUILDS)))).toBe(true);
});
