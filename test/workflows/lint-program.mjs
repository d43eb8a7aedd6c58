// As a program: reads workflows as a JSON list of texts from standard input, and prints what actionlint says about each.
import { readFileSync } from 'node:fs';
import { actionlint } from '../../scripts/support/actionlint.mjs';

const STANDARD_INPUT = 0;

const results = [];
for (const text of JSON.parse(readFileSync(STANDARD_INPUT, 'utf8'))) {
  results.push(await actionlint(text, '.github/workflows/workflow.yml'));
}
console.log(JSON.stringify(results));
