/** What this library's own package.json says, which a new repository goes by. */
export interface Library {
  readonly name: string;
  readonly version: string;
  readonly repository: { readonly url: string };
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The package.json that is installed with the command. */
export function library(): Library {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../../../package.json') as Library;
}

/** The scope of a package's name such as `@acme`, or nothing where it has none. */
export function scopeOf(name: string): string | undefined {
  return /^(@[^/]+)\//.exec(name)?.[1];
}
