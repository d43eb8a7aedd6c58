import { join } from 'node:path';
import { buildGoSource, cachedGoSource, type GoSource } from '../go-source';

export const KUBERNETES = '1.35.4';

/** Charts ask for the version. */
const VERSION = 'k8s.io/component-base/version';
const [MAJOR, MINOR] = KUBERNETES.split('.');

/** Some 1,500 packages; two cores take seven minutes. */
const SOURCE: GoSource = {
  name: `kubernetes-v${KUBERNETES}`,
  folder: join(__dirname, 'program'),
  patienceMinutes: 45,
  variables: { [`${VERSION}.gitVersion`]: `v${KUBERNETES}`, [`${VERSION}.gitMajor`]: MAJOR, [`${VERSION}.gitMinor`]: MINOR },
};

/**
 * Builds the control plane: etcd, API server, controller manager and scheduler in one program.
 *
 * @returns the program's path
 * @throws with the reason where it cannot be built
 */
export function buildControlPlane(): string {
  return buildGoSource(SOURCE);
}

/** The program's path if it was built before. */
export function builtControlPlane(): string | undefined {
  return cachedGoSource(SOURCE);
}
