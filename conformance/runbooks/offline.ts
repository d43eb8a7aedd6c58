import { run } from '../../test/docs/examples';
import { OfflineTerraform } from '../referees/terraform';
import type { ExistingObjects, StackJson } from '../referees/terraform';
import { EXAMPLES, exampleOf } from './page';

/** A Terraform that knows every stack of the page, and what Crossplane made of the requests on it. */
export async function startTerraform(): Promise<OfflineTerraform> {
  return OfflineTerraform.start(EXAMPLES.flatMap(stacksOf), undefined, existingObjects());
}

function stacksOf(example: (typeof EXAMPLES)[number]): StackJson[] {
  const { error, files } = run(example);
  if (error) throw error;
  return [...files].filter(([file]) => file.endsWith('/cdk.tf.json')).map(([, text]) => JSON.parse(text) as StackJson);
}

/** The database and bucket with the names and settings that Terraform gives them too, and with tags of Crossplane's own. */
function existingObjects(): ExistingObjects {
  const [{ resource = {} }] = stacksOf(exampleOf('before'));
  const values = (type: string, name: string) => (resource[type] as Record<string, Record<string, unknown>>)[name];
  const [database, bucket] = [values('aws_db_instance', 'orders'), values('aws_s3_bucket', 'receipts')];
  const tags = { 'crossplane-providerconfig': 'default' };
  return {
    aws_db_instance: {
      'orders-production': { ...database, tags },
      'invoices-production': { ...database, identifier: 'invoices-production', tags },
    },
    aws_s3_bucket: { [String(bucket.bucket)]: { ...bucket, tags } },
  };
}
