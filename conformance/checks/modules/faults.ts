/** A change of a module's file after which its plan, its verdict or its form is no longer the construct's. */
export interface Fault {
  readonly module: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Each is planted in every run, and has to be found. */
export const FAULTS: readonly Fault[] = [
  { module: 'microservice-infra', file: 'main.tf', from: 'var.replica_count * 5', to: 'var.replica_count * 6' },
  { module: 'microservice-infra', file: 'main.tf', from: '"50%"', to: '"51%"' },
  { module: 'microservice-infra', file: 'main.tf', from: '["Ingress", "Egress"]', to: '["Ingress"]' },
  { module: 'microservice-infra', file: 'quantities.tf', from: 'Mi = 1048576', to: 'Mi = 1000000' },
  { module: 'microservice-infra', file: 'platform.tf', from: 'cc-4711', to: 'cc-4712' },
  { module: 'microservice-infra', file: 'variables.tf', from: 'var.replica_count <= 100', to: 'var.replica_count <= 1000' },
  { module: 'postgres-database', file: 'main.tf', from: 'var.storage_gb < 400 ? null : 12000', to: 'var.storage_gb < 401 ? null : 12000' },
  { module: 'postgres-database', file: 'main.tf', from: 'storage_encrypted            = true', to: 'storage_encrypted            = false' },
  { module: 'object-bucket', file: 'main.tf', from: 's3:*', to: 's3:Get*' },
];

/** Inputs that show every fault. */
export const SHOWING: Readonly<Record<string, readonly Readonly<Record<string, string | number | boolean>>[]>> = {
  'microservice-infra': [
    { serviceName: 'payment-service', teamName: 'payments', environment: 'production', replicaCount: 3 },
    { serviceName: 'payment-service', teamName: 'payments', environment: 'production', replicaCount: 101 },
  ],
  'postgres-database': [
    {
      serviceName: 'payment-service', teamName: 'payments', environment: 'production', databaseName: 'payments-db', storageGb: 400,
      tier: 'dev',
    },
  ],
  'object-bucket': [
    { serviceName: 'payment-service', teamName: 'payments', environment: 'staging', bucketName: 'payments-files' },
  ],
};
