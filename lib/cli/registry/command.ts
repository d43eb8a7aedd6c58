import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Run } from '../commands';
import { buildRegistry } from './build';
import type { BuildOptions } from './build';
import { pushRegistry } from './push/push';
import type { PushOptions } from './push/push';
import { serveRegistry } from './serve/serve';
import type { ServeOptions } from './serve/serve';

/** Adds `registry` with its commands to the program. */
export function addRegistry(program: Command, run: Run): void {
  const registry = program.command('registry').description('Publish Terraform modules, and serve them to terraform init and to OpenTofu');
  addBuild(registry, run);
  addServe(registry, run);
  addPush(registry, run);
}

function addBuild(registry: Command, run: Run): void {
  registry
    .command('build')
    .description('Publish one version of modules as the files of a module registry; a published version never changes')
    .argument('<folder...>', 'folders that golden-path module wrote')
    .requiredOption('--release <version>', 'the version of the modules, such as 1.4.0')
    .requiredOption('--host <name>', 'the host name of the registry, which the pages show')
    .option('--namespace <name>', 'the first part of the address of each module', 'platform')
    .option('--out <folder>', 'the folder of the registry, with all that was published before', 'dist/registry')
    .action((folders: string[], options: Omit<BuildOptions, 'folders'>) => run((output) => buildRegistry({ ...options, folders }, output)));
}

function addServe(registry: Command, run: Run): void {
  registry
    .command('serve')
    .description('Serve the files of a registry to Terraform, read-only')
    .requiredOption('--root <folder>', 'the folder that golden-path registry build wrote, or a bucket such as s3://acme-modules/prefix')
    .option('--listen <address>', 'the address and port', '127.0.0.1:8080')
    .addOption(new Option('--tokens <file>', 'a file with a name and the SHA-256 of a token on each line').conflicts('public'))
    .option('--public', 'serve without tokens')
    .option('--signing-key <file>', 'a file with at least 32 random bytes, which several servers share; by default each run makes its own')
    .addOption(new Option('--timeout <seconds>', 'the time that a client has for a request').argParser(seconds).default(15))
    .action((options: ServeOptions) => run((output) => serveRegistry(options, output)));
}

function addPush(registry: Command, run: Run): void {
  registry
    .command('push')
    .description('Push the published versions of modules to an OCI registry, from which OpenTofu fetches them; a tag never changes')
    .requiredOption('--to <address>', 'the address in front of the name of each module, such as oci://ghcr.io/acme/modules')
    .option('--root <folder>', 'the folder that golden-path registry build wrote', 'dist/registry')
    .option('--namespace <name>', 'the namespace of the modules in that folder', 'platform')
    .option('--plain-http', 'use HTTP, on 127.0.0.1 and localhost only')
    .action((options: PushOptions) => run((output) => pushRegistry(options, output)));
}

function seconds(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 999.');
}
