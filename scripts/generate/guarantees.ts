// npm run generate:guarantees: writes docs/guarantees.md from the table of guardrails and the lists beside it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guaranteesPage } from './guarantees-page';

const PAGE = join(__dirname, '../../docs/guarantees.md');

const text = guaranteesPage();
writeFileSync(PAGE, text);
console.log(`docs/guarantees.md: ${(text.length / 1024).toFixed(1)} kB`);
