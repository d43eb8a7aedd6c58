import type { Platform } from '@golden-path/constructs';
import fc from 'fast-check';
import type { Inputs } from '../../../lib/modules/kinds/kind';

/** A value that may be left out, that is mostly allowed, and that is refused now and then. */
function often<T>(allowed: fc.Arbitrary<T>, refused: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 15, arbitrary: fc.constant(undefined) }, { weight: 30, arbitrary: allowed }, { weight: 1, arbitrary: refused });
}

function always<T>(allowed: fc.Arbitrary<T>, refused: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 40, arbitrary: allowed }, { weight: 1, arbitrary: refused });
}

const integer = (min: number, max: number) =>
  often(fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max)), fc.constantFrom(min - 1, max + 1, min + 0.5, 0, -3));

const cpu = often(
  fc.oneof(
    fc.integer({ min: 1, max: 4000 }).map((milli) => `${milli}m`),
    fc.constantFrom('1', '0.1', '.25', '2.', '+1', '1.0005', '1e0', '25e-2', '12E1', '1k', '0.0001', '1000'),
  ),
  fc.constantFrom('0', '0m', '1001', '2k', 'one', '', '-1', '1 ', '1Ki', '5e', '1e-9', '1u'),
);

const memory = often(
  fc.oneof(
    fc.integer({ min: 4, max: 4096 }).map((amount) => `${amount}Mi`),
    fc.integer({ min: 4_194_304, max: 2 ** 40 }).map(String),
    fc.integer({ min: 5, max: 9000 }).map((amount) => `${amount}M`),
    fc.constantFrom('1.5Gi', '0.1Gi', '1e9', '12e7', '3E7', '4194304000m', '32Ti', '.5Ti', '1.Gi', '4Mi', '123456789k'),
    fc.constantFrom('35184372088831', '7.3Gi'),
  ),
  fc.constantFrom('128974848m1', '1Mi', '33Ti', '1Ei', '64', '5m', '4194304001m', '1gb', '256mi', ''),
);

/** Who asks, and where: names that a team has alone among them. */
function service({ teams, environments }: Platform) {
  const claimed = teams.flatMap(({ services }) => services.map((pattern) => pattern.replace('*', 'x1')));
  const names = fc.oneof(
    { weight: 8, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{1,20}[a-z0-9]$/) },
    { weight: 2, arbitrary: fc.constantFrom('checkout', 'a'.repeat(30), ...claimed) },
  );
  const wrong = ['platform', 'crossplane', 'No', 'a', 'a-', '1abc', 'x'.repeat(51), 'y'.repeat(47), 'a_b', 'a b', '${x}', ''];
  const refused = fc.constantFrom(...wrong);
  return {
    serviceName: always(names, refused),
    teamName: always(fc.constantFrom(...teams.map(({ name }) => name)), fc.constantFrom('nobody', '', 'Payments')),
    environment: always(fc.constantFrom(...environments.map(({ name }) => name)), fc.constantFrom('qa', '')),
  };
}

const dataName = always(
  fc.stringMatching(/^[a-z]([a-z0-9]|-[a-z0-9]){2,20}$/),
  fc.constantFrom('ab', 'Orders', 'a--b', 'a-', 'orders-production', 'x'.repeat(41), 'order-x', 'returns-files', 'payments-db', 'user', ''),
);

const KINDS: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<string | number | boolean | undefined>>>>> = {
  'microservice-infra': {
    replicaCount: integer(1, 100),
    maxReplicaCount: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: integer(1, 10_000) }),
    cpuRequest: cpu,
    memoryRequest: memory,
    memoryLimit: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: memory }),
    targetCpuPercent: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: integer(1, 100) }),
    enableHpa: often(fc.boolean(), fc.boolean()),
    enablePdb: often(fc.boolean(), fc.boolean()),
  },
  'postgres-database': {
    databaseName: dataName,
    storageGb: integer(20, 500).map((value) => value ?? 399),
    tier: always(fc.constantFrom('dev', 'standard', 'performance'), fc.constantFrom('big', '', 'huge')),
    multiAz: often(fc.boolean(), fc.boolean()),
    singleAzReason: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('a copy ${x} "quoted"\n%{y}', 'made again', ' ', '') },
    ),
    engineVersion: often(fc.constantFrom('14', '16', '18', '16.4', '17.12'), fc.constantFrom('13', '19', '16.', 'v16', '16.4.1', '')),
    backupRetentionDays: integer(7, 35),
  },
  'object-bucket': {
    bucketName: dataName,
    expireAfterDays: integer(1, 3650),
    keepOldVersionsDays: integer(7, 3650),
  },
};

/** Inputs of a module, of which about half are refused. */
export function inputsOf(kind: string, platform: Platform): fc.Arbitrary<Inputs> {
  return fc.record({ ...KINDS[kind], ...service(platform) }) as unknown as fc.Arbitrary<Inputs>;
}
