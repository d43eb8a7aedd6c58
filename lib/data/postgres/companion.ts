import { DependencyKind } from '../../service/dependency-kind';
import { providerPackage } from '../crossplane/versions';
import type { CompanionDescription } from '../shared/companion-description';
import { postgresApi, postgresComposition } from './crossplane';
import { postgresForm } from './form';
import { POSTGRES_GUARDRAILS } from './guardrails';
import { POSTGRES_METRICS } from './metrics';
import { providerPermissions } from './provider-permissions';

export const POSTGRES: CompanionDescription = {
  construct: 'PostgresDatabase',
  summary: 'A PostgreSQL database on Amazon RDS',
  page: 'data.md#postgresdatabase',
  kind: DependencyKind.DATABASE,
  connectOptions: [],
  connects: {
    secretVariables: ['HOST', 'PORT', 'DATABASE', 'USERNAME', 'PASSWORD'],
    variables: ['SSLMODE'],
    network: '`vpcCidr`, port 5432',
    permissions: 'none',
  },
  provisioners: ['Crossplane', 'Terraform'],
  serviceKinds: [{ group: 'external-secrets.io', kind: 'ExternalSecret' }],
  request: {
    kind: 'PostgreSQLInstance',
    api: (platform, environment) => postgresApi(platform, environment),
    composition: postgresComposition,
    packages: providerPackage('rds'),
    permissions: providerPermissions,
  },
  guardrails: POSTGRES_GUARDRAILS,
  replacing: {
    aws_db_instance: ['db_name', 'db_subnet_group_name', 'engine', 'kms_key_id', 'storage_encrypted', 'username'],
    aws_db_parameter_group: ['family'],
  },
  form: postgresForm,
  catalogType: 'database',
  metrics: POSTGRES_METRICS,
};
