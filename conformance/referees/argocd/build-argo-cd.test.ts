import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArgoCd, buildArgoCdControllers } from './build-argo-cd';
import { ARGO_CD, GITOPS_ENGINE } from './versions';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A `go` that downloads a module of this checksum and builds with this script. */
function fakeGo(sum: string, build: string): NodeJS.ProcessEnv {
  const download = `echo '{"Dir":"/modules/argo-cd","Sum":"${sum}"}'`;
  writeFileSync(join(folder, 'go'), `#!/bin/sh\nif [ "$1" = mod ]; then ${download}; else ${build}; fi\n`, { mode: 0o755 });
  return { PATH: `${folder}:/usr/bin:/bin` };
}

test('builds our module and that of Argo CD together, once', () => {
  const cache = join(folder, 'cache');
  const environment = fakeGo(ARGO_CD.sum, 'while [ "$1" != -o ]; do shift; done; cp "$GOWORK" "$2"');
  const binary = buildArgoCd(cache, environment);
  const workspace = readFileSync(binary, 'utf8');
  expect(workspace).toMatch(/^go 1\.\d+\.\d+\nuse ".+program"\nuse "\/modules\/argo-cd"\nreplace /);
  expect(workspace).toContain(`${GITOPS_ENGINE.module} => ${GITOPS_ENGINE.module} ${GITOPS_ENGINE.version}\n`);
  expect(buildArgoCd(cache, { PATH: '' })).toBe(binary);
});

test('builds the controllers beside it', () => {
  const environment = fakeGo(ARGO_CD.sum, 'while [ "$1" != -o ]; do shift; done; cp "$GOWORK" "$2"');
  const [library, controllers] = [buildArgoCd(folder, environment), buildArgoCdControllers(folder, environment)];
  expect(readFileSync(library, 'utf8')).not.toContain('/controllers"');
  expect(readFileSync(controllers, 'utf8')).toMatch(/\nuse ".+\/controllers"\nuse "\/modules\/argo-cd"\n/);
});

test('cannot build without Go, and says so', () => {
  expect(() => buildArgoCd(folder, { PATH: folder })).toThrow('there is no `go` on the PATH (https://go.dev/doc/install)');
});

test('cannot build another Argo CD than the one that is expected', () => {
  expect(() => buildArgoCd(folder, fakeGo('h1:other', 'true'))).toThrow(`its checksum is h1:other instead of ${ARGO_CD.sum}`);
});

test('what did not build is not used, and is explained in the words of Go', () => {
  const environment = fakeGo(ARGO_CD.sum, 'echo "undefined: thing" >&2; exit 1');
  expect(() => buildArgoCd(folder, environment)).toThrow(/It said:\nundefined: thing$/);
  expect(readdirSync(folder).filter((name) => existsSync(join(folder, name, 'argocd')))).toEqual([]);
});

test('the two places that name the version of Argo CD agree', () => {
  for (const name of ['program', 'controllers']) {
    expect(readFileSync(join(__dirname, name, 'go.mod'), 'utf8')).toContain(`\t${ARGO_CD.module} ${ARGO_CD.version}\n`);
    expect(readFileSync(join(__dirname, name, 'go.sum'), 'utf8')).toContain(`${GITOPS_ENGINE.module} ${GITOPS_ENGINE.version} h1:`);
  }
});
