import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Buildah, BuildOptions } from './buildah';
import { sharedLibraries } from './shared-libraries';

const UV = 'localhost/uv';
const PYTHON = 'localhost/python';

const ASK = `
import json, sys, sysconfig
version = f"python{sys.version_info.major}.{sys.version_info.minor}"
print(json.dumps([sys.base_prefix, version, sysconfig.get_path("stdlib")]))`;

/** Parts of Python's library that no service needs. */
const LEFT_OUT = new Set(['__pycache__', 'dist-packages', 'ensurepip', 'idlelib', 'site-packages', 'test', 'tkinter']);

/**
 * Makes a base image with Python of this machine, its library and `sh`, and one with uv.
 *
 * Python need not be below `/usr`, and has to be in the image at work: it is copied, and nothing is mounted.
 */
export async function makePythonBases(buildah: Buildah, uv: string): Promise<BuildOptions> {
  const [prefix, version, library] = JSON.parse(execFileSync('python3', ['-c', ASK], { encoding: 'utf8' })) as string[];
  const python = join(prefix, 'bin', version);
  const parts = readdirSync(library).filter((name) => !LEFT_OUT.has(name) && !name.startsWith('config-'));
  const extensions = readdirSync(join(library, 'lib-dynload')).filter((name) => name.endsWith('.so') && !name.startsWith('_tkinter'));
  const linked = [python, '/usr/bin/sh', uv, process.execPath, ...extensions.map((name) => join(library, 'lib-dynload', name))];
  const authorities = process.env.SSL_CERT_FILE;
  await buildah.makeBase({ PATH: '/usr/local/bin:/usr/bin', ...authorities && { SSL_CERT_FILE: authorities } }, PYTHON, {
    'usr/bin/sh': '/usr/bin/sh',
    ...Object.fromEntries(['python', 'python3', version].map((name) => [`usr/local/bin/${name}`, python])),
    ...Object.fromEntries(parts.map((part) => [`usr/local/lib/${version}/${part}`, join(library, part)])),
    ...sharedLibraries(linked),
  });
  await buildah.makeBase({}, UV, { uv });
  return { bases: [UV, PYTHON, PYTHON], volumes: [] };
}
