/** What a module loads of its own package, of the providers and for YAML: it takes time, and few programs need all of it. */
const LOADED = String.raw`require\("(?:\.[^"]+|@cdktf/[^"]+|js-yaml)"\)`;
const IMPORT = new RegExp(String.raw`^const (\w+_\d+) = (${LOADED});$`, 'gm');
const EXPORT = new RegExp(String.raw`^var (\w+_\d+) = (${LOADED});$`, 'gm');
const LATER = 'const later = (load) => new Proxy({}, { get: (_, name) => load()[name] });';

/**
 * Rewrites a module that TypeScript compiled so that it loads another one when it first uses it. A module whose name nothing uses,
 * such as that of `import './registers'`, is loaded at once.
 *
 * What a module exports again keeps the form `return name.member;`: by it Node knows the names that ES modules may import.
 */
export function loadingLater(source) {
  let body = source.replace(IMPORT, 'let $1;');
  for (const [, name, load] of source.matchAll(IMPORT)) body = body.replace(usesOf(name), `(${name} ??= ${load}).`);
  const later = body.replace(EXPORT, 'var $1 = later(() => $2);');
  return later === body ? body : later.replace('"use strict";\n', `"use strict";\n${LATER}\n`);
}

/** Where a member of it is read; `...name.member` is such a place, and `other.name.member` is none. */
function usesOf(name) {
  return new RegExp(String.raw`(?<![\w$])(?<!\w\.)${name}\.`, 'g');
}
