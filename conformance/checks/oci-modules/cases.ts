import { isDeepStrictEqual } from 'node:util';
import { filesOf, publishOther, push, VERSIONS } from './published';
import type { Home, Published } from './published';
import { init, sourceIn } from './tofu';

/** Asks a registry, and gives back what is wrong. */
export type Case = (fronts: Fronts, published: Published) => Promise<string[]>;

/** One registry behind different doors: by the host of each. */
export interface Fronts {
  readonly basic: string;
  readonly bearer: string;
  /** Changes what is fetched on its way. */
  readonly damaging: string;
  /** The digests of the versions of `microservice-infra`. */
  readonly digests: Readonly<Record<string, string>>;
}

const [FIRST, NEWEST] = VERSIONS;

/** What holds for a registry that asks for passwords, to which two versions of each module were pushed. */
export const CASES: Readonly<Record<string, Case>> = {
  async 'each version is fetched by its tag, with a password and with a token'({ basic, bearer }, published) {
    const asked = [[basic, FIRST], [bearer, FIRST], [bearer, NEWEST]] as const;
    return problemsOf(asked.map(async ([host, version]) => fetchedAs(published, host, sourceIn(host, `?tag=${version}`), version)));
  },
  async 'a version is fetched by the digest that the push printed'({ bearer, digests }, published) {
    return problemsOf(VERSIONS.map(async (version) => (
      fetchedAs(published, bearer, sourceIn(bearer, `?digest=${digests[version]}`), version)
    )));
  },
  async 'a tag that nobody pushed is not found'({ bearer }, published) {
    const sources = ['?tag=9.9.9', ''].map((query) => sourceIn(bearer, query));
    return problemsOf(sources.map(async (source) => refused(await init(published, bearer, source), 'resolving tag')));
  },
  async 'nothing is fetched by somebody with a wrong password, and by nobody'({ basic, bearer }, published) {
    return problemsOf(strangers(basic, bearer).map(async ([host, home]) => {
      // Somebody without a password does not ask twice.
      const said = home === 'wrong' ? '401' : 'failed to contact OCI registry';
      return refused(await init(published, host, sourceIn(host, `?tag=${FIRST}`), home), said);
    }));
  },
  async 'nothing is pushed by somebody with a wrong password, and by nobody'({ basic, bearer }, published) {
    return problemsOf(strangers(basic, bearer).map(async ([host, home]) => {
      const { status, text } = await push(published, host, home);
      const who = home === 'wrong' ? '401 UNAUTHORIZED, as ci' : '401 UNAUTHORIZED, nobody is logged in';
      return [...status === 1 ? [] : [`status ${status}`], ...missing(text, who)];
    }));
  },
  async 'OpenTofu refuses a module that was changed on its way'({ damaging }, published) {
    return refused(await init(published, damaging, sourceIn(damaging, `?tag=${FIRST}`)), 'invalid blob returned from registry');
  },
  async 'what is there already is pushed once'({ bearer }, published) {
    return missing((await push(published, bearer)).text, '0 versions pushed, 6 unchanged.');
  },
  async 'a tag that has something else is not taken'({ bearer, digests }, published) {
    const { status, text } = await push(published, bearer, 'ci', publishOther(published));
    return [
      ...status === 1 ? [] : [`status ${status}`],
      ...missing(text, '6 problems, nothing was written'),
      ...missing(text, `microservice-infra?tag=${FIRST}: got another artifact, ${digests[FIRST]}`),
      ...await fetchedAs(published, bearer, sourceIn(bearer, `?tag=${FIRST}`), FIRST),
    ];
  },
};

/** Each of some hosts with everybody who may not use it. */
function strangers(...hosts: string[]): (readonly [host: string, home: Home])[] {
  return hosts.flatMap((host) => (['wrong', 'nobody'] as const).map((home) => [host, home] as const));
}

async function problemsOf(all: readonly Promise<string[]>[]): Promise<string[]> {
  return (await Promise.all(all)).flat();
}

async function fetchedAs(published: Published, host: string, source: string, version: string): Promise<string[]> {
  const { files, status, text } = await init(published, host, source);
  if (status !== 0) return [`${source}: ${text}`];
  return isDeepStrictEqual(files, filesOf(published.modules[0], version)) ? [] : [`${source}: other files than those of ${version}`];
}

function refused({ status, text }: { readonly status: unknown; readonly text: string }, part: string): string[] {
  return [...status === 0 ? ['it is fetched'] : [], ...missing(text, part)];
}

function missing(text: string, part: string): string[] {
  return text.includes(part) ? [] : [`no '${part}' in: ${text.slice(0, 1000)}`];
}
