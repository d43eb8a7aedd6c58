/** The registries that a release can go to. Each says what it needs, and how to reach it. */
const KINDS = {
  github: {
    needs: { GITHUB_TOKEN: 'the token of the workflow' },
    settle: ({ GITHUB_TOKEN }) => ({ url: 'https://npm.pkg.github.com/', token: GITHUB_TOKEN }),
    problems: ({ GITHUB_REPOSITORY_OWNER = '' }, name) => {
      const scope = `@${GITHUB_REPOSITORY_OWNER.toLowerCase()}/`;
      return name.startsWith(scope)
        ? []
        : [`the package is ${name}, and GitHub Packages takes ${scope}... here: rename it in .projenrc.ts, or use another kind`];
    },
  },
  codeartifact: {
    needs: {
      CODEARTIFACT_DOMAIN: 'the domain',
      CODEARTIFACT_OWNER: "the account of the domain's owner",
      CODEARTIFACT_REPOSITORY: 'the repository',
      AWS_REGION: 'the region of the domain',
    },
    settle: (env, ask) => {
      const domain = ['--domain', env.CODEARTIFACT_DOMAIN, '--domain-owner', env.CODEARTIFACT_OWNER, '--output', 'text'];
      const token = ask([
        'aws',
        'codeartifact',
        'get-authorization-token',
        ...domain,
        '--duration-seconds',
        '900',
        '--query',
        'authorizationToken',
      ]);
      const repository = ['--repository', env.CODEARTIFACT_REPOSITORY, '--format', 'npm', '--query', 'repositoryEndpoint'];
      return { url: ask(['aws', 'codeartifact', 'get-repository-endpoint', ...domain, ...repository]), token };
    },
  },
  // npm's own, by trusted publishing: it knows the workflow, so there is no token to lose.
  npmjs: { needs: {}, settle: () => ({ arguments: ['--provenance', '--access', 'public'] }) },
  token: {
    needs: { REGISTRY_URL: 'the address of the registry', REGISTRY_TOKEN: 'a token that may publish' },
    settle: ({ REGISTRY_URL, REGISTRY_TOKEN }) => ({ url: REGISTRY_URL, token: REGISTRY_TOKEN }),
    problems: ({ REGISTRY_URL = '' }) =>
      /^(https:\/\/|http:\/\/127\.0\.0\.1:)\S+$/.test(REGISTRY_URL)
        ? []
        : [`REGISTRY_URL is '${REGISTRY_URL}', and must be an address that starts with https://`],
  },
};

/**
 * Where a package goes, by the repository's variables. Throws one error with every problem.
 *
 * @param {(command: string[]) => string} ask runs a command and gives back what it printed
 * @returns {{ kind: string, url?: string, token?: string, arguments?: string[] }}
 */
export function registryOf(env, name, ask) {
  const kind = env.REGISTRY_KIND || 'github';
  const settings = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!settings) throw new Error(`REGISTRY_KIND is '${kind}', and must be one of ${Object.keys(KINDS).join(', ')}`);
  const missing = Object.entries(settings.needs)
    .filter(([variable]) => !env[variable])
    .map(([variable, what]) => `${variable} is not set: ${what}`);
  const wrong = missing.length > 0 ? [] : (settings.problems?.(env, name) ?? []);
  const problems = [...missing, ...wrong];
  if (problems.length > 0) throw new Error(`REGISTRY_KIND is ${kind}, and:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  return { kind, ...settings.settle(env, ask) };
}

/** Where the chart goes: what services' Chart.yaml name as its repository, which is a setting of the platform. */
export function chartRepositoryOf({ CHART_REPOSITORY, GITHUB_REPOSITORY_OWNER = '' }) {
  const repository = CHART_REPOSITORY || `oci://ghcr.io/${GITHUB_REPOSITORY_OWNER.toLowerCase()}/charts`;
  if (!/^oci:\/\/[\w.:-]+(\/[a-z0-9._-]+)+$/.test(repository)) {
    throw new Error(`CHART_REPOSITORY is '${repository}', and must be such as oci://ghcr.io/acme/charts`);
  }
  return repository;
}
