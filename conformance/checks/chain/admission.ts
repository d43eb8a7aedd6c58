import { join } from 'node:path';
import type { ImagePolicyProps } from '../../../lib/index';
import { buildGoProgram } from '../../referees/crossplane/go-program';
import { KYVERNO } from '../../referees/image-policy/versions';
import { policiesFor } from '../image-policy/judged';
import { kyvernoJudge } from '../image-policy/kyverno/judge';
import type { Delivered, Setup } from './chain';
import { makeKey } from './keys';
import type { ChainTable } from './table';

const VERSION = `kyverno ${KYVERNO.version}`;
const TRUSTED: ImagePolicyProps = { workflowRefs: ['refs/tags/v1.4.0'] };

/** Has the policy of a cluster judge pods with what was delivered, and with what was tampered with after it. */
export async function admit(delivered: Delivered, setup: Setup, table: ChainTable): Promise<void> {
  let binary: string;
  try {
    ({ binary } = buildGoProgram(KYVERNO));
  } catch (error) {
    // A machine that cannot build it says nothing about the images.
    table.notRun('admission to a cluster that enforces the ImagePolicy', VERSION, (error as Error).message);
    return;
  }
  const { digest, gitops, image, key, tag } = delivered;
  const { folder, host, tools } = setup;
  const stranger = await makeKey(tools.cosign, join(folder, 'key-of-a-stranger'));
  const judge = async (reference: string, props: ImagePolicyProps = {}, publicKey = key.publicKey) => {
    const [policy] = policiesFor(host, { ...TRUSTED, ...props });
    const started = Date.now();
    const log = await kyvernoJudge({ binary, folder: join(folder, 'kyverno'), policy, key: publicKey })(reference);
    return { status: log === '' ? 0 : 1, log, seconds: (Date.now() - started) / 1000 };
  };
  const own = `${image}@${digest}`;
  const refused = (fault: string, ended: Awaited<ReturnType<typeof judge>>, words: string) =>
    table.refused(`${fault}, in a pod`, VERSION, ended, words);
  table.done('admission: the delivered image in a pod', VERSION, await judge(own), 'by the ImagePolicy, enforced');
  refused('another key', await judge(own, {}, stranger.publicKey), 'no signature of');
  refused('another builder', await judge(`${image}@${gitops.digest()}`), 'built by another workflow');
  const unlisted = await judge(own, { workflowRefs: ['refs/tags/v1.5.0'] });
  refused('a version of the workflow that is not listed', unlisted, 'built by another workflow');
  refused('another repository', await judge(own, { repositories: { 'order-intake': 'acme/elsewhere' } }), 'from another repository');
  refused('an image by its tag', await judge(`${image}:${tag}`), 'does not have a digest');
}
