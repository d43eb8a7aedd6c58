import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINE } from '../../lib/cli/document/services';
import { documentSchema } from '../../lib/cli/schema/schema';

/** The published schema: what golden-path schema prints without a platform. */
writeFileSync(join(__dirname, '../../schemas/service.schema.json'), `${JSON.stringify(documentSchema(MACHINE), undefined, 2)}\n`);
