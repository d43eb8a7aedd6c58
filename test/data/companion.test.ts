import { SqsQueue as Queue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Companion, ConnectOption, DependencyKind } from '@golden-path/constructs';
import type { CompanionObjectProps, Connection, ConnectOptions, IMicroserviceInfra, PlatformProps, MicroserviceInfra } from '@golden-path/constructs';
import { ApiObject, Chart } from 'cdk8s';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { thrownBy } from '../support/errors';
import { filesIn } from '../support/golden';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';

/** A companion as a platform team writes it. */
class Jobs extends Companion {
  public readonly queue: Queue;

  public constructor(scope: Construct, id: string, name: string, object?: CompanionObjectProps) {
    super(scope, id, { companionName: name, kind: DependencyKind.of('job-queue'), connectOptions: [ConnectOption.ACCESS] });
    this.queue = new Queue(this, 'Queue', { name: this.physicalName, sqsManagedSseEnabled: true });
    this.keep(this.queue, [{ argument: 'sqs_managed_sse_enabled', value: true, rule: 'encryption at rest' }]);
    if (object) this.addObject(object);
  }

  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    const access = this.accessOf(service, options);
    const actions = access === 'read' ? ['sqs:ReceiveMessage'] : ['sqs:ReceiveMessage', 'sqs:SendMessage'];
    return {
      kind: this.kind,
      name: this.companionName,
      variables: [{ name: this.variableName(options, 'NAME'), value: this.physicalName }],
      grants: [{ actions, resources: [this.queue.arn] }],
    };
  }
}

const SCALED: CompanionObjectProps = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', spec: { minReplicaCount: 1 } };

function synth(build: (service: MicroserviceInfra) => void, platform: Partial<PlatformProps> = {}): Record<string, string> {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  aService(app, {}, { platform: aPlatform(platform), build });
  app.synth();
  return filesIn(outdir);
}

const failure = (build: (service: MicroserviceInfra) => void) => thrownBy(() => synth(build));

describe('a companion of the platform', () => {
  test('is connected like one of the library, and has an address that does not follow its construct', () => {
    let service: MicroserviceInfra | undefined;
    const files = synth((made) => {
      service = made;
      made.connectTo(new Jobs(TerraformStack.of(made), 'Whatever', 'mails'), { envPrefix: 'MAIL_' });
    });
    expect(service!.environmentVariables).toEqual([{ name: 'MAIL_NAME', value: 'mails-staging' }]);
    expect(service!.dependencies.map(({ kind, name }) => `${kind.name} ${name}`)).toEqual(['job-queue mails']);
    const { resource } = JSON.parse(files['stacks/checkout-staging/cdk.tf.json']) as { resource: Record<string, object> };
    expect(Object.keys(resource.aws_sqs_queue)).toEqual(['mails']);
  });

  test('keeps what it guarantees', () => {
    const error = failure((service) => {
      new Jobs(TerraformStack.of(service), 'Jobs', 'mails').queue.sqsManagedSseEnabled = false;
    });
    expect(error).toMatchObject({
      code: 'LostNonNegotiable',
      problems: [{ path: 'checkout-staging/Jobs/Queue', got: 'sqs_managed_sse_enabled: false', allowed: 'encryption at rest: sqs_managed_sse_enabled = true' }],
    });
  });

  test('reads only the options that it says', () => {
    const error = failure((service) => service.connectTo(new Jobs(TerraformStack.of(service), 'Jobs', 'mails'), { port: 80 }));
    expect(error).toMatchObject({ code: 'InvalidRule', problems: [{ path: 'options.port', allowed: 'no port: a job-queue does not read it' }] });
  });

  test('has a name that fits in every environment, and that no other one has', () => {
    expect(failure((service) => new Jobs(TerraformStack.of(service), 'Jobs', 'Mails-staging'))).toMatchObject({ code: 'InvalidProps' });
    const twins = failure((service) => ['A', 'B'].forEach((id) => new Jobs(TerraformStack.of(service), id, 'mails')));
    expect(twins).toMatchObject({ problems: expect.arrayContaining([expect.objectContaining({ got: "two constructs for the job-queue 'mails-staging'" })]) });
  });
});

describe('its Kubernetes objects', () => {
  test('are written into the folder of the service, and its project allows them', () => {
    const files = synth((service) => new Jobs(TerraformStack.of(service), 'Jobs', 'mails', SCALED), {
      serviceKinds: [{ group: 'keda.sh', kind: 'ScaledObject' }],
    });
    const [path] = Object.keys(files).filter((file) => file.includes('scaledobject'));
    expect(path).toBe('gitops/apps/checkout/manifests/staging/scaledobject-mails.yaml');
    expect(files[path]).toContain('minReplicaCount: 1');
  });

  test('need the word of the platform', () => {
    const error = failure((service) => new Jobs(TerraformStack.of(service), 'Jobs', 'mails', SCALED));
    expect(error).toMatchObject({
      code: 'InvalidRule',
      problems: [{ fix: "add the kind 'ScaledObject' of the group 'keda.sh' to serviceKinds of the Platform" }],
    });
  });

  test.each(['Role', 'Secret', 'NetworkPolicy'])('are no %s, whatever the platform says', (kind) => {
    const error = thrownBy(() => aPlatform({ serviceKinds: [{ group: '', kind }] }));
    expect(error).toMatchObject({ code: 'InvalidProps', problems: [{ path: 'serviceKinds[0].kind' }] });
  });

  test('do not vanish if cdk8s makes them in the stack', () => {
    const error = failure((service) => {
      const chart = new Chart(TerraformStack.of(service), 'Chart');
      new ApiObject(chart, 'Config', { apiVersion: 'v1', kind: 'ConfigMap' });
    });
    expect(error).toMatchObject({ code: 'StackConflict', problems: [{ path: 'checkout-staging/Chart/Config' }] });
  });
});
