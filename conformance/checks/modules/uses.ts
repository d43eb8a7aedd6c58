import type { OfflineTerraform } from '../../referees/terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { copyModule, writeFiles } from './workspace';

/** A configuration's providers, each with an alias. */
export const PROVIDERS = `
terraform {
  required_providers {
    aws        = { source = "hashicorp/aws" }
    kubernetes = { source = "hashicorp/kubernetes" }
  }
}
provider "aws" {}
provider "kubernetes" {}
provider "aws" {
  alias = "other"
}
provider "kubernetes" {
  alias = "other"
}
`;

/** The arguments that each call has. */
export const CALL = `
  source       = "./microservice-infra"
  service_name = "payment-service"
  team_name    = "payments"
`;

/** The two blocks with which a team of the article uses the module, with the variable and the data source that they refer to. */
const ARTICLE = `
variable "environment" {
  type    = string
  default = "production"
}
module "infra" {
  source = "./microservice-infra"

  service_name   = "payment-service"
  team_name      = "payments"
  environment    = var.environment
  replica_count  = var.environment == "production" ? 3 : 1
  enable_hpa     = true
  enable_pdb     = true
}
data "aws_iam_policy" "stripe_secrets_read" {
  name = "stripe-secrets-read"
}
resource "aws_iam_role_policy_attachment" "stripe_secrets" {
  role       = module.infra.service_iam_role_name
  policy_arn = data.aws_iam_policy.stripe_secrets_read.arn
}
`;

/** Ways to call a module, each with an address that its plan has. */
const USES: Readonly<Record<string, readonly [configuration: string, address: string]>> = {
  'the blocks of the article': [ARTICLE, 'aws_iam_role_policy_attachment.stripe_secrets'],
  'count': [
    `module "x" {\n  count = 2\n${CALL}  environment = count.index == 0 ? "staging" : "production"\n}`,
    'module.x[1].aws_iam_role.role',
  ],
  'for_each': [
    `module "x" {\n  for_each = toset(["staging", "production"])\n${CALL}  environment = each.key\n}`,
    'module.x["production"].kubernetes_namespace_v1.namespace_kept[0]',
  ],
  'depends_on': [
    `resource "aws_iam_role" "first" {\n  name = "first"\n  assume_role_policy = "{}"\n}
module "x" {\n${CALL}  environment = "staging"\n  depends_on = [aws_iam_role.first]\n}`,
    'module.x.kubernetes_namespace_v1.namespace[0]',
  ],
  'aliases of providers': [
    `module "x" {\n${CALL}  environment = "staging"\n  providers = {\n    aws = aws.other\n    kubernetes = kubernetes.other\n  }\n}`,
    'module.x.aws_iam_role.role',
  ],
  'a value that is known only after apply': [
    `resource "aws_iam_role" "first" {\n  name_prefix = "x"\n  assume_role_policy = "{}"\n}
module "x" {\n${CALL}  environment = "staging"\n  replica_count = length(aws_iam_role.first.id)\n}`,
    'module.x.kubernetes_resource_quota_v1.quota',
  ],
  'both data modules': [
    `module "d" {\n  source = "./postgres-database"\n  service_name = "payment-service"\n  team_name = "payments"\n  environment = "staging"
  database_name = "payments-db"\n  storage_gb = 20\n  tier = "dev"\n}
module "b" {\n  source = "./object-bucket"\n  service_name = "payment-service"\n  team_name = "payments"\n  environment = "staging"
  bucket_name = "payments-files"\n}`,
    'module.d.aws_db_instance.this',
  ],
};

/** Plans every way to call the modules of a folder, and says which do not give what they should. */
export async function tryUses(terraform: OfflineTerraform, folder: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, [configuration, address]] of Object.entries(USES)) {
    await inWorkFolder(async (work) => {
      copyModule(folder, work, '.');
      writeFiles(work, { 'main.tf': `${PROVIDERS}${configuration}\n` });
      try {
        const { resource_changes: changes = [] } = await terraform.planHere(work);
        if (!changes.some((change) => change.address === address)) problems.push(`${name}: the plan lacks ${address}`);
      } catch (error) {
        problems.push(`${name}: ${(error as Error).message}`);
      }
    });
  }
  return problems;
}

/** Applies the module for a production environment, and has Terraform refuse to destroy it. */
export async function tryDestroy(terraform: OfflineTerraform, folder: string): Promise<string[]> {
  return inWorkFolder(async (work) => {
    copyModule(folder, work, '.');
    const call = (more: string) => `${PROVIDERS}module "x" {\n${CALL}  environment = "production"\n${more}}\n`;
    writeFiles(work, { 'main.tf': call('') });
    await terraform.applyHere(work);
    try {
      await terraform.planHere(work, '-destroy');
      return ['Terraform would destroy the namespace of a production environment'];
    } catch (error) {
      const { message } = error as Error;
      return message.includes('prevent_destroy') ? [] : [`another error than that of prevent_destroy: ${message}`];
    }
  });
}
