import type { Answer } from './answers';

/** Fewer answers say too little, and could show who gave them. */
export const FEWEST_ANSWERS = 5;

/** The score to reach, and the one below which it is an incident. */
export const TARGET = 30;
export const INCIDENT = 20;

/** The net promoter score of some answers. */
export interface PromoterScore {
  readonly n: number;
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  /** From -100 to 100. Absent if there are too few answers. */
  readonly score?: number;
  /** The 95 % interval, with the score. */
  readonly low?: number;
  readonly high?: number;
}

/** The quantile of the normal distribution for 95 %. */
const Z = 1.959964;

/**
 * The score: per cent of promoters (9 and 10) minus per cent of detractors (0 to 6).
 *
 * Its interval is the adjusted Wald interval: three answers are added, three quarters of one a promoter and three quarters a
 * detractor, so that the interval of few or unanimous answers is not too narrow.
 *
 * @see https://arxiv.org/abs/1601.07235
 */
export function promoterScore(answers: readonly Pick<Answer, 'recommend'>[]): PromoterScore {
  const n = answers.length;
  const promoters = answers.filter(({ recommend }) => recommend >= 9).length;
  const detractors = answers.filter(({ recommend }) => recommend <= 6).length;
  const counts = { n, promoters, passives: n - promoters - detractors, detractors };
  if (n < FEWEST_ANSWERS) return counts;
  const [p, d] = [(promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)];
  const half = Z * Math.sqrt((p + d - (p - d) ** 2) / (n + 3));
  return {
    ...counts,
    score: ((promoters - detractors) / n) * 100,
    low: Math.max(-100, (p - d - half) * 100),
    high: Math.min(100, (p - d + half) * 100),
  };
}
