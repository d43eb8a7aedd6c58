import { ANSWERS, made, newFolder, present, RELEASE, run, WITH_PACKAGE } from './fixture';

const HOSTILE = [
  "it's",
  'say "hi"',
  '${process.exit(1)}',
  '${{ secrets.TOKEN }}',
  '{{ .Values }}',
  'two\nlines',
  '`id`',
  '../up',
  '-rf',
  'naïve',
  '',
];

describe('flags', () => {
  test.each([
    'service',
    'team',
    'platformPackage',
    'scope',
    'environments',
    'image',
    'port',
    'registry',
    'ci',
    'workflows',
    'gitopsRepository',
  ])('%s takes no text that means something where it lands', async (name) => {
    const folder = newFolder();
    for (const text of HOSTILE) {
      const { refusal } = await run(folder, { ...ANSWERS, [name]: text });
      expect([text, refusal]).toEqual([
        text,
        expect.stringMatching(/^\[InvalidProps\] golden-path init: \d problems?, nothing was written\n\n {2}1\. --/),
      ]);
    }
    expect(present(folder)).toBe(false);
  });

  test('of what the platform exports take no text that means something either', async () => {
    for (const platformExport of HOSTILE) {
      expect((await run(newFolder(), { ...WITH_PACKAGE, platformExport })).refusal).toContain('1. --platform-export: got ');
    }
  });

  test('that are wrong are listed together, with files that are in the way', async () => {
    const folder = newFolder();
    await run(folder, ANSWERS);
    const wrong = {
      service: 'platform',
      team: 'The Team',
      scope: 'acme',
      registry: 'http://npm.acme.example',
      port: '70000',
      ci: 'gitlab',
    };
    const { refusal } = await run(folder, wrong);
    expect(refusal).toMatch(/^\[InvalidProps\] golden-path init: 14 problems, nothing was written\n/);
    expect([...refusal!.matchAll(/^ +\d+\. (\S+): got (.+)$/gm)].map(([, path, got]) => `${path} ${got}`)).toEqual([
      "--service 'platform'",
      "--team 'The Team'",
      '--port 70000',
      "--registry 'http://npm.acme.example'",
      "--ci 'gitlab'",
      ...[
        'stacks.ts',
        'main.ts',
        'test/stacks.test.ts',
        'package.json',
        '.npmrc',
        'tsconfig.json',
        'cdktf.json',
        '.gitignore',
        'README.md',
      ].map((file) => `${file} a file`),
    ]);
    expect(refusal).toContain("fix: did you mean 'the-team'?");
  });

  test('never show a password', async () => {
    const { refusal } = await run(newFolder(), { ...ANSWERS, registry: 'https://me:s3cret/w@rd@npm.acme.example' });
    expect(refusal).toContain("--registry: got 'https://…@npm.acme.example'");
    expect(refusal).not.toContain('s3cret');
  });

  test.each([
    [{ platformExport: 'acme' }, '--platform-export', 'nothing without --platform-package'],
    [
      { platformPackage: '@acme/platform', environments: 'dev' },
      '--environments',
      'nothing together with --platform-package, which declares them',
    ],
    [{ ci: 'none', workflows: `acme/platform@${RELEASE.commit}` }, '--workflows', 'nothing without --ci github'],
    [{ ci: 'none', gitopsRepository: 'apps' }, '--gitops-repository', 'nothing without --ci github'],
  ])('%j: what another answer leaves no use for is refused', async (more, flag, allowed) => {
    const { refusal } = await run(newFolder(), { ...ANSWERS, ...more });
    expect(refusal).toContain(`1 problem, nothing was written\n\n  1. ${flag}: got `);
    expect(refusal).toContain(`allowed: ${allowed}\n     fix: remove ${flag}\n`);
  });
});

describe('the library itself judges the example', () => {
  test.each([
    [{ scope: '@my_org' }, "--scope: got 'my_org'"],
    [{ environments: 'eu-production,production' }, "--environments: got 'eu-production'"],
    [{ environments: 'dev,dev' }, "--environments: got 'dev'"],
    [{ service: 'a'.repeat(50), environments: 'production-in-the-west' }, "--service: got 'aaaa"],
  ])('%j is refused', async (more, problem) => {
    expect((await run(newFolder(), { ...ANSWERS, ...more })).refusal).toContain(
      `1 problem, nothing was written\n\n  1. ${problem}`,
    );
  });

  test.each([
    ['prod', 'true'],
    ['live-eu,test', 'true,false'],
    ['dev,int,prod-eu,prod-us', 'false,false,true,true'],
    ['preprod,production', 'false,true'],
  ])('environments %s are accepted, production or not: %s', async (environments, production) => {
    const { 'platform.ts': text } = await made({ ...ANSWERS, environments });
    const all = (key: string) =>
      [...text.matchAll(new RegExp(`^ {6}${key}: '?([^',]+)'?,$`, 'gm'))].map(([, value]) => value).join(',');
    expect([all('name'), all('production')]).toEqual([environments, production]);
  });
});

describe('where nobody can be asked', () => {
  test('what is missing is listed, with its default', async () => {
    const folder = newFolder('checkout-infra');
    const { status, complaint, screen } = await run(folder, { team: 'Payments' }, {});
    expect({ status, screen }).toEqual({ status: 2, screen: '' });
    expect([...complaint.matchAll(/\d\. (--\S+): got (.+)/g)].map(([, flag, got]) => `${flag} ${got}`)).toEqual([
      '--service nothing',
      "--team 'Payments'",
      '--platform-package nothing',
      '--scope nothing',
      '--port nothing',
      '--registry nothing',
      '--ci nothing',
    ]);
    expect(complaint).toContain("fix: give --service, or --yes for the default, 'checkout'");
    expect(complaint).toMatch(/--registry: got nothing\n.*\n {5}fix: give --registry\n/);
    expect(present(folder)).toBe(false);
  });

  test('nothing more is needed where everything is said', async () => {
    const all = { ...ANSWERS, platformPackage: 'none', port: 'none', ci: 'none' };
    expect(await run(newFolder(), all, {})).toMatchObject({ status: 0, complaint: '' });
  });

  test('--yes takes defaults, and what has none is still missing', async () => {
    const folder = newFolder('checkout-infra');
    const { refusal } = await run(folder, { scope: 'acme' }, { yes: true, registry: 'https://npm.acme.example' });
    expect(refusal).toMatch(/1 problem, nothing was written\n\n {2}1\. --team: got nothing\n/);
    expect(await run(folder, { scope: 'acme', team: 'shop' }, { yes: true, registry: 'https://npm.acme.example' })).toMatchObject({
      status: 0,
    });
  });

  test('a default that would be refused is none', async () => {
    const { refusal } = await run(
      newFolder('My Infra'),
      { ...ANSWERS, service: undefined, registry: undefined },
      { yes: true, registry: 'https://a:b@c' },
    );
    expect([...refusal!.matchAll(/\d\. (.+)/g)].map(([, problem]) => problem)).toEqual([
      '--service: got nothing',
      '--registry: got nothing',
    ]);
  });
});

describe('somebody at the terminal', () => {
  test('is asked for what flags do not say, again where an answer is not sound, and Enter takes the default', async () => {
    const folder = newFolder('checkout-infra');
    const typed = ['', 'Shop', 'shop', '', 'my_org', 'acme', '0', '', '', ''];
    const { status, screen } = await run(folder, {}, { typed, registry: 'https://npm.acme.example' });
    expect(status).toBe(0);
    expect(screen.split('\n').filter((line) => line.includes(': ') && !line.startsWith('  '))).toEqual([
      'Name of the service [checkout]: ',
      'Team that owns it: Shop',
      'Team that owns it: shop',
      'Package that exports the platform, or none to start from an example [none]: ',
      "Your organisation's npm scope, which gives the example platform its name: my_org",
      "Your organisation's npm scope, which gives the example platform its name: acme",
      'Port that the service listens on, or none for a worker [8080]: 0',
      'Port that the service listens on, or none for a worker [8080]: ',
      'Registry of these npm packages [https://npm.acme.example]: ',
      'CI system that plans and applies changes, github or none [github]: ',
    ]);
    expect(screen).toContain("  --team: got 'Shop'\n  allowed: lowercase letters, ");
    expect(present(`${folder}/main.ts`)).toBe(true);
  });

  test('is asked less where a package defines the platform', async () => {
    const typed = ['@acme/platform', '', '', ''];
    const { screen } = await run(
      newFolder(),
      { service: 'checkout', team: 'shop' },
      { typed, registry: 'https://npm.acme.example' },
    );
    expect(screen.split('\n').filter((line) => line.includes(': ') && !line.startsWith('  '))).toHaveLength(4);
    expect(screen).not.toContain('platform.ts');
  });

  test('who gives no answer where there is no default is asked again', async () => {
    const { screen } = await run(newFolder(), ANSWERS, { typed: ['', '', ''] });
    expect(screen).not.toContain('got nothing');
    const { screen: again } = await run(newFolder(), { ...ANSWERS, team: undefined }, { typed: ['', 'payments', '', '', ''] });
    expect(again).toContain('Team that owns it: \n  --team: got nothing\n');
    expect(again).toContain('Written. Next:');
  });

  test.each([
    [{}, ['checkout']],
    [ANSWERS, ['none']],
  ])('who leaves, with the answers %j and %j, has written nothing', async (given, typed) => {
    const folder = newFolder();
    const { status, complaint } = await run(folder, given, { typed });
    expect({ status, complaint }).toEqual({ status: 1, complaint: '\nNothing was written.\n' });
    expect(present(folder)).toBe(false);
  });

  test('is told at once, before any question, what is wrong with flags', async () => {
    const { refusal, screen } = await run(newFolder(), { team: 'Shop' }, { typed: ['checkout'] });
    expect(refusal).toContain("1. --team: got 'Shop'");
    expect(screen).toBe('');
    expect((await run(newFolder(), { environments: 'dev,dev' }, { typed: ['checkout'] })).refusal).toContain(
      "1. --environments: got 'dev'",
    );
    expect(
      (await run(newFolder(), { platformPackage: '@acme/platform', environments: 'dev,dev' }, { typed: [] })).refusal,
    ).toContain('nothing together with');
  });
});

describe('the workflows', () => {
  test.each([
    'v1',
    'main',
    '0123456',
    RELEASE.commit.toUpperCase(),
    `${RELEASE.commit}0`,
    `${RELEASE.commit}#`,
    `${RELEASE.commit}#v1 # x`,
  ])('by %s are refused, since only a full commit stays what it is', async (ref) => {
    const { refusal } = await run(newFolder(), { ...ANSWERS, workflows: `acme/platform@${ref}` });
    expect(refusal).toMatch(
      /1 problem, nothing was written\n\n {2}1\. --workflows: got .*\n +allowed: .*a full commit.*git ls-remote shows/,
    );
  });

  test('have no default in a build that is no release, and the reason is given', async () => {
    const reason = 'this build of the library is not a release, so the commit of its workflows is unknown';
    const refused = await run(newFolder(), ANSWERS, { yes: true, unreleased: true });
    expect(refused.refusal).toMatch(new RegExp(`1\\. --workflows: got nothing[^]*${reason}`));
    const asked = await run(
      newFolder(),
      { ...ANSWERS, platformPackage: 'none', port: '8080', ci: 'github' },
      {
        typed: [`acme/platform@${RELEASE.commit}`],
        unreleased: true,
      },
    );
    expect(asked).toMatchObject({ status: 0, screen: expect.stringContaining(`No default: ${reason}.`) });
  });
});
