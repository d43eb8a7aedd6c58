import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { App, Fn } from 'cdktf';
import { problemPaths, thrownBy } from '../support/errors';
import { aService, only, resources, synthService } from '../support/synth';

const inMemory = () => new App({ outdir: '/nonexistent-but-unused' });
const synth = (build: (service: MicroserviceInfra) => void) => synthService({}, { build });
const statements = (build: (service: MicroserviceInfra) => void) =>
  JSON.parse(only(synth(build), 'aws_iam_role_policy').policy).Statement;

describe('grant', () => {
  test('adds statements to one inline policy, each once', () => {
    expect(
      statements((service) => {
        service.grant(['s3:PutObject', 's3:GetObject'], ['arn:aws:s3:::b/*', 'arn:aws:s3:::a/*']);
        service.grant(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*']);
        service.grant(['sqs:SendMessage'], ['*']);
      }),
    ).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: ['*'] },
    ]);
  });

  test('takes the values of other resources, and leaves IAM its own variables', () => {
    const [statement] = statements((service) => {
      const queue = new SqsQueue(service, 'Queue', {});
      service.grant(['sqs:SendMessage'], [queue.arn, 'arn:aws:s3:::b/${aws:PrincipalTag/team}/*']);
    });
    expect(statement.Resource).toEqual(
      expect.arrayContaining(['arn:aws:s3:::b/$${aws:PrincipalTag/team}/*', expect.stringMatching(/^\$\{aws_sqs_queue\.\w+\.arn\}$/)]),
    );
  });

  test('takes a wildcard with a reason, which shows in the output', () => {
    const json = synth((service) => {
      service.grant(['s3:*'], ['arn:aws:s3:::b'], 'the backup tool lists ${everything}');
      service.grant(['s3:*'], ['arn:aws:s3:::b'], 'the backup tool lists ${everything}');
    });
    expect(only(json, 'kubernetes_service_account_v1').metadata.annotations).toMatchObject({
      'platform.acme.io/exceptions': 's3:*: the backup tool lists $${everything}',
      'eks.amazonaws.com/role-arn': expect.stringContaining('aws_iam_role'),
    });
  });

  test('shows the reason of a grant that needs none', () => {
    const json = synth((service) => {
      service.grant(['s3:GetObject'], ['arn:aws:s3:::b/*'], 'reads invoices');
      service.attachPolicy('arn:aws:iam::111122223333:policy/read', 'shared with the importer');
    });
    expect(only(json, 'kubernetes_service_account_v1').metadata.annotations['platform.acme.io/grants']).toBe(
      's3:GetObject: reads invoices; arn:aws:iam::111122223333:policy/read: shared with the importer',
    );
  });

  test('fails for a wildcard without a reason', () => {
    const error = thrownBy(() => aService(inMemory()).grant(['s3:*', 's3:Get?bject'], ['*']));
    expect(error.code).toBe('InvalidRule');
    expect(error.message).toContain("actions: got 's3:*', 's3:Get?bject'");
    expect(error.message).toContain("add a reason: service.grant(actions, resources, 'why')");
  });

  test('fails for what is no action, resource or reason, all at once', () => {
    const grant = () => aService(inMemory()).grant(['S3 GetObject'], ['my-bucket', ''], '  ');
    expect(problemPaths(grant)).toEqual(['actions[0]', 'resources[0]', 'resources[1]', 'reason']);
    expect(problemPaths(() => aService(inMemory()).grant([], []))).toEqual(['actions', 'resources']);
  });

  test('says what to write for a text or a list of Terraform in the place of a list', () => {
    const list = Fn.split(',', 'a,b') as unknown as string[];
    const fixes = (what: unknown, where: unknown) =>
      thrownBy(() => aService(inMemory()).grant(what as string[], where as string[])).problems.map(({ path, fix }) => `${path}: ${fix}`);
    expect(fixes('s3:GetObject', 'arn:aws:s3:::b/*')).toEqual([
      'actions: put the value in square brackets',
      'resources: put the value in square brackets',
    ]);
    expect(fixes(['s3:GetObject'], list)).toEqual(['resources: name each item, as in [Fn.element(list, 0)]']);
    expect(fixes(list, ['*'])).toEqual([
      "actions: write the list itself, as in ['a', 'b']: it is needed at synth, and Terraform knows it only later",
    ]);
  });

  test('fails where IAM would refuse the length', () => {
    const service = aService(inMemory());
    const many = Array.from({ length: 200 }, (_, index) => `arn:aws:s3:::a-bucket-with-a-rather-long-name-${index}/*`);
    expect(thrownBy(() => service.grant(['s3:GetObject'], many)).message).toContain('10240 characters');
    service.grant(['s3:GetObject'], many.slice(0, 5));
  });
});

describe('attachPolicy', () => {
  test('attaches by ARN, once, at an address that follows from the ARN', () => {
    const json = synth((service) => {
      service.attachPolicy('arn:aws:iam::111122223333:policy/team/read');
      expect(service.attachPolicy('arn:aws:iam::111122223333:policy/team/read').node.id).toBe('Policy:team:read');
    });
    expect(Object.keys(resources(json, 'aws_iam_role_policy_attachment'))).toEqual(['arn:aws:iam::111122223333:policy/team/read']);
  });

  test("takes another resource's ARN", () => {
    const json = synth((service) => {
      for (const id of ['One', 'Two']) {
        const policy = new IamPolicy(service, id, {
          policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] }),
        });
        service.attachPolicy(policy.arn);
      }
    });
    expect(Object.keys(json.resource.aws_iam_role_policy_attachment)).toHaveLength(2);
    expect(Object.keys(resources(json, 'aws_iam_role_policy_attachment'))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\$\{aws_iam_policy\.Infra_One_\w+\.arn\}$/)]),
    );
  });

  test('fails for a full-access policy without a reason, and shows the reason where there is one', () => {
    const arn = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
    expect(thrownBy(() => aService(inMemory()).attachPolicy(arn)).message).toContain('or a written reason');
    const json = synth((service) => void service.attachPolicy(arn, 'until the migration is over'));
    expect(only(json, 'kubernetes_service_account_v1').metadata.annotations['platform.acme.io/exceptions']).toBe(
      `${arn}: until the migration is over`,
    );
  });

  test.each(['arn:aws:iam::999999999999:policy/x', 'arn:aws-cn:iam::aws:policy/x'])(
    'fails for %s, which this role cannot have',
    (arn) => {
      expect(thrownBy(() => aService(inMemory()).attachPolicy(arn)).message).toContain(
        "a policy of AWS or of the environment's account",
      );
    },
  );

  test('fails for text that is no ARN of a policy', () => {
    expect(problemPaths(() => aService(inMemory()).attachPolicy('stripe-secrets-read'))).toEqual(['arn']);
    expect(problemPaths(() => aService(inMemory()).attachPolicy(undefined as unknown as string))).toEqual(['arn']);
  });
});

test.each([
  [
    'an inline policy',
    (service: MicroserviceInfra) =>
      void new IamRolePolicy(service, 'Own', { role: service.role.name, policy: '{"Statement":{"Effect":"Allow","Action":"s3:*"}}' }),
    's3:*',
  ],
  [
    'all but some actions',
    (service: MicroserviceInfra) => void new IamPolicy(service, 'Own', { policy: '{"Statement":[{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}]}' }),
    'NotAction iam:*',
  ],
  [
    'an override',
    (service: MicroserviceInfra) => {
      service.grant(['s3:GetObject'], ['*']);
      service.node.findChild('Grants');
      (service.node.findChild('Grants') as IamRolePolicy).policy = '{"Statement":{"Effect":"Allow","Action":["ec2:*"],"Resource":"*"}}';
    },
    'ec2:*',
  ],
])('fails for a wildcard that comes in by %s', (_, build, action) => {
  const error = thrownBy(() => synth(build));
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems[0].got).toContain(action);
});
