import { join } from 'node:path';
import { BEHAVIOURS } from './behaviour';
import type { Built } from './behaviour';
import type { Tally } from './tally';

/** A service that does everything wrong. */
const FAULTY: Built = {
  command: [process.execPath, join(__dirname, 'faulty-service.mjs')],
  cwd: __dirname,
  env: {},
  name: 'faulty',
  lacksDatabase: true,
};

/** What each check has to say of it, at least. */
const FINDINGS: Readonly<Record<keyof typeof BEHAVIOURS, readonly string[]>> = {
  'answers, measures and logs fifty requests': [
    '/ready does not answer 503',
    'answered 200, not 404',
    'the answer has no message',
    'is no histogram',
    'the label path is not one of',
    'its bounds are',
    'GET /greetings/{name} 200 http -: counted 0, not 20',
    'lines that are no samples',
    'the metrics show what a user typed',
    'not a line of JSON',
    'a line of the log: timestamp must match pattern',
    'a line of the log: severity must be equal to one of the allowed values',
    "a line of the log: it must have required property 'message'",
    'service is undefined',
    '0 lines in the trace of one GET',
    'the log shows what a user typed',
    'it ended with 3',
  ],
  'finishes a request after SIGTERM': ['it takes new connections after SIGTERM', 'the request that it had got 200', 'it ended with 3'],
  'is not ready while it shuts down': ['/ready does not answer 503 after SIGTERM', 'it ended with 3'],
  'ends at once when it has nothing to do': ['it ended with 3'],
  'names every wrong setting': ['it ended with 0, not 1', 'it names not all of PORT, METRICS_PORT'],
  'sends traces where it is told to': ['no span of a request reached'],
};

/** A check that does not find a fault there finds none elsewhere either. */
export async function checkPlanted(tally: Tally): Promise<void> {
  for (const [what, behaviour] of Object.entries(BEHAVIOURS)) {
    await tally.check(`planted: ${what}`, async () => {
      const found = await behaviour(FAULTY, () => undefined);
      const missed = FINDINGS[what].filter((finding) => !found.some((problem) => problem.includes(finding)));
      return missed.map((finding) => `not found: ${finding}`);
    });
  }
}
