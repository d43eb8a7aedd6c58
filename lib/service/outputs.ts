import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import type { Identity } from './identity';

/** Adds the outputs of a service for other tools and people, with stable names. */
export function addOutputs(scope: Construct, { roleArn, roleName }: Identity, serviceAccountName: string, namespace: string): void {
  const outputs = {
    service_account_name: { value: serviceAccountName, description: "The Kubernetes service account of the service's pods" },
    service_iam_role_arn: { value: roleArn, description: "The ARN of the service's IAM role" },
    service_iam_role_name: { value: roleName, description: "The name of the service's IAM role, to attach further policies to" },
    service_namespace: { value: namespace, description: 'The Kubernetes namespace of the service' },
  };
  for (const [name, config] of Object.entries(outputs)) new TerraformOutput(scope, name, config).overrideLogicalId(name);
}
