import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markDatabase } from '../../../scripts/generate/database-in-lock';
import { ROOT } from '../root';

const PROJECT = join(ROOT, 'lib/repository/skeletons/python');
const lock = readFileSync(join(PROJECT, 'uv.lock'), 'utf8');
const project = readFileSync(join(PROJECT, 'pyproject.toml'), 'utf8');

/** The tag of the interpreter in the image, on both kinds of machine that it is built for. */
const TAG = `cp${readFileSync(join(PROJECT, '.python-version'), 'utf8').trim().replace('.', '')}`;
const MACHINES = ['x86_64', 'aarch64'];

const SMALL_PROJECT = `
dependencies = [
  "web>=1",
  # golden-path:begin database
  "pg>=2",
  # golden-path:end database
]
`;

const SMALL_LOCK = `version = 1

[[package]]
name = "app"
source = { editable = "." }
dependencies = [
    { name = "pg" },
    { name = "web" },
]

[[package]]
name = "pg"
dependencies = [
    { name = "pg-pool" },
    { name = "shared" },
]

[[package]]
name = "pg-pool"

[[package]]
name = "shared"

[[package]]
name = "web"
dependencies = [
    { name = "shared" },
]
`;

describe('the lock file of the skeleton in Python', () => {
  it('marks what only a service with a database has', () => {
    expect(markDatabase(lock, project)).toBe(lock);
  });

  it('marks the requirement, its own requirements, and nothing that others need too', () => {
    const marked = markDatabase(SMALL_LOCK, SMALL_PROJECT);
    const without = marked.replaceAll(/ *# golden-path:begin database\n[^]*? *# golden-path:end database\n/g, '');
    expect([...without.matchAll(/^name = "(.*)"/gm)].map(([, name]) => name)).toEqual(['app', 'shared', 'web']);
    expect(without).not.toContain('pg');
    expect(markDatabase(marked, SMALL_PROJECT)).toBe(marked);
    expect(marked.match(/golden-path:begin/g)).toHaveLength(2);
  });

  it('names public registries alone, and the hash of every file', () => {
    expect(strangersIn(lock)).toEqual([]);
    expect(strangersIn('{ url = "https://mirror.example/a.whl", hash = "sha256:00" }')).toHaveLength(2);
  });

  it.each(MACHINES)('has a wheel of every package for the image on %s', (machine) => {
    expect(withoutWheel(lock, machine)).toEqual([]);
    const planted = lock.replaceAll(new RegExp(`${TAG}-${TAG}-manylinux\\S*_${machine}`, 'g'), 'none');
    expect(withoutWheel(planted, machine)).toContain('pydantic-core');
  });
});

/** Lines with an address of another host, or a file without a whole hash. */
function strangersIn(text: string): string[] {
  const addresses = text.split('\n').filter((line) => line.includes('://'));
  return [
    ...addresses.filter((line) => !/"https:\/\/(pypi\.org\/simple|files\.pythonhosted\.org\/packages\/\S+)"/.test(line)),
    ...addresses.filter((line) => line.includes('url =') && !/hash = "sha256:[0-9a-f]{64}"/.test(line)),
  ];
}

/** Packages that would have to be compiled: the image has no compiler. Those for other systems alone are not asked. */
function withoutWheel(text: string, machine: string): string[] {
  const fits = new RegExp(`-(py3|py2\\.py3)-none-any|-(${TAG}-${TAG}|cp\\d+-abi3|py3-none)-manylinux[^/]*_${machine}`);
  return text.split('[[package]]\n').slice(1)
    .filter((each) => !each.includes('source = { editable') && !each.split('\n').some((line) => line.includes('.whl"') && fits.test(line)))
    .map((each) => /^name = "(.*)"/m.exec(each)![1]);
}
