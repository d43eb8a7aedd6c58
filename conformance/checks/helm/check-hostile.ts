import type { KubernetesObject } from '../../referees/crossplane';
import { differences, type HelmProgram } from '../../referees/helm';
import { problemsIn, type Checked } from './check-charts';
import { HOSTILE_TEXTS } from './hostile-texts';
import { renderCases } from './render-cases';
import { EVERYTHING } from './samples';
import { substitute, tokenise, tokensIn, type Value } from './tokens';

/** A token, too. */
const NAMESPACE = 't999x';

/** Longer keys than these are none for Kubernetes, nor for YAML. */
const KEY_LENGTH = 200;

/** An application in which one text stands everywhere, and what each token of the plain one stands for in it. */
interface HostileCase {
  readonly text: string;
  readonly namespace: string;
  readonly textFor: (token: string) => string;
}

/**
 * Puts each hostile text into every text of an application, and behind every key that a user writes. What is rendered has to be
 * what is rendered of harmless texts, with the hostile one in their places.
 */
export async function checkHostile(programs: readonly HelmProgram[]): Promise<Checked> {
  const plain = tokenise(EVERYTHING as unknown as Value & { name: string });
  const hostile = HOSTILE_TEXTS.map(hostileCase);
  const cases = [
    { namespace: NAMESPACE, values: plain.values },
    ...hostile.map(({ namespace, textFor }) => ({ namespace, values: substitute(plain.values, textFor) })),
  ];
  const problemsOf = (objects: readonly KubernetesObject[]): string[] => {
    const of = (wanted: string): KubernetesObject[] => objects.filter(({ metadata }) => metadata?.namespace === wanted);
    const baseline = of(NAMESPACE) as unknown as Value;
    const arrived = tokensIn(baseline);
    const lost = plain.tokens.filter((token) => !arrived.has(token));
    const changed = hostile.flatMap(({ text, namespace, textFor }) => {
      const expected = substitute(baseline, textFor) as unknown as KubernetesObject[];
      return differences(of(namespace), expected).map((difference) => `${JSON.stringify(text.slice(0, 40))}: ${difference}`);
    });
    return [...lost.map((token) => `${token} does not arrive`), ...changed];
  };
  const problems: string[] = [];
  for (const { version, binary } of programs) {
    const found = await problemsIn(async () => problemsOf(await renderCases(binary, cases)));
    problems.push(...found.map((problem) => `Helm ${version}: hostile texts: ${problem}`));
  }
  return { checked: programs.length * hostile.length, problems };
}

function hostileCase(text: string, index: number): HostileCase {
  const namespace = `case-${index}`;
  const behindKeys = text.length > KEY_LENGTH ? '' : text;
  const textFor = (token: string): string => {
    if (token === NAMESPACE) return namespace;
    return token.startsWith('k') ? `${token}${behindKeys}` : text;
  };
  return { text, namespace, textFor };
}
