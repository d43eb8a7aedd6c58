import * as path from 'node:path';
import { render } from '../../../lib/cli/render/render';
import { thrownBy } from '../../support/errors';
import { ACME, documentFile, ejected, rendered, silent, synthesised } from '../../support/service-documents';
import { temporaryFolder } from '../../support/synth';

const SCORE = path.resolve(__dirname, '../../../examples/service-yaml/score.yaml');

const VALUES = 'gitops/apps/payment-service/values-production.yaml';

/** A Score file of payment-service with one container that has more keys. */
function withContainer(keys: string, more = ''): string {
  return `apiVersion: score.dev/v1b1
metadata: { name: payment-service, annotations: { golden-path/team: payments, golden-path/platform: '@acme/platform' } }
containers:
  main:
    image: ghcr.io/acme/payment-service:1.0.0
${keys.replace(/^(?=.)/gm, '    ')}
${more}`;
}

function problemsOf(text: string): string[] {
  const file = documentFile(text, 'score.yaml');
  const { problems } = thrownBy(() => render([file], { out: temporaryFolder() }, silent(), ACME));
  return problems.map(({ path: at, got, fix }) => `${at.replace(`${path.dirname(file)}/`, '')}: ${got}; ${fix}`);
}

test('a Score file gives a service with its data, ports and routes', () => {
  const files = rendered(SCORE);
  const values = files[VALUES];
  expect(values).toContain('DATABASE_URL: postgres://$(DB_USERNAME):$(DB_PASSWORD)@$(DB_HOST)/$(DB_DATABASE)');
  // The connection gives DB_HOST already.
  expect(values.split('secretEnv:')[0]).not.toContain('DB_HOST:');
  expect(values).toContain('host: payments.internal.acme.io');
  expect(files['gitops/apps/payment-service/manifests/production/postgresqlinstance-payments-db.yaml']).toContain('storageGB: 100');
  expect(files['gitops/apps/payment-service/manifests/production/rediscache-payments-cache.yaml']).toContain('tier: dev');
  expect(files['stacks/payment-service-production/cdk.tf.json']).toContain('default-deny');
});

test('a Score file becomes a program that gives the same', () => {
  expect(synthesised(ejected(SCORE))).toEqual(rendered(SCORE));
});

test('placeholders, quotes of them, and further containers are what they mean', () => {
  const values = rendered(documentFile(withContainer(
    'variables: { NAME: "${metadata.name} $${x} $(y)", B: "${resources.files.bucket}" }\nfiles:\n- { target: /etc/a.txt, content: "${metadata.name} $${b}" }\nvolumes:\n- { source: "${resources.tmp}", target: /scratch }',
    '  proxy: { image: "ghcr.io/acme/proxy:1.0.0" }\nresources: { files: { type: s3, id: payment-files }, tmp: { type: volume } }\n',
  )))[VALUES];
  expect(values).toContain('NAME: payment-service ${x} $$(y)');
  expect(values).toContain('B: $(FILES_BUCKET)');
  expect(values).toContain('payment-service ${b}');
  expect(values).toContain('ghcr.io/acme/proxy');
});

test('what has no counterpart is refused where it is, with a way out', () => {
  expect(problemsOf(withContainer(
    `variables: { A: "\${resources.db.port}", B: "\${resources.files.secret_key}", C: "\${resources.nothing.x}", D: "a \${resources.db", E: "\${a$b}" }
files: { /a: { source: ./a.txt } }
resources: { limits: { cpu: "1" } }
livenessProbe: { httpGet: { path: /, port: 8080, scheme: HTTPS } }`,
    'resources: { db: { type: mongodb }, files: { type: s3 } }\nservcie: {}\n',
  ))).toEqual([
    "score.yaml:11:1 servcie: a key that has no counterpart; did you mean 'service'?",
    expect.stringMatching(/^score.yaml:10:26 resources.db.type: 'mongodb'; describe the service in a document of this command/),
    expect.stringMatching(/^score.yaml:6:21 containers.main.variables.A: '\$\{resources.db.port\}'; add the resource/),
    'score.yaml:6:48 containers.main.variables.B: the output \'secret_key\' of \'files\'; remove it: pods get access to AWS by the role of the service, without keys',
    expect.stringMatching(/containers.main.variables.C: '\$\{resources.nothing.x\}'/),
    expect.stringMatching(/containers.main.variables.D: '\$\{'; write both, or write \$\$\{ for the characters themselves$/),
    expect.stringMatching(/containers.main.variables.E: '\$\{'; write both/),
    expect.stringMatching(/^score.yaml:7:\d+ containers.main.files\['\/a'\].source: the key 'source'; write its text under content/),
    expect.stringMatching(/containers.main.livenessProbe.httpGet.scheme: 'HTTPS'; remove it/),
    expect.stringMatching(/^score.yaml:8:\d+ containers.main.resources.limits.cpu: the key 'cpu'; remove it/),
  ]);
});

test('an output of a resource in another container is refused, since it does not have the variables of connections', () => {
  const beside = '  proxy: { image: \'ghcr.io/acme/proxy:1.0.0\', variables: { DB_HOST: \'${resources.db.host}\', NAME: \'${metadata.name} $(x)\' } }\n';
  const resources = 'resources: { db: { type: postgres, id: payments-db } }\n';
  expect(problemsOf(withContainer('', `${beside}${resources}`))).toEqual([
    expect.stringMatching(/^score.yaml:7:\d+ containers.proxy.variables.DB_HOST: a placeholder for DB_HOST; describe the service in a document/),
  ]);
  const files = rendered(documentFile(withContainer('', beside.replace("DB_HOST: '${resources.db.host}', ", ''))));
  expect(files[VALUES]).toContain('NAME: payment-service $$(x)');
});

test('two resources with one id are refused', () => {
  const resources = 'resources: { db: { type: postgres, id: payments-db }, other: { type: postgres, id: payments-db } }\n';
  expect(problemsOf(withContainer('', resources))).toEqual([
    "score.yaml:7:55 resources.other: 'payments-db' a second time; remove this one, and use the other one",
  ]);
});

test('a Score file without a team, of another version, or with an image that is not built is refused', () => {
  expect(problemsOf('apiVersion: score.dev/v2\nmetadata: { name: shop }\ncontainers: { main: { image: . } }\n')).toEqual([
    'score.yaml:1:13 apiVersion: another version; write apiVersion: score.dev/v1b1',
    expect.stringMatching(/^score.yaml:3:30 containers.main.image: '.', an image that is not built yet/),
    'score.yaml:2:11 metadata: no team; write metadata: { annotations: { golden-path/team: payments } }',
  ]);
});

describe('a route', () => {
  const DNS = 'dns: { type: dns, params: { host: payments.internal.acme.io } }';
  const ports = 'service: { ports: { www: { port: 80, targetPort: 9898 }, admin: { port: 9090 } } }\n';
  const routeTo = (port: string) => withContainer(
    'variables: { GREETING: "at ${resources.dns.host}" }',
    `${ports}resources: { ${DNS}, route: { type: route, params: { host: '\${resources.dns.host}', path: /, port: ${port} } } }\n`,
  );

  test.each(['80', 'www'])('to port %s of the service goes to the port of the application behind it', (port) => {
    const values = rendered(documentFile(routeTo(port)))[VALUES];
    expect(values).toContain('port: 9898');
    expect(values).toContain('GREETING: at payments.internal.acme.io');
  });

  test('to a port that the service does not have is refused', () => {
    expect(problemsOf(routeTo('9898'))).toEqual([
      expect.stringMatching(/^score.yaml:8:\d+ resources.route.params.port: 9898; write port: 80$/),
    ]);
  });

  test.each(['{}', '{ www: {} }'])('to a port of a service with the ports %s is refused with a fix that can be written', (none) => {
    const problems = problemsOf(routeTo('80').replace(/ports: \{ www.*? \} \}/, `ports: ${none}`));
    expect(problems).not.toEqual([]);
    expect(problems.filter((each) => /undefined|port: *$/.test(each))).toEqual([]);
  });

  test('to a host that nobody wrote is refused once', () => {
    expect(problemsOf(routeTo('80').replace(', params: { host: payments.internal.acme.io }', ''))).toEqual([
      expect.stringMatching(/^score.yaml:8:14 resources.dns: dns without a host; write params: /),
    ]);
  });
});

test('a Score file without a name, a container or the tag of an image is told what to write in Score', () => {
  const head = 'apiVersion: score.dev/v1b1\nmetadata: { annotations: { golden-path/team: payments } }\n';
  expect(problemsOf(`${head}containers: {}\n`)).toEqual([
    'score.yaml:2:11 metadata: no name; write metadata: { name: shop }',
    'score.yaml:3:13 containers: no container; write containers: { main: { image: ghcr.io/acme/shop:1.0.0 } }',
  ]);
  expect(problemsOf(withContainer('').replace('payment-service:1.0.0', 'payment-service'))).toEqual([
    expect.stringMatching(/^score.yaml:5:12 containers.main.image: .* an image without a tag; write its tag too, such as ghcr.io/),
  ]);
});

test('what the library refuses is shown where the Score file says it', () => {
  const refused = problemsOf(withContainer('', 'resources: { db: { type: postgres, id: payments-db, params: { storageGb: 5 } } }\n'));
  expect(refused).toEqual(['score.yaml:7:74 resources.db.params.storageGb: 5; use 20']);
});
