import type { Platform } from '../../platform/platform';

/** Names of one form each; the first that no team has alone and that stands in no name of the platform is used in samples. */
const SAMPLES = {
  services: [
    ['quay', 'ember', 'plinth'],
    ['xenon-hall', 'fjord-nine', 'moat-gull'],
    ['zulu-way-two', 'umber-oak-six', 'dusk-ivy-ten'],
  ],
  dataNames: [
    ['kiln', 'cairn', 'flax'],
    ['yard-list', 'brook-note', 'pine-index'],
    ['wax-vat-log', 'tin-cup-book', 'elm-jar-roll'],
    ['vault', 'attic', 'cellar'],
  ],
} as const;

/** A name for samples, by its form: of one word, of two or of three; the fourth form begins the names of examples. */
export function sampleName(platform: Platform, of: keyof typeof SAMPLES, form: number): string {
  const names = SAMPLES[of][form];
  return names.find((name) => !isTaken(platform, of, name)) ?? names[0];
}

function isTaken({ domain, environments, organization, teams }: Platform, of: keyof typeof SAMPLES, name: string): boolean {
  const stems = teams.flatMap((team) => team[of]).map((pattern) => pattern.replace(/\*$/, ''));
  const known = [organization, domain, ...teams.map((team) => team.name)];
  return stems.some((stem) => stem.startsWith(name) || `${name}-`.startsWith(stem))
    || known.some((text) => text.includes(name))
    || environments.some((environment) => `-${name}-`.includes(`-${environment.name}-`));
}
