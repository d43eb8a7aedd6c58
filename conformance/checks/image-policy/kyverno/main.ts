// Has Kyverno's own code judge pods with signed images by the policy that an ImagePolicy writes, and prints the outcome as a step of
// a report gives it back.
import { KYVERNO } from '../../../referees/image-policy/versions';
import { judged, policiesFor, type Given } from '../judged';
import { kyvernoJudge } from './judge';

async function* judge({ binary, cases, folder, host, key }: Given): AsyncIterable<string> {
  const [policy] = policiesFor(host, {});
  const verdictOn = kyvernoJudge({ binary, folder, policy, key });
  for (const { reference } of cases) yield await verdictOn(`${host}/${reference}`);
}

void judged(KYVERNO, judge).then((result) => console.log(JSON.stringify(result)));
