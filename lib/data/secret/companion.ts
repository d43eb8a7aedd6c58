import { DependencyKind } from '../../service/dependency-kind';
import type { CompanionDescription } from '../shared/companion-description';

export const SECRET: CompanionDescription = {
  construct: 'ServiceSecret',
  summary: 'A secret that somebody else keeps, such as the key of an API',
  page: 'data.md#secrets',
  kind: DependencyKind.SECRET,
  connectOptions: [],
  provisioners: ['External Secrets'],
  serviceKinds: [{ group: 'external-secrets.io', kind: 'ExternalSecret' }],
  catalogType: 'secret',
};
