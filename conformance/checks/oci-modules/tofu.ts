import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../../referees/run-to-end';
import type { OfflineTerraform } from '../../referees/terraform';
import { findTerraform } from '../../referees/terraform/binary';
import { environmentFor } from '../../referees/terraform/run-terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { differences, plannedIn } from '../modules/compare';
import { PROVIDERS } from '../modules/uses';
import { writeFiles } from '../modules/workspace';
import { environmentOf, filesOf } from './published';
import type { Home, Published } from './published';

/** What `tofu init` said, and what it fetched. */
export interface Fetched {
  readonly status: number | string | null;
  /** Without the frame that OpenTofu draws, on one line. */
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Init starts no provider; it only has to know that it need not install one. */
const PROVIDER = { Protocol: 'grpc', ProtocolVersion: 6, Pid: 1, Test: true, Addr: { Network: 'unix', String: '/none' } };
const REATTACH = Object.fromEntries(['aws', 'kubernetes'].map((name) => [`registry.opentofu.org/hashicorp/${name}`, PROVIDER]));

const INPUTS = `
  service_name  = "payment-service"
  team_name     = "payments"
  environment   = "production"
  replica_count = 3
`;

/** The address of a module in a registry. */
export function sourceIn(host: string, query: string, name = 'microservice-infra'): string {
  return `oci://${host}/modules/${name}${query}`;
}

/** Runs `tofu init` for a configuration that calls a module. */
export async function init(published: Published, host: string, source: string, home: Home = 'ci'): Promise<Fetched> {
  return inWorkFolder(async (folder) => {
    writeFileSync(join(folder, 'main.tf'), `module "infra" {\n  source = "${source}"\n${INPUTS}}\n`);
    const env = { ...environmentFor(REATTACH), ...environmentOf(published, home, host) };
    const { status, stderr, stdout } = await runToEnd(findTerraform()!, ['init', '-backend=false', '-no-color'], { cwd: folder, env });
    const text = `${stdout}${stderr}`.replace(/[│╷╵]/g, '').replace(/\s+/g, ' ');
    const names = Object.keys(filesOf(published.modules[0], ''));
    const fetched = names.map((name) => [name, join(folder, '.terraform/modules/infra', name)]).filter(([, file]) => existsSync(file));
    return { status, text, files: Object.fromEntries(fetched.map(([name, file]) => [name, readFileSync(file, 'utf8')])) };
  });
}

/** Plans a module from a registry beside the same module from a folder, and says where the plans differ. */
export async function comparePlans(tofu: OfflineTerraform, published: Published, source: string, version: string): Promise<string[]> {
  return inWorkFolder(async (work) => {
    writeFiles(join(work, 'local'), filesOf(published.modules[0], version));
    const calls = { remote: source, local: './local' };
    const blocks = Object.entries(calls).map(([name, from]) => `module "${name}" {\n  source = "${from}"\n${INPUTS}}\n`);
    writeFiles(work, { 'main.tf': `${PROVIDERS}${blocks.join('')}` });
    const { resource_changes: changes = [] } = await tofu.planHere(work);
    const [remote, local] = Object.keys(calls).map((name) => plannedIn(changes, name, (each) => each));
    return local.size === 0 ? ['the plan has no resource'] : differences(remote, local);
  });
}
