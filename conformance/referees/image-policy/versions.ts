import type { GoProgram } from '../crossplane/go-program';

/** A run of all checks has to end; what is compiled is kept, so that a later run finishes the build. */
const PATIENCE_MINUTES = 7;

/**
 * policy-controller's tester: it judges one image by one policy, as the admission webhook does.
 *
 * @see https://docs.sigstore.dev/policy-controller/overview/
 */
export const TESTER: GoProgram = {
  name: 'policy-tester',
  module: 'github.com/sigstore/policy-controller',
  version: 'v0.13.1',
  main: './cmd/tester',
  schemas: 'config',
  patienceMinutes: PATIENCE_MINUTES,
};

/**
 * Kyverno's command line: it judges objects by policies, as the admission webhook does.
 *
 * @see https://kyverno.io/docs/kyverno-cli/reference/kyverno_apply/
 */
export const KYVERNO: GoProgram = {
  name: 'kyverno',
  module: 'github.com/kyverno/kyverno',
  version: 'v1.19.1',
  main: './cmd/cli/kubectl-kyverno',
  schemas: 'config/crds/policies.kyverno.io',
  patienceMinutes: PATIENCE_MINUTES,
};
