import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGoProgram } from './go-program';

const PROGRAM = { name: 'thing', module: 'acme.io/thing', version: 'v1.2.3', main: '.', schemas: 'crds' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A `go` that answers every command in the same way. */
function fakeGo(script: string): NodeJS.ProcessEnv {
  writeFileSync(join(folder, 'go'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: folder };
}

test('a program that was built is used as it is', () => {
  mkdirSync(join(folder, 'thing-v1.2.3'));
  expect(buildGoProgram(PROGRAM, folder, { PATH: folder })).toEqual({
    binary: join(folder, 'thing-v1.2.3', 'thing'), schemas: join(folder, 'thing-v1.2.3', 'schemas'),
  });
});

test('cannot build without Go, and says so', () => {
  expect(() => buildGoProgram(PROGRAM, folder, { PATH: folder }))
    .toThrow('cannot build thing v1.2.3: there is no `go` on the PATH (https://go.dev/doc/install)');
});

test('says why a module cannot be had', () => {
  expect(() => buildGoProgram(PROGRAM, folder, fakeGo('echo \'{"Error": "acme.io/thing@v1.2.3: 403 Forbidden"}\'; exit 1')))
    .toThrow(/^cannot build thing v1\.2\.3: `go mod download .*` failed; it needs a module proxy[^]*It said:\nacme\.io\/thing@v1\.2\.3: 403 Forbidden$/);
});

test('says why a module does not build, and leaves nothing that passes for a program', () => {
  const build = () => buildGoProgram(PROGRAM, folder, fakeGo('[ "$1" = mod ] && echo \'{"Dir": "/source"}\' && exit; echo \'undefined: x\' >&2; exit 1'));
  expect(build).toThrow(/`go build .*` failed[^]*undefined: x$/);
  expect(build).toThrow('undefined: x');
});
