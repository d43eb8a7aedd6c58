import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINE } from '../../lib/cli/document/services';
import { documentSchema } from '../../lib/cli/schema/schema';
import { configSchema } from '../../lib/reports/config/schema';
import { roadmapSchema } from '../../lib/reports/roadmap/roadmap';

/** The published schemas: what commands print without a platform. */
const SCHEMAS = { service: documentSchema(MACHINE), reports: configSchema(), roadmap: roadmapSchema() };

for (const [name, schema] of Object.entries(SCHEMAS)) {
  writeFileSync(join(__dirname, `../../schemas/${name}.schema.json`), `${JSON.stringify(schema, undefined, 2)}\n`);
}
