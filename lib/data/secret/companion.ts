import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionDescription } from '../shared/companion-description';

export const SECRET: CompanionDescription = {
  construct: 'ServiceSecret',
  summary: "A secret from AWS Secrets Manager or Vault, in the service's namespace",
  page: 'data.md#servicesecret',
  kind: DependencyKind.SECRET,
  connectOptions: [],
  provisioners: ['External Secrets'],
  serviceKinds: [{ group: 'external-secrets.io', kind: 'ExternalSecret' }],
  catalogType: 'secret',
};
