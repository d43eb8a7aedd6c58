import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { runToEnd } from '../../referees/run-to-end';
import { findTerraform } from '../../referees/terraform/binary';
import { environmentFor } from '../../referees/terraform/run-terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { HOST, MODULE } from './published';

/** What `terraform init` said, and what it fetched. */
export interface Fetched {
  readonly status: number | string | null;
  /** Without the frame that Terraform draws, on one line. */
  readonly text: string;
  readonly version?: string;
  /** The files that were asked for. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a team asks for. */
export interface Wanted {
  readonly token?: string;
  readonly module?: string;
  readonly constraint?: string;
  /** The files to read of what was fetched. */
  readonly files?: readonly string[];
}

/** Init starts no provider; it only has to know that it need not install one. */
const PROVIDER = { Protocol: 'grpc', ProtocolVersion: 5, Pid: 1, Test: true, Addr: { Network: 'unix', String: '/none' } };
const REATTACH = { 'registry.terraform.io/hashicorp/aws': PROVIDER, 'registry.opentofu.org/hashicorp/aws': PROVIDER };

/** Runs `terraform init` for a configuration that calls one module of the registry. */
export async function init(port: number, { constraint = '~> 1.2', files = [], module = MODULE, token }: Wanted): Promise<Fetched> {
  return inWorkFolder(async (folder) => {
    const settings = join(folder, 'settings.tfrc');
    const credentials = token === undefined ? '' : `credentials "${HOST}" {\n  token = "${token}"\n}\n`;
    const services = `services = { "modules.v1" = "http://127.0.0.1:${port}/v1/modules/" }`;
    writeFileSync(settings, `${credentials}host "${HOST}" {\n  ${services}\n}\n`);
    writeFileSync(join(folder, 'main.tf'), `module "bucket" {\n  source  = "${HOST}/${module}"\n  version = "${constraint}"\n
  service_name = "a"\n  team_name = "b"\n  environment = "c"\n  bucket_name = "d"\n}\n`);
    const env = { ...environmentFor(REATTACH), TF_CLI_CONFIG_FILE: settings };
    const { status, stderr, stdout } = await runToEnd(findTerraform()!, ['init', '-backend=false', '-no-color'], { cwd: folder, env });
    const text = `${stdout}${stderr}`.replace(/[│╷╵]/g, '').replace(/\s+/g, ' ');
    if (status !== 0) return { status, text, files: {} };
    const known = JSON.parse(readFileSync(join(folder, '.terraform/modules/modules.json'), 'utf8')) as Known;
    const { Dir: at, Version: version } = known.Modules.find(({ Key }) => Key === 'bucket')!;
    return { status, text, version, files: Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, at, file), 'utf8')])) };
  });
}

interface Known {
  readonly Modules: readonly { readonly Key: string; readonly Version: string; readonly Dir: string }[];
}

/** Sends bytes as they are, which no library would send, and gives back what the server answers until it closes the connection. */
export async function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => void socket.write(text));
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** A request that ends its connection. */
export function get(port: number, path: string, token?: string): Promise<string> {
  const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
  return raw(port, `GET ${path} HTTP/1.1\r\nHost: registry\r\n${authorization}Connection: close\r\n\r\n`);
}
