import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { load } from 'js-yaml';
import { withHeader } from '../../lib/output/repository-header';
import { RepositoryFixture } from '../support/repository-files';
import { aService, temporaryFolder } from '../support/synth';

class Entry extends Construct {}

const OWNER = new Entry(new App({ outdir: temporaryFolder() }), 'Catalog');
const LINES = ['Managed by golden-path: an upgrade rewrites this file, and reports edits.', 'To change it, change Entry at Catalog in the infrastructure code.'];
const HASH = LINES.map((line) => `# ${line}\n`).join('');
const SLASHES = LINES.map((line) => `// ${line}\n`).join('');
const MARKUP = LINES.map((line) => `<!-- ${line} -->\n`).join('');

test.each<[file: string, text: string, headed: string]>([
  ['catalog-info.yaml', 'a: 1\n', `${HASH}a: 1\n`],
  ['.github/workflows/ci.yml', '', HASH],
  ['pyproject.toml', '[project]\n', `${HASH}[project]\n`],
  ['Dockerfile', 'FROM scratch\n', `${HASH}FROM scratch\n`],
  ['Dockerfile', '# syntax=docker/dockerfile:1\n# escape=`\n\nFROM x\n', `# syntax=docker/dockerfile:1\n# escape=\`\n${HASH}\nFROM x\n`],
  ['build/Dockerfile.dev', 'FROM x\n', `${HASH}FROM x\n`],
  ['.github/CODEOWNERS', '* @a\n', `${HASH}* @a\n`],
  ['.gitignore', 'x\n', `${HASH}x\n`],
  ['run.sh', '#!/bin/sh\nexit\n', `#!/bin/sh\n${HASH}exit\n`],
  ['run.py', '#!/usr/bin/python3\n# -*- coding: utf-8 -*-\nx\n', `#!/usr/bin/python3\n# -*- coding: utf-8 -*-\n${HASH}x\n`],
  ['docs/index.md', '# A\n', `${MARKUP}\n# A\n`],
  ['docs/index.md', '---\ntitle: A\n---\n\n# A\n', `---\ntitle: A\n---\n${MARKUP}\n# A\n`],
  ['a.html', '<!DOCTYPE html>\n<p>\n', `<!DOCTYPE html>\n${MARKUP}\n<p>\n`],
  ['src/a.ts', 'x;\n', `${SLASHES}\nx;\n`],
  ['a.mjs', '#!/usr/bin/env node\nx;\n', `#!/usr/bin/env node\n${SLASHES}\nx;\n`],
  ['main.go', 'package main\n', `${SLASHES}\npackage main\n`],
  ['package.json', '{}\n', '{}\n'],
  ['uv.lock', 'x\n', 'x\n'],
  ['LICENSE', 'x\n', 'x\n'],
])('%s says who manages it, where it can', (file, text, headed) => {
  expect(withHeader(file, text, OWNER)).toBe(headed);
});

test.each(['--> <script>', 'a\nb: evil', '\u2028evil()', '\u202egnp'])('no id of a construct gets out of the comment: %j', (id) => {
  const owner = new Entry(new App({ outdir: temporaryFolder() }), id);
  expect(load(withHeader('a.yaml', 'a: 1\n', owner))).toEqual({ a: 1 });
  const markup = withHeader('a.md', '', owner);
  expect(markup.match(/-->|--!>/g)).toHaveLength(2);
  expect(withHeader('a.ts', '', owner).split(/[\r\n\u2028\u2029]/)).toHaveLength(3);
  expect(markup).not.toContain('\u202e');
});

test('a synth writes it, but not into files that are given once nor into those that are copied on', () => {
  const app = new App({ outdir: temporaryFolder() });
  aService(app, {}, {
    build: (service) => new RepositoryFixture(service, 'Files', [
      { path: 'a.yaml', text: 'a: 1\n' },
      { path: 'b.yaml', text: 'b: 1\n', managed: false },
      { path: 'c.yaml', text: 'c: 1\n', verbatim: true },
    ]),
  });
  app.synth();
  const read = (file: string) => readFileSync(join(app.outdir, 'repository/checkout', file), 'utf8');
  expect(read('a.yaml')).toBe(`# ${LINES[0]}\n# To change it, change RepositoryFixture at checkout-staging/Infra/Files in the infrastructure code.\na: 1\n`);
  expect([read('b.yaml'), read('c.yaml')]).toEqual(['b: 1\n', 'c: 1\n']);
});
