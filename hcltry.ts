import * as fs from 'node:fs';
import * as path from 'node:path';
import { acme } from './apps/acme';
import { MODULES } from './lib/modules/kinds';
import { deriveModule } from './lib/modules/module';
import { moduleFiles } from './lib/modules/module-files';
fs.rmSync('/tmp/hcl/m', {recursive: true, force: true});
for (const kind of MODULES) for (const [name, text] of Object.entries(moduleFiles(deriveModule(kind, acme)))) { const f = path.join('/tmp/hcl/m', kind.name, name); fs.mkdirSync(path.dirname(f), {recursive: true}); fs.writeFileSync(f, text); }
