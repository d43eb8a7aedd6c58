// npm run generate:companions: writes the rows of companions in the tables of the documentation.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPANION_TABLES, withRows } from './companion-tables';

for (const table of COMPANION_TABLES) {
  const path = join(__dirname, '../..', table.file);
  writeFileSync(path, withRows(readFileSync(path, 'utf8'), table));
  console.log(`${table.file}: ${table.rows().length} rows`);
}
