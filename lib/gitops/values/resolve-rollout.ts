import type { RolloutProps } from '../props/rollout-props';
import { RolloutStrategy } from '../props/rollout-props';
import type { ProbesValues } from './app-values';
import type { RolloutValues, StrategyValues } from './rollout-values';

/** After how long without progress Kubernetes takes a rollout for failed. */
const PROGRESS_DEADLINE_SECONDS = 600;

/** How much longer than its pods need a rollout may take: nodes start, images are pulled. */
const SPARE_SECONDS = 300;

/** How pods are replaced; nothing where it is as Kubernetes and the platform have it. */
export function rolloutOf(given: RolloutProps, probes: ProbesValues, surgePercent: number): RolloutValues {
  const { minReadySeconds = 0, progressDeadlineSeconds = deadlineFor(given, probes, minReadySeconds) } = given.rollout ?? {};
  return {
    ...strategyOf(given, surgePercent),
    ...(minReadySeconds > 0 && { minReadySeconds }),
    ...(progressDeadlineSeconds !== PROGRESS_DEADLINE_SECONDS && { progressDeadlineSeconds }),
  };
}

function strategyOf({ rollout = {} }: RolloutProps, surgePercent: number): { readonly strategy?: StrategyValues } {
  const { maxSurge, maxUnavailable, strategy } = rollout;
  if (strategy === RolloutStrategy.RECREATE) return { strategy: { type: 'Recreate' } };
  if (maxSurge === undefined && maxUnavailable === undefined) return {};
  const rollingUpdate = { maxSurge: podsOf(maxSurge ?? `${surgePercent}%`), maxUnavailable: podsOf(maxUnavailable ?? '0') };
  return { strategy: { type: 'RollingUpdate', rollingUpdate } };
}

/** A rollout must not fail while its pods are still within the time that they are given to start. */
function deadlineFor({ startupSeconds }: RolloutProps, { startup }: ProbesValues, minReadySeconds: number): number {
  if (startupSeconds === undefined || !startup) return Math.max(PROGRESS_DEADLINE_SECONDS, minReadySeconds + SPARE_SECONDS);
  return Math.max(PROGRESS_DEADLINE_SECONDS, startupSeconds + minReadySeconds + SPARE_SECONDS);
}

/** A number of pods as a number, and a share as a text. */
function podsOf(text: string): number | string {
  return text.endsWith('%') ? text : Number(text);
}
