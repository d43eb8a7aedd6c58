import type { IamDocument } from './documents';

/** A document with a fault, and what has to be found in it. */
export interface PlantedDocument extends IamDocument {
  readonly expected: { readonly tool: string; readonly check: string };
}

const planted = (what: string, tool: string, check: string, statement: object, identity = true): PlantedDocument => (
  { where: `planted ${what}`, identity, expected: { tool, check }, document: { Version: '2012-10-17', Statement: [statement] } }
);

const allow = (Action: string | string[], Resource: string | string[]) => ({ Effect: 'Allow', Action, Resource });

/** Where one of them is not found, the tools found nothing in the others either. */
export const PLANTED: readonly PlantedDocument[] = [
  planted('administrator', 'cloudsplaining', 'service_wildcard', allow('*', '*')),
  planted('wildcard of a service', 'cloudsplaining', 'service_wildcard', allow('s3:*', '*')),
  planted('escalation', 'cloudsplaining', 'allows_privilege_escalation', allow(['iam:PassRole', 'ec2:RunInstances'], '*')),
  planted('data of everybody', 'cloudsplaining', 'allows_data_exfiltration_actions', allow('s3:GetObject', '*')),
  planted('everything but', 'cloudsplaining', 'contains_statement_using_not_action', {
    Effect: 'Allow', NotAction: 'iam:*', Resource: '*',
  }),
  planted('policy of a bucket', 'cloudsplaining', 'permissions_management_without_constraints', allow('s3:PutBucketPolicy', '*')),
  planted('no such action', 'parliament', 'UNKNOWN_ACTION', allow('s3:GetObjects', 'arn:aws:s3:::shop/*')),
  planted('resource of another action', 'parliament', 'RESOURCE_MISMATCH', allow('s3:ListBucket', 'arn:aws:s3:::shop/*')),
  planted('every resource', 'parliament', 'RESOURCE_STAR', allow('s3:GetObject', '*')),
  planted('no such condition', 'parliament', 'UNKNOWN_CONDITION_FOR_ACTION', {
    ...allow('s3:GetObject', 'arn:aws:s3:::shop/*'), Condition: { StringEquals: { 's3:prefixx': 'a' } },
  }),
  planted('trust in nobody', 'parliament', 'UNKNOWN_PRINCIPAL', {
    ...allow('sts:AssumeRole', 'arn:aws:iam::000000000000:role/shop'), Principal: { AWS: 'somebody' },
  }, false),
];
