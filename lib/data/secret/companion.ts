import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionDescription } from '../shared/companion-description';

export const SECRET: CompanionDescription = {
  construct: 'ServiceSecret',
  summary: "A secret from AWS Secrets Manager or Vault, in the service's namespace",
  page: 'data.md#servicesecret',
  kind: DependencyKind.SECRET,
  connectOptions: [],
  connects: {
    variables: [],
    keyVariable: 'API_KEY',
    network: 'with AWS Secrets Manager: the AWS APIs, port 443',
    permissions: 'with AWS Secrets Manager: read access to this secret',
  },
  provisioners: ['External Secrets'],
  serviceKinds: [{ group: 'external-secrets.io', kind: 'ExternalSecret' }],
};
