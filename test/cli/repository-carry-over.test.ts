import { carried, NOTHING, STATE } from './carry-over';

const CATALOG = 'catalog-info.yaml';
const ONE = { [CATALOG]: 'a: 1\n' };
const TWO = { [CATALOG]: 'a: 2\n' };

describe('managed files', () => {
  test('are written, then rewritten, and a second run changes nothing', async () => {
    const code = await carried({ managed: { ...ONE, '.github/CODEOWNERS': '* @acme/payments\n' } });
    expect(code.files()).toEqual({ ...ONE, '.github/CODEOWNERS': '* @acme/payments\n' });
    expect(await code.run()).toEqual(NOTHING);
    code.synth({ checkout: { managed: { ...TWO, '.github/CODEOWNERS': '* @acme/payments\n' } } });
    const { status, printed } = await code.run();
    expect([status, printed]).toEqual([
      0,
      [
        'changed  catalog-info.yaml',
        'changed  .golden-path/repository.json',
        '',
        '--- catalog-info.yaml',
        '+++ catalog-info.yaml',
        '@@ -1,1 +1,1 @@',
        '-a: 1',
        '+a: 2',
        '',
        '2 files changed',
        'Written. Commit it and open a pull request.',
        '',
      ].join('\n'),
    ]);
    expect(code.read(CATALOG)).toBe('a: 2\n');
    expect(await code.run()).toEqual(NOTHING);
  });

  test('that are there already as they should be are taken over without a question', async () => {
    const code = await carried({ managed: ONE }, ONE);
    code.synth({ checkout: { managed: TWO } });
    expect((await code.run()).status).toBe(0);
    expect(code.files()).toEqual(TWO);
  });

  test('leave with what makes them, unless somebody edited them', async () => {
    const code = await carried({ managed: { ...ONE, 'docs/sub/a.md': 'a\n', 'docs/b.md': 'b\n' } });
    code.write({ 'docs/b.md': 'ours\n' });
    code.synth({ checkout: { managed: ONE } });
    expect(await code.refused()).toEqual(['docs/b.md: an edited file that golden-path no longer manages, and would remove']);
    expect((await code.run('--take-ours', 'docs/b.md')).status).toBe(0);
    expect(code.files()).toEqual(ONE);
    expect(await code.run()).toEqual(NOTHING);
  });

  test('leave too where a service has no files any more', async () => {
    const code = await carried({ managed: ONE, given: { 'README.md': 'r\n' } });
    code.synth({});
    expect((await code.run()).status).toBe(0);
    expect(code.files()).toEqual({ 'README.md': 'r\n' });
    expect(code.state()).toMatchObject({ repository: 'checkout', managed: {}, given: { 'README.md': expect.any(String) } });
  });
});

describe('files that are given once', () => {
  test('are written where there is none, and never again', async () => {
    const code = await carried({ given: { 'README.md': 'one\n', 'Makefile': 'one\n', 'ours.txt': 'one\n' } }, { 'ours.txt': 'ours\n' });
    expect(code.files()).toEqual({ 'README.md': 'one\n', 'Makefile': 'one\n', 'ours.txt': 'ours\n' });
    code.write({ 'README.md': 'ours\n' });
    code.remove('Makefile');
    code.synth({ checkout: { given: { 'README.md': 'two\n', 'Makefile': 'two\n', 'ours.txt': 'two\n' } } });
    expect(await code.run()).toEqual(NOTHING);
    expect(code.files()).toEqual({ 'README.md': 'ours\n', 'ours.txt': 'ours\n' });
    code.synth({ checkout: { managed: ONE } });
    await code.run();
    code.synth({ checkout: { managed: ONE, given: { Makefile: 'three\n' } } });
    expect(await code.run()).toEqual(NOTHING);
    expect(Object.keys(code.files())).not.toContain('Makefile');
  });

  test('that become managed are asked about if the team changed them', async () => {
    const code = await carried({ given: { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' } });
    code.write({ 'b.yaml': 'ours: 1\n' });
    code.synth({ checkout: { managed: { 'a.yaml': 'a: 2\n', 'b.yaml': 'b: 2\n' } } });
    expect(await code.refused()).toEqual(['b.yaml: a managed file that was edited since golden-path wrote it']);
  });

  test('stay as they are where they were managed before', async () => {
    const code = await carried({ managed: { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' } });
    code.remove('b.yaml');
    code.synth({ checkout: { given: { 'a.yaml': 'a: 2\n', 'b.yaml': 'b: 2\n' } } });
    expect((await code.run()).status).toBe(0);
    expect(code.files()).toEqual({ 'a.yaml': 'a: 1\n' });
  });

  test('are there where their name differs only in case', async () => {
    const code = await carried({ given: { 'README.md': 'ours\n' } }, { 'Readme.md': 'theirs\n' });
    expect(code.files()).toEqual({ 'Readme.md': 'theirs\n' });
  });
});

describe('an edited file', () => {
  const edited = async () => {
    const code = await carried({ managed: { ...ONE, 'other.yaml': 'o: 1\n' } });
    code.write({ [CATALOG]: 'a: 1\nextra: yes\n' });
    code.synth({ checkout: { managed: { ...TWO, 'other.yaml': 'o: 2\n' } } });
    return code;
  };

  test('is never overwritten: the difference is shown, and nothing at all is written', async () => {
    const code = await edited();
    const before = code.files();
    const { status, printed, complaint } = await code.run();
    expect([status, code.files()]).toEqual([1, before]);
    expect(printed).toContain(
      [
        '--- catalog-info.yaml (in this repository)',
        '+++ catalog-info.yaml (golden-path)',
        '@@ -1,2 +1,1 @@',
        '-a: 1',
        '-extra: yes',
        '+a: 2',
        '',
      ].join('\n'),
    );
    expect(complaint).toBe(
      [
        '[RefusedByCommand] golden-path repository: 1 problem, nothing was written',
        '',
        '  1. catalog-info.yaml: got a managed file that was edited since golden-path wrote it',
        '     allowed: the text of golden-path, or your own with a reason',
        '     fix: move the change into the construct that makes the file, pass --take-ours catalog-info.yaml, ' +
        "or pass --keep catalog-info.yaml --reason '<why>'",
        '',
      ].join('\n'),
    );
  });

  test.each(['--check', '--dry-run'])('ends also %s', async (option) => {
    expect(await (await edited()).refused(option)).toHaveLength(1);
  });

  test('is asked about also where golden-path itself changes nothing', async () => {
    const code = await carried({ managed: ONE });
    code.write({ [CATALOG]: 'mine: 1\n' });
    expect(await code.refused()).toEqual(['catalog-info.yaml: a managed file that was edited since golden-path wrote it']);
  });

  test('is replaced by --take-ours', async () => {
    const code = await edited();
    const { status, printed } = await code.run('--take-ours', `./${CATALOG}`);
    expect([status, code.files()]).toEqual([0, { ...TWO, 'other.yaml': 'o: 2\n' }]);
    expect(printed).toContain('changed  catalog-info.yaml (the edit is replaced)\n');
    expect(await code.run()).toEqual(NOTHING);
  });

  test('stays with --keep and a reason, until golden-path has another text', async () => {
    const code = await edited();
    const reason = 'the tags are read by billing';
    expect((await code.run('--keep', CATALOG, '--reason', reason)).status).toBe(0);
    expect(code.files()).toEqual({ [CATALOG]: 'a: 1\nextra: yes\n', 'other.yaml': 'o: 2\n' });
    expect(code.state().kept).toEqual({ [CATALOG]: { reason, declined: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) } });
    expect(await code.run()).toEqual({ ...NOTHING, printed: `kept     catalog-info.yaml (because '${reason}')\nNothing changes.\n` });
    code.write({ [CATALOG]: 'again: yes\n' });
    expect((await code.run()).status).toBe(0);
    code.synth({ checkout: { managed: { [CATALOG]: 'a: 3\n', 'other.yaml': 'o: 2\n' } } });
    expect(await code.refused()).toEqual([
      `catalog-info.yaml: a file that was kept, because '${reason}', and whose managed text changed since`,
    ]);
    expect((await code.run('--take-ours', CATALOG)).status).toBe(0);
    expect(code.state().kept).toEqual({});
    expect(code.read(CATALOG)).toBe('a: 3\n');
  });

  test('is no question any more once its change is in a prop', async () => {
    const code = await edited();
    code.synth({ checkout: { managed: { [CATALOG]: 'a: 1\nextra: yes\n', 'other.yaml': 'o: 2\n' } } });
    expect((await code.run()).status).toBe(0);
    code.synth({ checkout: { managed: { [CATALOG]: 'a: 4\n', 'other.yaml': 'o: 2\n' } } });
    expect((await code.run()).status).toBe(0);
    expect(code.read(CATALOG)).toBe('a: 4\n');
  });

  test('is left alone by --skip-edited, which writes the others, and is asked about again', async () => {
    const code = await edited();
    const { status } = await code.run('--skip-edited');
    expect([status, code.files()]).toEqual([0, { [CATALOG]: 'a: 1\nextra: yes\n', 'other.yaml': 'o: 2\n' }]);
    expect(await code.refused()).toEqual(['catalog-info.yaml: a managed file that was edited since golden-path wrote it']);
  });

  test('may also be one that somebody removed, or that golden-path never wrote', async () => {
    const code = await carried({ managed: ONE });
    code.remove(CATALOG);
    code.write({ 'new.yaml': 'theirs: 1\n' });
    code.synth({ checkout: { managed: { ...ONE, 'new.yaml': 'ours: 1\n' } } });
    expect(await code.refused()).toEqual([
      'catalog-info.yaml: a managed file that was removed here',
      'new.yaml: a file that golden-path manages, and did not write',
    ]);
    expect((await code.run('--keep', CATALOG, '--reason', 'not in the catalog yet', '--take-ours', 'new.yaml')).status).toBe(0);
    expect(code.files()).toEqual({ 'new.yaml': 'ours: 1\n' });
    expect((await code.run('--take-ours', CATALOG)).status).toBe(0);
    expect(code.files()).toEqual({ ...ONE, 'new.yaml': 'ours: 1\n' });
  });

  test('that was kept and left the output is the own one of the team', async () => {
    const code = await edited();
    await code.run('--keep', CATALOG, '--reason', 'the tags are read by billing');
    code.synth({ checkout: { managed: { 'other.yaml': 'o: 2\n' } } });
    expect((await code.run()).status).toBe(0);
    expect(code.read(CATALOG)).toBe('a: 1\nextra: yes\n');
    code.synth({ checkout: { managed: { ...TWO, 'other.yaml': 'o: 2\n' } } });
    expect(await code.refused()).toHaveLength(1);
  });

  test('is none where Git changed the line ends', async () => {
    const code = await carried({ managed: ONE, given: { 'README.md': 'r\n' } });
    for (const file of [CATALOG, 'README.md', STATE]) code.write({ [file]: code.read(file).replace(/\n/g, '\r\n') });
    expect(await code.run()).toEqual(NOTHING);
    code.synth({ checkout: { managed: TWO } });
    expect((await code.run()).status).toBe(0);
    expect(code.read(CATALOG)).toBe('a: 2\n');
  });
});
