import fc from 'fast-check';
import { CarryOver, carried, NOTHING, STATE } from './carry-over';

const CATALOG = 'catalog-info.yaml';
const ONE = { [CATALOG]: 'a: 1\n' };
const TWO = { [CATALOG]: 'a: 2\n' };

describe('the ways to ask', () => {
  test('--check fails where something would change, and writes nothing', async () => {
    const code = new CarryOver({ managed: ONE });
    const { status, printed, complaint } = await code.run('--check');
    expect([status, code.files()]).toEqual([1, {}]);
    expect(printed).toContain('added    catalog-info.yaml\n');
    expect(complaint).toBe('The repository does not match the synth. Run golden-path repository without --check.\n');
    await code.run();
    expect(await code.run('--check')).toEqual({ status: 0, printed: '', complaint: '' });
  });

  test('--dry-run writes nothing', async () => {
    const code = new CarryOver({ managed: ONE });
    const { status, printed } = await code.run('--dry-run');
    expect([status, code.files()]).toEqual([0, {}]);
    expect(printed).toContain('Nothing was written: this is a dry run.\n');
  });

  test('the state says whose repository it is; without it, the only service is meant', async () => {
    const code = new CarryOver();
    code.synth({ checkout: { managed: ONE }, platform: { managed: TWO } });
    expect(await code.refused()).toEqual(['--service: nothing']);
    expect((await code.run('--service', 'platform')).status).toBe(0);
    expect(code.files()).toEqual(TWO);
    expect(await code.run()).toEqual(NOTHING);
    expect(await code.refused('--service', 'checkout')).toEqual(["--service: 'checkout'"]);
  });

  test('--format json is for programs', async () => {
    const code = await carried({ managed: ONE });
    code.write({ [CATALOG]: 'mine: 1\n' });
    code.synth({ checkout: { managed: { ...TWO, 'new.json': '{}\n' } } });
    const { status, printed } = await code.run('--format', 'json', '--skip-edited');
    expect(status).toBe(0);
    expect(JSON.parse(printed)).toEqual({
      version: '1.2.3',
      repository: 'checkout',
      changes: [{ path: 'new.json', change: 'added' }, { path: STATE, change: 'changed' }],
      edited: [{
        path: CATALOG,
        problem: 'a managed file that was edited since golden-path wrote it',
        difference: expect.stringContaining('-mine: 1\n+a: 2\n'),
      }],
      kept: [],
    });
  });

  test('--format markdown is for a pull request, and no text of others is read as Markdown', async () => {
    const code = await carried({ managed: { ...ONE, 'b.md': 'b\n' } });
    code.write({ [CATALOG]: '```\n@everyone <img src=x> ````\n', 'b.md': 'mine\n' });
    code.synth({ checkout: { managed: { ...TWO, 'b.md': 'c\n' } } });
    const reason = '`@all` reads | it\nand <b>more</b>';
    const { printed } = await code.run('--format', 'markdown', '--skip-edited', '--keep', 'b.md', '--reason', reason);
    const fence = '`'.repeat(5);
    expect(printed).toContain(`\n${fence}diff\n--- catalog-info.yaml (in this repository)\n`);
    expect(printed).toContain('-@everyone <img src=x> ````\n+a: 2\n' + fence);
    const outside = printed.replace(new RegExp(`${fence}[^]*?${fence}`), '').replace(/`[^`\n]*`/g, '');
    expect(outside).not.toMatch(/[@<]/);
  });
});

test('whatever a team does to its files, a run without --take-ours loses no text of it', async () => {
  const file = fc.constantFrom('a.yaml', 'b.yaml', 'c.yaml');
  const text = fc.constantFrom('1\n', '2\n', '3\n');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('edit' as const), file, text: fc.constantFrom('mine 1\n', 'mine 2\n') }),
    fc.record({ kind: fc.constant('remove' as const), file }),
    fc.record({ kind: fc.constant('synth' as const), managed: fc.dictionary(file, text), given: fc.dictionary(file, text) }),
    fc.record({ kind: fc.constant('run' as const), skip: fc.boolean(), keep: fc.option(file) }),
  );
  const runs = { total: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const code = new CarryOver({ managed: ONE });
      for (const each of steps) {
        if (each.kind === 'edit') code.write({ [each.file]: each.text });
        if (each.kind === 'remove' && each.file in code.files()) code.remove(each.file);
        if (each.kind === 'synth') {
          const given = Object.fromEntries(Object.entries(each.given).filter(([name]) => !(name in each.managed)));
          code.synth({ checkout: { managed: each.managed, given } });
        }
        if (each.kind !== 'run') continue;
        runs.total += 1;
        const before = code.files();
        const keep = each.keep === null ? [] : ['--keep', each.keep, '--reason', 'we need it so'];
        await code.run('--service', 'checkout', ...(each.skip ? ['--skip-edited'] : []), ...keep);
        const mine = Object.entries(before).filter(([, theirs]) => theirs.startsWith('mine'));
        expect(code.files()).toMatchObject(Object.fromEntries(mine));
      }
    }),
    { numRuns: 60 },
  );
  expect(runs.total).toBeGreaterThan(30);
}, 60_000);
