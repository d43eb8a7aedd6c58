import type { Topic } from './topic';
import { commandTopic } from './topics/command';
import { editsTopic } from './topics/edits';
import { importsTopic } from './topics/imports';
import { manyTopic } from './topics/many';
import { othersTopic } from './topics/others';
import { partsTopic } from './topics/parts';
import { sizesTopic } from './topics/sizes';
import { startsTopic } from './topics/starts';
import type { Workspace } from './workspace';

/** How much is measured. */
interface Amount {
  /** How many services, in two environments each, from few to many. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** How many services have each of the parts beside their infrastructure. */
  readonly withParts: number;
}

const FULL: Amount = { sizes: [1, 10, 100, 1000], rounds: 7, withParts: 300 };

/** Tells in a minute or two whether the benchmark works; too little for a verdict. */
const QUICK: Amount = { sizes: [1, 10, 100], rounds: 2, withParts: 20 };

/** What one run measures, and how long it may take. */
export interface Plan {
  /** The heading of its limits, if it has any. */
  readonly limits?: string;
  readonly topics: readonly Topic[];
  readonly sizes: readonly number[];
  readonly budgetMs: number;
  /** Whether its figures are good enough for the page. */
  readonly forPage: boolean;
}

const MINUTE = 60_000;

/** The order of the sections on the page; each run replaces its own. */
export const HEADINGS = [
  'Limits', 'Build and synthesise', 'golden-path synth', 'More than Terraform', 'Import', 'One service in a fresh process',
  'After an edit', 'Limits for many services', 'Many services', 'Many services with further parts', 'Beside other generators',
];

/** The plan that the arguments ask for. */
export async function planOf(args: readonly string[], resourcesPerStack: number, workspace: Workspace): Promise<Plan> {
  const quick = args.includes('--quick');
  const { rounds: usual, sizes, withParts } = quick ? QUICK : FULL;
  const rounds = Math.min(numberIn(args, '--rounds') ?? usual, usual);
  const common = { budgetMs: (numberIn(args, '--minutes') ?? 9) * MINUTE, forPage: !quick };
  if (args.includes('--others')) return { ...common, topics: [await othersTopic(quick ? 5 : 50, rounds, workspace)], sizes: [] };
  if (args.includes('--large')) {
    const [services, many] = quick ? [100, 500] : [1000, 5000];
    return {
      ...common,
      limits: 'Limits for many services',
      topics: [
        manyTopic(services, many, rounds, workspace),
        partsTopic('Many services with further parts', services, 1, workspace),
      ],
      sizes: [],
    };
  }
  return {
    ...common,
    limits: 'Limits',
    topics: [
      await importsTopic(rounds, workspace),
      startsTopic(rounds, workspace),
      editsTopic(rounds, workspace),
      sizesTopic(sizes, rounds, resourcesPerStack, workspace),
      commandTopic(sizes.at(-1)!, rounds, workspace),
      partsTopic('More than Terraform', withParts, 1, workspace),
    ],
    sizes,
  };
}

/** The number after an option, if it is one. */
function numberIn(args: readonly string[], option: string): number | undefined {
  const value = Number(args[args.indexOf(option) + 1]);
  return args.includes(option) && value >= 1 ? value : undefined;
}
