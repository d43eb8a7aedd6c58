import * as path from 'node:path';
import { contentOf, plain, readPages } from '../docs/pages';
import { temporaryFolder } from '../support/synth';
import { command, write } from './fixture';
import type { Ended } from './fixture';
import { grypeMatch, grypeReport, osvReport } from './scans';
import { stepsOf } from './sessions';

const AT = '2026-11-28';

/** Runs the gate on a report, with the exceptions of a file if there is one. */
async function gate(report: object | string, exceptions?: string, ...options: string[]): Promise<Ended> {
  const folder = temporaryFolder();
  const text = typeof report === 'string' ? report : JSON.stringify(report);
  write(folder, { 'report.json': text, ...(exceptions !== undefined && { 'exceptions.yaml': exceptions }) });
  const file = exceptions === undefined ? [] : ['--exceptions', path.join(folder, 'exceptions.yaml')];
  const ended = await command('scan-gate', path.join(folder, 'report.json'), '--at', AT, ...file, ...options);
  return { ...ended, complaint: ended.complaint.replaceAll(folder, '.') };
}

function excepting(until: string, more = ''): string {
  return `exceptions:\n  - { finding: CVE-1, reason: the server is not started, until: ${until}${more} }\n`;
}

describe('golden-path scan-gate', () => {
  test('shows what is refused and excepted, and which exceptions do not count', async () => {
    const report = grypeReport([
      grypeMatch(),
      grypeMatch({ id: 'CVE-2', severity: 'High', name: 'zlib', versions: ['1.3', '2.0'] }),
      grypeMatch({ id: 'CVE-3', severity: 'High', state: 'not-fixed' }),
      grypeMatch({ id: 'CVE-4', severity: 'Low' }),
    ]);
    const exceptions = [
      'exceptions:',
      '  - { finding: CVE-1, reason: the server is not started, until: 2026-11-27 }',
      '  - { finding: CVE-2, package: zlib, reason: only our own archives are read, until: 2026-12-31 }',
      '  - { finding: CVE-3, reason: a finding without a fix, until: 2026-12-31 }',
      '',
    ].join('\n');
    expect(await gate(report, exceptions)).toEqual({
      status: 1,
      printed: [
        '4 findings of grype: 1 refused, 1 excepted, 2 let pass.',
        '          finding  severity  package  version  fixed in',
        "refused   CVE-1    critical  openssl  3.0.1    3.0.2     exception until 2026-11-27, because 'the server is not started'",
        "excepted  CVE-2    high      zlib     3.0.1    1.3, 2.0  exception until 2026-12-31, because 'only our own archives are read'",
        'expired   CVE-1: it counted until 2026-11-27',
        'unused    CVE-3: no finding needs it',
        '',
      ].join('\n'),
      complaint: '1 finding refused. Update the packages and build again, or accept a finding until a day with --exceptions <file>.\n',
    });
    const markdown = (await gate(report, exceptions, '--format', 'markdown')).printed;
    expect(markdown).toContain('| `CVE-1` | critical | `openssl` | `3.0.1` | `3.0.2` | **refused**: `exception until 2026-11-27,');
    expect(markdown).toContain('- expired: `CVE-1` counted until 2026-11-27\n- unused: `CVE-3`\n');
    expect(JSON.parse((await gate(report, exceptions, '--format', 'json')).printed)).toMatchObject({
      passed: false,
      scanner: 'grype',
      at: AT,
      refused: [{ id: 'CVE-1', exception: { until: '2026-11-27' } }],
      excepted: [{ id: 'CVE-2' }],
      others: { critical: 0, high: 1, low: 1 },
      expired: [{ finding: 'CVE-1' }],
      unused: [{ finding: 'CVE-3' }],
    });
  });

  const KERNEL = { descriptor: { name: 'grype', configuration: { ignore: [{ reason: 'kernel headers' }] } } };
  const FORGED = { descriptor: { name: 'grype', configuration: { ignore: [{ reason: 'Explicit APK NAK' }] } } };
  const nak = { ...grypeMatch(), appliedIgnoreRules: [{ reason: 'Explicit APK NAK' }] };

  test.each<[string, object, number, (string | undefined)?, string[]?]>([
    ['no finding', grypeReport([]), 0],
    ['a critical one', grypeReport([grypeMatch()]), 1],
    ['a high one', grypeReport([grypeMatch({ severity: 'High' })]), 1],
    ['one that is not rated', grypeReport([grypeMatch({ severity: 'Unknown' })]), 1],
    ['one without metadata', grypeReport([grypeMatch({ severity: undefined, state: '', versions: [] })]), 1],
    ['a medium one', grypeReport([grypeMatch({ severity: 'Medium' })]), 0],
    ['a medium one, where these are refused', grypeReport([grypeMatch({ severity: 'Medium' })]), 1, undefined, ['--severities', 'medium']],
    ['a critical one, where it is let pass', grypeReport([grypeMatch()]), 0, undefined, ['--severities', 'high,low']],
    ['one without a fix', grypeReport([grypeMatch({ state: 'wont-fix', versions: [] })]), 0],
    ['one without a fix, where these are refused', grypeReport([grypeMatch({ state: 'unknown' })]), 1, undefined, ['--include-unfixed']],
    ['one with an exception', grypeReport([grypeMatch()]), 0, excepting('2026-12-31')],
    ['the last day of an exception', grypeReport([grypeMatch()]), 0, excepting(AT)],
    ['the day after an exception', grypeReport([grypeMatch()]), 1, excepting('2026-11-27')],
    ['an exception by another name of it', grypeReport([grypeMatch({ id: 'GHSA-1', related: ['CVE-1'] })]), 0, excepting('2026-12-31')],
    ['an exception for another package', grypeReport([grypeMatch()]), 1, excepting('2026-12-31', ', package: zlib')],
    ['one that a setting of grype left out', { ...grypeReport([]), ignoredMatches: [grypeMatch()] }, 1],
    ['one that the distribution denies', { ...grypeReport([]), ...KERNEL, ignoredMatches: [nak] }, 0],
    ['one that a setting denies like a distribution', { ...grypeReport([]), ...FORGED, ignoredMatches: [nak] }, 1],
    ['osv: nothing', { results: [] }, 0],
    ['osv: a critical one', osvReport({ score: '9.8' }), 1],
    ['osv: a medium one', osvReport({ score: '6.9' }), 0],
    ['osv: no score and a word', osvReport({ score: '', word: 'MODERATE' }), 0],
    ['osv: neither score nor word', osvReport({ score: '' }), 1],
    ['osv: one without a fix', osvReport({ events: [{ introduced: '0' }] }), 0],
    ['osv: a fix in another release of the distribution', osvReport({ affected: 'Debian:11', events: [{ introduced: '0' }] }), 0],
    ['osv: an exception by an alias', osvReport({ score: '9.8' }), 0, excepting('2026-12-31')],
  ])('%s', async (_, report, status, ...[exceptions, options = []]) => {
    expect(await gate(report, exceptions, ...options)).toMatchObject({ status });
  });

  test.each<[string, object | string, string]>([
    ['an empty file', '', 'got an empty file'],
    ['half a report', '{"matches": [', 'got something other than one JSON object'],
    ['another program', { matches: [] }, 'got JSON of another program'],
    ['SARIF', { runs: [] }, 'got SARIF\n     allowed: the JSON of grype or osv-scanner: SARIF does not say which findings have a fix'],
    ['grype without matches', { descriptor: { name: 'grype' } }, 'cannot be read at its lists of matches'],
    ['a match without a name', grypeReport([grypeMatch({ id: '' })]), 'cannot be read at a match'],
    ['a severity that grype does not have', grypeReport([grypeMatch({ severity: 'Mild' })]), 'cannot be read at a severity'],
    ['a state that grype does not have', grypeReport([grypeMatch({ state: 'soon' })]), 'cannot be read at the state of a fix'],
    ['osv-scanner with a result that is none', { results: [null] }, 'cannot be read at a result'],
    ['osv-scanner without groups', osvReport({ groups: [] }), 'cannot be read at the groups of a package'],
    ['osv-scanner with a score in words', osvReport({ score: 'HIGH' }), 'cannot be read at a severity'],
  ])('refuses what it cannot read: %s', async (_, report, message) => {
    const { complaint, printed, status } = await gate(report);
    expect({ printed, status }).toEqual({ printed: '', status: 1 });
    expect(complaint).toContain(message);
  });

  test('lists every fault of a file with exceptions, and of the report', async () => {
    const line = 'reason: the server is not started';
    const { complaint, status } = await gate('', [
      'exceptions:',
      `  - { finding: CVE-*, ${line}, until: 2026-12-31 }`,
      '  - { finding: CVE-1, reason: TBD, until: 2026-12-31 }',
      `  - { finding: CVE-1, ${line}, until: 2026-02-30 }`,
      `  - { finding: CVE-1, ${line}, until: 2028-01-01 }`,
      `  - { finding: CVE-1, ${line}, untill: 2026-12-31 }`,
      `  - { finding: CVE-1, package: 3, ${line}, until: 2026-12-31 }`,
      `  - { finding: CVE-2, ${line}, until: 2026-12-31 }`,
      `  - { finding: CVE-2, ${line}, until: 2026-12-30 }`,
      '  - CVE-3',
      '',
    ].join('\n'));
    expect(status).toBe(1);
    for (const part of [
      "1. './report.json': got an empty file",
      "exceptions[0]: got finding: 'CVE-*'",
      "exceptions[1]: got reason: 'TBD'",
      "exceptions[2]: got until: '2026-02-30'",
      "exceptions[3]: got until: '2028-01-01'\n     allowed: at most 366 days from 2026-11-28",
      "exceptions[4]: got the field 'untill'",
      'exceptions[5]: got package: 3',
      "got two exceptions for 'CVE-2 in all packages'",
      "exceptions[8]: got 'CVE-3'",
    ]) expect(complaint).toContain(part);
    expect((await gate(grypeReport([]), '- CVE-1\n')).complaint).toContain('allowed: exceptions, a list');
    expect((await gate(grypeReport([]), 'exceptions: [a')).complaint).toContain('invalid YAML');
    expect(await gate(grypeReport([]), '# none yet\n')).toMatchObject({ status: 0 });
    expect((await command('scan-gate', path.join(temporaryFolder(), 'none.json'))).complaint).toContain('got nothing');
    expect((await gate(grypeReport([]), undefined, '--at', '2026-13-01')).complaint).toContain("--at: got '2026-13-01'");
    expect(await gate(grypeReport([]), undefined, '--severities', 'critical,worse')).toMatchObject({ status: 2 });
  });

  test('shows names as text alone', async () => {
    const hostile = 'CVE-1`|<img src=x>\n\u001b[2K@team\u202e';
    const report = grypeReport([grypeMatch({ id: hostile, name: '"; rm -rf /\n\n# Passed', versions: ['|`'] })]);
    const text = (await gate(report)).printed;
    expect(text.split('\n')).toHaveLength(4);
    expect(text).not.toMatch(/[\u001b\u202e]/);
    const markdown = (await gate(report, undefined, '--format', 'markdown')).printed;
    expect(markdown.split('\n').filter((line) => /^(#|\|)/.test(line))).toHaveLength(4);
    expect(markdown).toContain('| `CVE-1\\u0060\\u007c<img src=x>\\u000a\\u001b[2K@team\\u202e` | critical |');
    expect(JSON.parse((await gate(report, undefined, '--format', 'json')).printed).refused[0].id).toBe(hostile);
  });

  test.each([
    '::error::x', '\n::set-output name=x::y', '${{ secrets.X }}', '@acme/everyone', '](javascript:0)', '</details><h1>', '$(touch x)', '\r# x', '`'.repeat(9),
  ])('gives a name no meaning for GitHub: %j', async (name) => {
    const report = grypeReport([grypeMatch({ id: name, name, version: name, versions: [name] })]);
    for (const format of ['text', 'markdown']) {
      const { complaint, printed, status } = await gate(report, undefined, '--format', format);
      expect([status, complaint]).toEqual([1, expect.stringMatching(/^1 finding refused/)]);
      expect(`${printed}${complaint}`).not.toMatch(/^\s*(::|# x)/m);
      // In Markdown nothing of it is outside of code.
      if (format === 'markdown') expect(printed.replace(/`[^`\n]*`/g, '')).not.toMatch(/[@$<`]|javascript/);
    }
  });

  test('is shown by its page as it is', async () => {
    const page = readPages().find(({ file }) => file === 'docs/image-scanning.md')!;
    const [step] = stepsOf(page);
    const report = grypeReport([
      grypeMatch({ id: 'CVE-2026-1001', name: 'stdlib', version: '1.26.8', versions: ['1.26.9'] }),
      grypeMatch({ id: 'CVE-2026-1002', severity: 'High', name: 'golang.org/x/net', version: '0.48.0', versions: ['0.49.0'] }),
      grypeMatch({ id: 'CVE-2026-1003', state: 'wont-fix' }),
      grypeMatch({ id: 'CVE-2026-1004', severity: 'Medium' }),
    ]);
    const shown = contentOf(page).blocks.find(({ text }) => text.startsWith('exceptions:'))!.text;
    const exceptions = [
      shown.trimEnd(),
      '  - { finding: CVE-2026-1001, reason: the service parses no multipart forms, until: 2026-11-20 }',
      '  - { finding: CVE-2025-0007, package: openssl, reason: there is no server, until: 2026-12-01 }',
    ].join('\n');
    const { complaint, printed } = await gate(report, exceptions);
    expect(`${printed}${complaint}`.trimEnd().split('\n')).toEqual(step.shown);
    const help = (await command('scan-gate', '--help')).printed;
    const options = [...help.matchAll(/^ +(--[a-z-]+(?: <\w+>)?) /gm)].map(([, option]) => option);
    expect(contentOf(page).tables[0].rows.map(([option]) => plain(option))).toEqual(options);
  });
});
