import * as fs from 'node:fs';
import { acme } from './apps/acme';
import { MICROSERVICE_INFRA } from './lib/modules/kinds/microservice-infra';
import { deriveModule } from './lib/modules/module';
import { moduleFiles } from './lib/modules/module-files';
import { writeFiles } from './conformance/checks/modules/workspace';
import { judge } from './conformance/checks/modules/verdict';
import { OfflineTerraform } from './conformance/referees/terraform';
fs.rmSync('/tmp/hcl/w', {recursive: true, force: true});
writeFiles('/tmp/hcl/w', moduleFiles(deriveModule(MICROSERVICE_INFRA, acme)));
const good = { serviceName: 'quay', teamName: 'platform', environment: 'staging' };
const v = judge(MICROSERVICE_INFRA, acme, good) as any;
const g = { service_name: 'quay', team_name: 'platform', environment: 'staging' };
for (let i = 0; i < 30; i += 1) writeFiles('/tmp/hcl/w/tests', { [`r_${i}.tftest.json`]: JSON.stringify({ variables: { ...g, ...(i % 3 === 0 ? { environment: 'qa' } : i % 3 === 1 ? { memory_request: '0.1Gi' } : { max_replica_count: 50, enable_hpa: false }) }, run: { x: { command: 'plan' } } }) });
(async () => {
const t = await OfflineTerraform.start([v.stack]) as any;
await t.init('/tmp/hcl/w');
const b = Date.now();
try { await t.run('/tmp/hcl/w', 'test', '-json'); console.log('ok'); } catch (e: any) { console.log(e.diagnostics.length, JSON.stringify(e.diagnostics.slice(0,3), undefined, 1).slice(0, 3500)); }
console.log(Date.now() - b);
t.stop();
})();
