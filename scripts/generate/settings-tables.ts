// npm run generate:settings: writes the rows of settings and of alerts in the tables of docs/, from the tables in lib/.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withAlerts } from './alert-rows';
import { withSettings } from './settings-rows';

const DOCS = join(__dirname, '../../docs');

for (const name of readdirSync(DOCS).filter((file) => file.endsWith('.md'))) {
  const before = readFileSync(join(DOCS, name), 'utf8');
  const after = withAlerts(withSettings(before));
  if (after === before) continue;
  writeFileSync(join(DOCS, name), after);
  console.log(`docs/${name}: rows of settings`);
}
