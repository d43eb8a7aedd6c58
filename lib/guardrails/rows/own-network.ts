import { canonical } from '../../core/canonical';
import type { OwnGuardrail } from '../expectations';
import { fieldAt } from '../model/kubernetes';
import { shown } from '../model/unreadable';

/** What is promised of the policies that the library writes for Cilium. */
export const NETWORK_GUARDRAILS = {
  ciliumPolicy: {
    id: 'own.cilium-policy',
    chapter: 'Network',
    on: 'the CiliumNetworkPolicies of MicroserviceInfra',
    path: 'spec',
    rule: "the library's policy: the service's own pods, the hosts and ports that it was allowed, and never the instance metadata",
    breach: (body, { spec }) => {
      const actual = fieldAt(body, 'spec');
      if (canonical(actual) !== canonical(spec)) return `spec: ${shown(actual)}`;
      return fieldAt(body, 'specs') === undefined ? undefined : 'specs beside spec';
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;
