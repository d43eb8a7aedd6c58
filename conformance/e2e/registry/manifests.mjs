/** CDK Terrain continues CDKTF under another name; this is how a team moves to it without changing an import. */
const CDK_TERRAIN = {
  dependencies: { cdktf: 'npm:cdktn@0.24.0', constructs: '~10.7.0' },
  overrides: { cdktf: '$cdktf' },
};

const GROUPS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * The package.json of an app outside of this repository: what it takes from a folder here, it takes from the registry there.
 *
 * @param {Map<string, string>} published the versions in the registry, by name
 */
export function withPublished(manifest, published) {
  const problems = [];
  const fromRegistry = ([name, wanted]) => {
    if (!/^(file|link|workspace):/.test(wanted)) return [name, wanted];
    if (!published.has(name)) problems.push(`${name}: ${wanted}`);
    return [name, `^${published.get(name)}`];
  };
  const groups = GROUPS.filter((group) => group in manifest);
  const changed = groups.map((group) => [group, Object.fromEntries(Object.entries(manifest[group]).map(fromRegistry))]);
  if (problems.length > 0) throw new Error(`${manifest.name} takes from a folder what was not published: ${problems.join(', ')}`);
  return { ...manifest, ...Object.fromEntries(changed) };
}

/** The same package.json with CDK Terrain in place of CDKTF. */
export function withTerrain(manifest) {
  return { ...manifest, dependencies: { ...manifest.dependencies, ...CDK_TERRAIN.dependencies }, overrides: CDK_TERRAIN.overrides };
}

/** The variable that a token is read from, so that .npmrc can be committed. */
export const TOKEN = 'GOLDEN_PATH_NPM_TOKEN';

/** The .npmrc that maps scopes to a registry; everything else stays where npm gets it from anyway. */
export function npmrc(url, scopes) {
  return [...scopes.map((scope) => `${scope}:registry=${url}`), `${url.replace(/^https?:/, '')}:_authToken=\${${TOKEN}}`, ''].join(
    '\n',
  );
}

/** What is wrong with a package-lock.json: links, and releases of ours that are not those in the registry. */
export function lockProblems({ packages }, releases) {
  const linked = Object.entries(packages)
    .filter(([, { link }]) => link)
    .map(([path]) => `${path} is a link`);
  const strange = releases.flatMap(({ name, version, integrity }) => {
    const locked = packages[`node_modules/${name}`];
    const same = locked?.version === version && locked.integrity === integrity;
    return same ? [] : [`${name} is ${locked?.version} with ${locked?.integrity}, and was published as ${version} with ${integrity}`];
  });
  return [...linked, ...strange];
}
