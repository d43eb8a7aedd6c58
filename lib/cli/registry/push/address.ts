import { Trouble } from '../../refusal';

/** Where modules are pushed to: `oci://<host>/<path>`. */
export interface RegistryAddress {
  readonly host: string;
  /** The path below which each module has its repository; it can be empty. */
  readonly path: string;
  readonly scheme: 'http' | 'https';
}

/** The names of https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests */
const ADDRESS = /^oci:\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?)((?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)\/?$/;

const LOOPBACK = /^(?:127\.0\.0\.1|localhost)(?::|$)/;

/** Reads an address. Passwords never go over HTTP, except on the machine itself. */
export function registryIn(text: string, plainHttp = false): RegistryAddress {
  const found = ADDRESS.exec(text);
  if (found === null) {
    const allowed = 'the address of an OCI registry in lower case, without tag';
    throw new Trouble(text.slice(0, 100), allowed, 'write one such as oci://ghcr.io/acme/modules');
  }
  const [, host, path] = found;
  if (plainHttp && !LOOPBACK.test(host)) throw new Trouble(host, 'HTTP on 127.0.0.1 and localhost only', 'leave out --plain-http');
  return { host, path: path.slice(1), scheme: plainHttp ? 'http' : 'https' };
}

/** The repository of a module. */
export function repositoryOf({ path }: RegistryAddress, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}
