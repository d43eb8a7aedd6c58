import { manifestsOf } from '../../../../lib/gitops/rendering/manifests-of';
import type { KubernetesObject } from '../../../../test/support/documents';
import type { KubernetesApi } from '../../../referees/cluster';
import { EVERYTHING } from '../../helm/samples';
import { asWritten } from '../output';
import { together, type Context, type Findings } from '../part';
import { applyAll, plantApplyFaults, tryAll } from './apply';
import { makeNamespaces } from './definitions';
import { checkPods } from './pods';
import { checkRequests } from './requests';
import { checkRights } from './rights';

/** Every document of the GitOps tree, in a cluster in which Terraform has made the namespaces; and what admission makes of more. */
export async function checkApply({ plane: { api }, output, environment }: Context): Promise<Findings> {
  return together([
    await applyAll(api, output.platform, 'the platform'),
    await applyAll(api, output.services, 'services'),
    await tryEverything(api),
    await checkPods(api, output.services),
    await checkRights(api, environment),
    await checkRequests(api, environment),
    await plantApplyFaults(api),
  ]);
}

/** An application that has a value for every setting. */
async function tryEverything(api: KubernetesApi): Promise<Findings> {
  const documents = JSON.parse(JSON.stringify(manifestsOf(EVERYTHING))) as KubernetesObject[];
  await makeNamespaces(api, [EVERYTHING.namespace]);
  return tryAll(api, documents.map(asWritten), 'an application that sets everything');
}
