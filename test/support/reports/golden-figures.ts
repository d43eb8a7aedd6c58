/**
 * The figures of the golden organisation in the window from 2026-03-02 to 2026-03-30, 28 days, worked out by hand.
 *
 * payment-service
 *   reached  100 101 102 103 104 105 107 108 109 110 111 112 = 12, of them 104 failed: 11 succeeded. 106 never began, 113 ends after.
 *   failed   102 (two incidents), 104 (rollout), 108 (an incident, and rollback 109 names it) = 3 of 12
 *   unplanned 103 (hotfix), 109 (rollback) = 2 of 12
 *   recovery 102: 12:00 to 13:30, when its last incident is resolved, before hotfix 103 at 14:00 = 1.5 h
 *            104: 10:00 to 11:00, the next good one, 105 = 1 h; 108: 09:00 to 09:50, the rollback = 50 min
 *   lead     0 (p12, skewed), 1 (p2, p9, p10), 4/3 (p5), 2 (p1, p6, p8), 3 (p11), 6 (p3, p7): 11, in order 0 1 1 1 4/3 2 2 2 3 6 6
 * ledger
 *   reached  201 202/1 202/2 204 205 = 5, of them 202/1 and 204 failed; 203 was cancelled, 206 runs.
 *   recovery 202/1: 09:20 to 10:20 = 1 h; 204: 18 March 15:10 to 20 March 15:10 = 48 h
 *   lead     l2 2 h, l1 2.5 h, l4 49 h 10 min, l3 8 days 7 h 10 min = 199 h 10 min
 * cart       301 302 306 307; 306 is a hotfix that names none. Lead: s1 4, s3 1, s7 1 (once), s8 3
 * search     301 303 304 305; 304 has the incident: 10:20 to 10:55. Lead: s2 3, s4 4/3, s5 7/6
 * notifier   401 402; 402 reverts what 401 shipped: 5 March 11:00 to 26 March 10:00 = 503 h. Lead: 1, 1
 */
type Row = readonly [
  scope: string, succeeded: number, reached: number, failed: number, unplanned: number,
  leads: number, leadMedian: number, leadP90: number, recoveries: number, recoveryMedian: number | undefined,
];

export const GOLDEN_FIGURES: readonly Row[] = [
  // 12th and 13th of 24 are 2 and 2; 0.9 * 23 = 20.7, the 21st and 22nd are 6 and 6. 4th of 7 recoveries.
  ['organization acme', 24, 27, 7, 4, 24, 2, 6, 7, 1],
  // 8th of 15; 0.9 * 14 = 12.6, from 6 six tenths of the way to 49 1/6. 3rd of 5 recoveries.
  ['team payments', 14, 17, 5, 2, 15, 2, 6 + 0.6 * (49 + 1 / 6 - 6), 5, 1],
  // 5th of 9 is 7/6; 0.9 * 8 = 7.2, from 3 a fifth of the way to 4. The middle of 35 min and 503 h.
  ['team storefront', 10, 10, 2, 2, 9, 7 / 6, 3.2, 2, (35 / 60 + 503) / 2],
  ['service cart', 4, 4, 0, 1, 4, 2, 3.7, 0, undefined],
  ['service ledger', 3, 5, 2, 0, 4, (2.5 + 49 + 1 / 6) / 2, 49 + 1 / 6 + 0.7 * 150, 2, 24.5],
  ['service notifier', 2, 2, 1, 1, 2, 1, 1, 1, 503],
  ['service payment-service', 11, 12, 3, 2, 11, 2, 6, 3, 1],
  ['service search', 4, 4, 1, 0, 3, 4 / 3, 4 / 3 + 0.8 * (3 - 4 / 3), 1, 35 / 60],
];

/** Deployments of the organisation that succeeded, week by week. */
export const GOLDEN_WEEKS = { '2026-W10': 10, '2026-W11': 7, '2026-W12': 5, '2026-W13': 2 };

export const GOLDEN_WINDOW = { since: '2026-03-02T00:00:00Z', until: '2026-03-30T00:00:00Z' };
