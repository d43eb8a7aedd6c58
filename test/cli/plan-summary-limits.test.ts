import fc from 'fast-check';
import { plan, printed, START } from './plans';

describe('text of others', () => {
  test('is no Markdown, no HTML and no mention', async () => {
    const hostile = 'x.y["`@everyone` <img src=x> **b** | [l](http://e) --> \u202e\n# h"]';
    const stack = '@team<b>|`</summary>';
    const summary = await printed({
      [`${stack}.json`.replace('/', '')]: plan(
        { [hostile]: ['delete'] },
        { output_changes: { '](http://e)@x': { actions: ['update'] } } },
      ),
    });
    const outside = summary
      .replace(START, '')
      .replace(/`[^`\n]*`/g, '')
      .replace(/<code>[^<]*<\/code>/g, '');
    expect(outside).not.toMatch(/@|<(?!\/?(details|summary)>)|http|everyone|team/);
    expect(summary).toContain(
      '- **destroy** `x.y["\\u0060@everyone\\u0060 <img src=x> **b** \\u007c [l](http://e) --> \\u202e\\u000a# h"]`\n',
    );
    expect(summary).toContain('<summary><code>&#64;team&#60;b&#62;&#124;&#96;&#60;summary&#62;</code></summary>');
  });

  test('stays inside of its code, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.constantFrom('create', 'delete'),
        async (address, action) => {
          const summary = await printed({ 'a.json': plan({ [address]: [action] }) });
          const lines = summary.split('\n');
          expect(lines.filter((line) => line.startsWith('- '))).toEqual([
            expect.stringMatching(/^- (\*\*destroy\*\*|add) `[^`\n|]+`$/u),
          ]);
          expect(lines).toHaveLength(13);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('is cut where it is long', async () => {
    expect(await printed({ 'a.json': plan({ [`x.${'y'.repeat(5000)}`]: ['create'] }) })).toContain(
      `- add \`x.${'y'.repeat(198)}…\`\n`,
    );
  });
});

describe('the size of a comment', () => {
  test('holds, and what was left out is counted', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`aws_s3_bucket.a_long_name_of_a_bucket_${index}`, ['delete']]),
    );
    const summary = await printed({ 'a.json': plan(many), 'b.json': plan(many) });
    expect(summary.length).toBeLessThanOrEqual(65_536);
    expect(summary.length).toBeGreaterThan(64_000);
    const shown = summary.match(/^- \*\*destroy/gm)!.length;
    expect(summary).toContain(
      `\n${6000 - shown} lines of details left out, because they do not fit into a comment. See the logs of the jobs.\n`,
    );
    expect(summary.match(/<details>/g)).toHaveLength(summary.match(/<\/details>/g)!.length);
  });

  test('holds for as many stacks as a matrix has, with the longest names', async () => {
    const name = (index: number) => `${'|'.repeat(240)}${index}`;
    const long = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`aws_s3_bucket.${'|'.repeat(300)}${index}`, ['delete']]),
    );
    const files = Object.fromEntries(Array.from({ length: 256 }, (_, index) => [`${name(index)}.json`, plan(long)]));
    const summary = await printed(files);
    expect(summary.length).toBeLessThanOrEqual(65_536);
    expect(summary).toContain('lines of details left out');
  });
});
