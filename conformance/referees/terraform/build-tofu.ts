import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { runGo } from '../run-go';
import { TOFU_MODULE, TOFU_VERSION, tofuBinary } from './tofu-cache';

/**
 * Builds OpenTofu from source, for machines that have Go and a module proxy but neither terraform nor tofu.
 * It takes minutes once and gigabytes in Go's caches; after that the cached binary is used.
 *
 * `go install <module>/cmd/tofu@<version>` refuses modules with `replace` directives, and OpenTofu has some, so the
 * module's own folder is built. That also keeps to the versions and checksums of its go.sum.
 *
 * @returns the binary's path
 * @see https://go.dev/ref/mod#go-install
 */
export function buildTofu(binary = tofuBinary(), environment = process.env): string {
  if (existsSync(binary)) return binary;
  const source = downloadSource(environment);
  mkdirSync(dirname(binary), { recursive: true });
  // Renamed when whole, since a build that was interrupted must not pass for a binary.
  const unfinished = `${binary}.unfinished`;
  // Flags from the environment are for the caller's own modules; `-mod=vendor` among them would break this build.
  const plain = { ...environment, CGO_ENABLED: '0', GOFLAGS: '' };
  go(['build', '-C', source, '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-o', unfinished, './cmd/tofu'], plain);
  renameSync(unfinished, binary);
  return binary;
}

function downloadSource(environment: NodeJS.ProcessEnv): string {
  const module = JSON.parse(go(['mod', 'download', '-json', `${TOFU_MODULE}@${TOFU_VERSION}`], environment)) as { Dir: string };
  return module.Dir;
}

function go(args: readonly string[], env: NodeJS.ProcessEnv): string {
  return runGo(args, { what: `OpenTofu ${TOFU_VERSION}`, env });
}

if (require.main === module) {
  console.warn(`Building OpenTofu ${TOFU_VERSION}, which takes some minutes on first use...`);
  try {
    console.log(buildTofu());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
