import { load } from 'js-yaml';
import { csvText, parseCsv } from '../../../lib/reports/document/csv';
import { reportCsv } from '../../../lib/reports/document/report-csv';
import { markdownText, reportMarkdown } from '../../../lib/reports/document/report-markdown';
import { reportText } from '../../../lib/reports/document/report-terminal';
import { prometheusText } from '../../../lib/reports/format/prometheus';
import { html, webAddress } from '../../../lib/reports/html/html';
import { scorecardOf } from '../../../lib/reports/scorecard/scorecard';
import { scorecardReport } from '../../../lib/reports/scorecard/scorecard-report';
import { siteFiles } from '../../../lib/reports/site/site';
import { HOSTILE, hostileInput, hostileMetrics, hostileSite } from '../../support/reports/hostile-site';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What a browser would show of a text without elements. */
function shown(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]);
}

describe('HTML', () => {
  test.each(HOSTILE)('shows %j as it is, in an element and in an attribute', (text) => {
    const { text: written } = html`<p title="${text}">${text}</p>`;
    const [, title, content] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(written)!;
    expect([shown(title), shown(content)]).toEqual([text, text]);
  });

  test('leaves HTML that a template made, and joins lists', () => {
    expect(html`<ul>${['<', '>'].map((text) => html`<li>${text}</li>`)}</ul>${undefined}`.text).toBe('<ul><li>&lt;</li><li>&gt;</li></ul>');
  });

  test('spells out what no reader sees, and replaces half of a pair of code units', () => {
    expect(html`${'a\u0000b\u202ec\ud800'}`.text).toBe('a\\u0000b\\u202ec\ufffd');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', ' https://acme.io', 'https://', '//acme.io', 'vbscript:x'])('links to no %j', (address) => {
    expect(webAddress(address)).toBeUndefined();
  });

  test('has no element or attribute of a user in any page of a hostile site', () => {
    const pages = [...siteFiles(hostileSite().input)].filter(([file]) => file.endsWith('.html'));
    expect(pages).toHaveLength(4 + HOSTILE.length);
    for (const [file, text] of pages) {
      expect(file).toMatch(/^(teams\/)?[a-z0-9-]+\.html$/);
      expect(text).not.toMatch(/<script|<img|<b>|href="javascript/i);
      // Outside of elements there is no quote or bracket that a text could have left.
      expect(text.replace(/<style>[^]*?<\/style>/, '').replace(/<!doctype html>|<\/?[a-z][a-z0-9]*(\s+[a-z0-9-]+(="[^"<>]*")?)*\s*\/?>/gi, '')).not.toMatch(/[<>]/);
    }
  });
});

describe('Markdown', () => {
  test.each([
    ['<script>', '\\<script\\>'],
    ['| a | b |', '\\| a \\| b \\|'],
    ['[x](javascript:y)', '\\[x\\]\\(javascript:y\\)'],
    ['# no heading\n- no list', '\\# no heading - no list'],
    ['- no list', '\\- no list'],
    ['=== no heading', '\\=== no heading'],
    ['1. no list', '1\\. no list'],
    ['@everyone #12', '@\u200beveryone \\#12'],
    ['https://acme.io www.acme.io', 'https:\u200b//acme.io www\u200b.acme.io'],
    ['&lt;', '\\&lt;'],
  ])('shows %j as it is', (text, written) => {
    expect(markdownText(text)).toBe(written);
  });

  test('keeps every row of a hostile table on one line with its columns', () => {
    const lines = reportMarkdown(scorecardReport(scorecardOf(hostileInput()))).split('\n');
    const header = lines.findIndex((line) => line.startsWith('| Service | Owner |'));
    const rows = lines.slice(header + 2, header + 2 + HOSTILE.length);
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(8);
  });
});

describe('CSV', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1-1', "'+1-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', '"\' =1"'],
    ['\t=1', '"\'\t=1"'],
    ['-5', '-5'],
    ['a,"b"', '"a,""b"""'],
    ['two\nlines', '"two\nlines"'],
  ])('writes %j so that no spreadsheet computes it', (text, written) => {
    expect(csvText([[text]])).toBe(`${/^'/.test(written) ? `"${written}"` : written}\r\n`);
  });

  test('begins no field of a hostile report with a formula', () => {
    const { records, fault } = parseCsv(reportCsv(scorecardReport(scorecardOf(hostileInput()))));
    expect(fault).toBeUndefined();
    const fields = records.flatMap(({ fields: own }) => own);
    expect(fields.filter((field) => /^\s*[=+\-@]/.test(field) && !/^[+-]?\d+$/.test(field))).toEqual([]);
    expect(fields.some((field) => field.startsWith("'=HYPERLINK"))).toBe(true);
  });

  test('reads back what it wrote, with its lines', () => {
    const { records } = parseCsv(csvText([['a', 'b,c'], ['two\nlines', 'x'], ['last', '']]));
    expect(records).toEqual([
      { line: 1, fields: ['a', 'b,c'] },
      { line: 2, fields: ['two\nlines', 'x'] },
      { line: 4, fields: ['last', ''] },
    ]);
  });

  test.each([['a,"b', 'a quote that is never closed'], ['"a"b', 'text after a closing quote']])('reports %j', (text, what) => {
    expect(parseCsv(text).fault).toEqual({ line: 1, what });
  });

  test('reads a file of a spreadsheet that separates by semicolons', () => {
    expect(parseCsv('\uFEFFa;b\r\n1;"x;y"\r\n').records.map(({ fields }) => fields)).toEqual([['a', 'b'], ['1', 'x;y']]);
  });
});

test('a scrape reads hostile names as labels, each sample on its line', () => {
  const names = ['back\\slash', 'quo"te', 'new\nline', 'a\\" b\\n'];
  const samples = prometheusText(hostileMetrics(names)).trimEnd().split('\n').filter((line) => !/^# (HELP|TYPE) golden_path_dora_[a-z0-9_]+ /.test(line));
  const read = samples.map((line) => {
    expect(line).toMatch(/^golden_path_dora_[a-z0-9_]+\{([a-z]+="([^"\\\n]|\\[\\"n])*",?)+\} [\d.e+-]+$/);
    const label = /,name="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
    return label?.replace(/\\([\\"n])/g, (_, character: string) => (character === 'n' ? '\n' : character));
  });
  expect(new Set(read)).toEqual(new Set([undefined, ...HOSTILE, ...names]));
});

test('a terminal obeys nothing of a hostile report', () => {
  const input = hostileInput();
  const text = reportText(scorecardReport(scorecardOf({ ...input, organization: 'a\u001b[2J\u202e\r\nb' })));
  expect(text).toContain('Scorecard of the platform of a\\u001b[2J\\u202e b');

  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test('a catalog reads the entry of a hostile organisation as text', () => {
  const entry = load(siteFiles(hostileSite().input).get('catalog-info.yaml')!) as { metadata: { description: string } };
  expect(entry.metadata.description).toContain('<script>alert(1)</script>');
});
