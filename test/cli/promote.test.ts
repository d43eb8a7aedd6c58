import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Status } from '../../lib/cli/decide';
import { setText } from '../../lib/cli/gitops/yaml-text';
import { Trouble } from '../../lib/cli/refusal';
import { aPlainTree, aTree, command, DIGEST, OTHER_DIGEST, values, Workspace } from './fixture';
import type { Files } from './fixture';

const STAGING = 'apps/checkout/values-staging.yaml';
const PRODUCTION = 'apps/checkout/values-production.yaml';

/** A checkout whose values files have these texts. */
function checkoutOf(staging: string, production: string, others: Files = {}): Workspace {
  return new Workspace({}, { ...aTree(), [STAGING]: staging, [PRODUCTION]: production, ...others });
}

/** A values file with this image block. */
function withImage(image: string): string {
  return `# Production\nenv:\n  LOG_LEVEL: info # calm\n${image}namespace: checkout-production\n`;
}

test('one environment gets exactly what another one has, and the change is shown', async () => {
  const workspace = checkoutOf(values('staging', '  tag: 1.5.0\n'), values('production', '  tag: 1.4.0 # since May\n'));
  const before = workspace.files();
  const { status, printed, complaint } = await workspace.promote();
  expect({ status, complaint }).toEqual({ status: Status.DONE, complaint: '' });
  expect(printed).toBe(
    [
      'checkout: 1.5.0, from staging to production',
      `changed  ${PRODUCTION}`,
      '',
      `--- ${PRODUCTION}`,
      `+++ ${PRODUCTION}`,
      '@@ -1,5 +1,5 @@',
      ' env:',
      '   LOG_LEVEL: info',
      ' image:',
      '-  tag: 1.4.0 # since May',
      '+  tag: 1.5.0 # since May',
      ' namespace: checkout-production',
      '',
      '1 file changed',
      'Written. Commit it and open a pull request.',
      '',
    ].join('\n'),
  );
  expect(workspace.files()).toEqual({ ...before, [PRODUCTION]: values('production', '  tag: 1.5.0 # since May\n') });
  expect((await workspace.promote()).printed).toBe('checkout: 1.5.0, from staging to production\nNothing changes.\n');
});

describe('the edit', () => {
  const both = `  tag: 1.5.0\n  digest: ${DIGEST}\n`;

  test.each([
    ['changes a tag', '  tag: 1.5.0\n', 'image:\n  tag: 1.4.0\n', 'image:\n  tag: 1.5.0\n'],
    ['changes both', both, `image:\n  digest: ${OTHER_DIGEST} # signed\n\n  # the release\n  tag: "1.4.0"\n`, `image:\n  digest: ${DIGEST} # signed\n\n  # the release\n  tag: "1.5.0"\n`],
    ['removes a digest, which would win over the tag', '  tag: 1.5.0\n', `image:\n  tag: 1.4.0\n  digest: ${OTHER_DIGEST} # signed\n  # end\n`, 'image:\n  tag: 1.5.0\n  # end\n'],
    ['removes a digest that comes first', '  tag: 1.5.0\n', `image:\n  # why\n  digest: ${OTHER_DIGEST}\n  tag: 1.4.0\n`, 'image:\n  # why\n  tag: 1.5.0\n'],
    ['adds a digest', both, 'image:\n  tag: 1.4.0 # since May\n', `image:\n  tag: 1.5.0 # since May\n  digest: ${DIGEST}\n`],
    ['turns a tag into a digest', `  digest: ${DIGEST}\n`, 'image:\n    tag: 1.4.0\n', `image:\n    digest: ${DIGEST}\n`],
    ['adds the block', '  tag: 1.5.0\n', '', 'namespace: checkout-production\nimage:\n  tag: 1.5.0\n'],
    ['fills an empty tag', '  tag: 1.5.0\n', 'image:\n  tag:\n', 'image:\n  tag: 1.5.0\n'],
    ['fills an empty tag with a comment', '  tag: 1.5.0\n', 'image:\n  tag: # none yet\n', 'image:\n  tag: 1.5.0 # none yet\n'],
    ['works in braces', both, 'image: { tag: 1.4.0 }\n', `image: { tag: 1.5.0, digest: ${DIGEST} }\n`],
    ['removes in braces', '  tag: 1.5.0\n', `image: {digest: ${OTHER_DIGEST}, tag: '1.4.0'}\n`, "image: { tag: '1.5.0' }\n"],
    ['replaces a text on several lines', '  tag: 1.5.0\n', 'image:\n  tag: >-\n    1.4.0\n', 'image:\n  tag: 1.5.0\n'],
    ['keeps quotes', "  tag: '2.10'\n", "image:\n  tag: '2.9'\n", "image:\n  tag: '2.10'\n"],
    ['quotes a number', "  tag: '2.10'\n", 'image:\n  tag: 2.9.1\n', "image:\n  tag: '2.10'\n"],
    ['quotes an octal number', '  tag: "0o17"\n', 'image:\n  tag: a\n', "image:\n  tag: '0o17'\n"],
    ['quotes a date', "  tag: '2024-01-01'\n", 'image:\n  tag: a\n', "image:\n  tag: '2024-01-01'\n"],
    ['quotes a boolean of YAML 1.1', "  tag: 'yes'\n", 'image:\n  tag: a\n', "image:\n  tag: 'yes'\n"],
    ['quotes a number with an exponent', "  tag: '12e3456'\n", 'image:\n  tag: a\n', "image:\n  tag: '12e3456'\n"],
    ['replaces a number that stood there by mistake', '  tag: 1.5.0\n', 'image:\n  tag: 1.10\n', 'image:\n  tag: 1.5.0\n'],
    ['leaves other keys', '  tag: 1.5.0\n', 'image:\n  tag: 1.4.0\n  pullPolicy: Always\n', 'image:\n  tag: 1.5.0\n  pullPolicy: Always\n'],
    ['leaves an anchor that nobody uses', '  tag: 1.5.0\n', 'image:\n  tag: &t 1.4.0\n', 'image:\n  tag: &t 1.5.0\n'],
    ['replaces an alias by the value', '  tag: 1.5.0\n', 'base: &t 1.4.0\nimage:\n  tag: *t\n', 'base: &t 1.4.0\nimage:\n  tag: 1.5.0\n'],
  ])('%s', async (_, staging, before, after) => {
    const texts = (image: string) => (image.startsWith('namespace') ? withImage('').replace('namespace: checkout-production\n', image) : withImage(image));
    const variants: ((text: string) => string)[] = [
      (text) => text,
      (text) => text.replace(/\n/g, '\r\n'),
      (text) => text.replace(/\n$/, ''),
      (text) => `\uFEFF${text}`,
      (text) => `---\n# ünïcödé 🚀\n${text}`,
    ];
    for (const variant of variants) {
      const workspace = checkoutOf(values('staging', staging), variant(texts(before)));
      expect(await workspace.promote()).toMatchObject({ status: Status.DONE, complaint: '' });
      expect(workspace.read(PRODUCTION)).toBe(variant(texts(after)));
    }
  });

  test('of a file that ends with the digest', async () => {
    for (const [end, expected] of [['\n', '\n'], ['', '']]) {
      const workspace = checkoutOf(values('staging', '  tag: 1.5.0\n'), `image:\n  tag: 1.4.0\n  digest: ${OTHER_DIGEST}${end}`);
      await workspace.promote();
      expect(workspace.read(PRODUCTION)).toBe(`image:\n  tag: 1.5.0${expected}`);
    }
  });

  test('of an empty file adds nothing that nobody asked for', async () => {
    const workspace = checkoutOf(values('staging', '  tag: 1.5.0\n'), '');
    expect(await workspace.promote()).toMatchObject({ status: Status.REFUSED, complaint: expect.stringContaining('cannot be changed separately') });
  });

  test('keeps every byte but those of the image', () => {
    const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/);
    const line = fc.constantFrom('# comment', '', 'key: value', 'list:', '  - a # b', "quoted: 'x'", 'text: |', '    indented', 'ü: 🚀');
    const lines = fc.array(line, { maxLength: 8 }).filter((some) => isMap(some.join('\n')));
    fc.assert(
      fc.property(tag, tag, lines, lines, fc.constantFrom('\n', '\r\n'), fc.boolean(), (one, other, above, below, newline, end) => {
        const text = (version: string) => [...above, 'image:', '  # the release', `  tag: '${version}' # why`, ...below].join(newline) + (end ? newline : '');
        // Keys may not be there twice, nor may the lines before take the image's in.
        fc.pre(isMap(text(one)) && parse(text(one)).image?.tag === one);
        expect(setText(text(one), ['image', 'tag'], other)).toBe(text(other));
      }),
      { numRuns: 500 },
    );
  });

  function isMap(text: string): boolean {
    try {
      const value: unknown = parse(text);
      return value === null || (typeof value === 'object' && !Array.isArray(value));
    } catch {
      return false;
    }
  }
});

describe('what cannot be changed separately', () => {
  test.each([
    ['an anchor that is used elsewhere', 'image:\n  tag: &t 1.4.0\nother: *t\n'],
    ['an image that is used elsewhere', 'image: &i\n  tag: 1.4.0\nother: *i\n'],
    ['an image that is an alias', 'other: &i\n  tag: 1.4.0\nimage: *i\n'],
    ['a merge', 'other: &i\n  tag: 1.4.0\nimage:\n  <<: *i\n'],
    ['no map', 'image: text\n'],
    ['a list', 'image:\n  - tag: 1.4.0\n'],
    ['a key that is there twice', 'image:\n  tag: 1\n  tag: 2\n'],
    ['two documents', 'image:\n  tag: 1.4.0\n---\nimage:\n  tag: 1.4.0\n'],
    ['no YAML', 'image: [\n'],
  ])('is refused: %s', async (_, text) => {
    const workspace = checkoutOf(values('staging', '  tag: 1.5.0\n'), text);
    expect(await workspace.promote()).toMatchObject({ status: Status.REFUSED, complaint: expect.stringContaining(`${PRODUCTION}: got `) });
    expect(workspace.read(PRODUCTION)).toBe(text);
  });

  test('in a map in braces on several lines, nothing is added', () => {
    expect(() => setText('image: {\n  tag: a # b\n}\n', ['image', 'digest'], DIGEST)).toThrow(Trouble);
    expect(setText('image: {\n  tag: a # b\n}\n', ['image', 'tag'], 'c')).toBe('image: {\n  tag: c # b\n}\n');
  });
});

describe('plain manifests', () => {
  test.each([':1.4.0', `@${DIGEST}`, `:1.4.0@${DIGEST}`])('the Deployment and the jobs get %s, and no other container', async (version) => {
    const workspace = new Workspace({}, aPlainTree());
    workspace.edit('apps/checkout/manifests/staging/deployment-checkout.yaml', (text) => text.replace('checkout:1.0.0', `checkout${version}`));
    expect(await workspace.promote()).toMatchObject({ status: Status.DONE, complaint: '' });
    for (const file of ['deployment-checkout', 'cronjob-checkout-report'].map((name) => `apps/checkout/manifests/production/${name}.yaml`)) {
      expect(workspace.read(file)).toBe(aPlainTree(version)[file]);
    }
  });

  test('a registry with a port is no tag', async () => {
    const workspace = new Workspace({}, aPlainTree());
    const file = (environment: string) => `apps/checkout/manifests/${environment}/deployment-checkout.yaml`;
    workspace.edit(file('staging'), (text) => text.replace('ghcr.io/acme/checkout:1.0.0', 'mirror:5000/checkout:1.5.0'));
    workspace.edit(file('production'), (text) => text.replace('ghcr.io/acme/checkout:1.0.0', 'mirror:5000/checkout'));
    await workspace.promote();
    expect(workspace.read(file('production'))).toContain('- image: mirror:5000/checkout:1.5.0\n');
  });
});

describe('what is refused', () => {
  const fine = () => checkoutOf(values('staging', '  tag: 1.5.0\n'), values('production', '  tag: 1.4.0\n'));

  test.each([
    ['an unknown service', ['chekout'], ["service: got 'chekout'", "did you mean 'checkout'?"]],
    ['a path', ['../checkout'], ["service: got '../checkout'"]],
    ['an unknown environment', ['checkout', '--from', 'stagin', '--to', 'prod'], ["--from: got 'stagin'", "did you mean 'staging'?", "--to: got 'prod'"]],
    ['a path as an environment', ['checkout', '--from', '../staging', '--to', 'production'], ["--from: got '../staging'"]],
    ['the same environment', ['checkout', '--from', 'staging', '--to', 'staging'], ["--to: got 'staging'"]],
  ])('%s', async (_, [service, ...args], expected) => {
    const { status, complaint } = await fine().promote(service, ...args);
    expect(status).toBe(Status.REFUSED);
    for (const part of expected) expect(complaint).toContain(part);
  });

  test.each([
    ['no image', '  {}\n', 'no image of its own in staging'],
    ['an empty tag', "  tag: ''\n", 'no image of its own in staging'],
    ['a number', '  tag: 1.10\n', 'image.tag: 1.10, which YAML reads as a number'],
    ['a tag that is none', '  tag: "a b"\n', "image.tag: 'a b'"],
    ['a digest that is none', '  digest: sha256:abc\n', "image.digest: 'sha256:abc'"],
    ['a merge', '  <<: {tag: 1.5.0}\n', 'a merge (<<)'],
  ])('%s in the environment that it is from', async (_, image, expected) => {
    const workspace = checkoutOf(values('staging', image), values('production', '  tag: 1.4.0\n'));
    expect(await workspace.promote()).toMatchObject({ status: Status.REFUSED, complaint: expect.stringContaining(expected) });
    expect(workspace.read(PRODUCTION)).toBe(values('production', '  tag: 1.4.0\n'));
  });

  test('a checkout that is none', async () => {
    const { complaint } = await command('promote', 'checkout', '--from', 'a', '--to', 'b', '--checkout', '/no/such/folder');
    expect(complaint).toContain("'/no/such/folder': got nothing");
  });

  test('a symbolic link', async () => {
    const workspace = fine();
    const outside = path.join(workspace.root, 'outside.yaml');
    fs.renameSync(path.join(workspace.checkout, PRODUCTION), outside);
    fs.symlinkSync(outside, path.join(workspace.checkout, PRODUCTION));
    expect((await workspace.promote()).complaint).toContain(`the symbolic link '${PRODUCTION}'`);
  });

  test('bytes that are not UTF-8', async () => {
    const workspace = fine();
    fs.writeFileSync(path.join(workspace.checkout, PRODUCTION), Buffer.from([0x61, 0x3a, 0x20, 0xff]));
    expect((await workspace.promote()).complaint).toContain(`${PRODUCTION}: got bytes that are not UTF-8`);
  });
});
