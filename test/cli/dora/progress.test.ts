import { ProgressLine } from '../../../lib/cli/dora/progress';
import { githubAuthorization } from '../../../lib/cli/dora/tokens';
import { TestClock } from '../../support/reports/collecting';

test('a line every five seconds says how far a run is and what is left, from the first repository on', async () => {
  const clock = new TestClock(0);
  const lines: string[] = [];
  const complain = (text: string) => void lines.push(text);
  const output = { print: () => undefined, complain, interactive: false, confirm: () => Promise.resolve(false) };
  const progress = new ProgressLine(output, () => clock.now());
  const github = progress.client('GitHub');
  github({ requests: 1, cached: 0 });
  await clock.sleep(60_000);
  github({ requests: 40, cached: 2 });
  progress.repository(0, 10);
  await clock.sleep(3000);
  progress.repository(1, 10);
  await clock.sleep(3000);
  progress.repository(2, 10);
  github({ requests: 50, cached: 2, waitingUntil: clock.now() + 60_000 });
  progress.end();

  expect(lines).toEqual([
    'Looking for services, 40 requests; the cache had 2 answers\n',
    '2 of 10 repositories, 40 requests; the cache had 2 answers, about 24 s left\n',
    'GitHub asks to wait until 1970-01-01T00:02:06.000Z.\n',
    'Read 10 repositories with 50 requests; the cache had 2 answers.\n',
  ]);
});

test.each([[{ GITHUB_TOKEN: 'one', GH_TOKEN: 'two' }, 'one'], [{ GITHUB_TOKEN: '', GH_TOKEN: 'two' }, 'two']])('of %j the first token counts', async (environment, token) => {
  const authorize = githubAuthorization(environment, 'https://api.github.com', () => Promise.reject(new Error()), new TestClock());
  expect(await authorize()).toEqual({ authorization: `Bearer ${token}` });
});
