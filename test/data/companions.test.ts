import { App } from 'cdktf';
import { COMPANIONS } from '../../lib/data/companions';
import type { ConnectDescription } from '../../lib/data/shared/companion-description';
import type { Connection } from '../../lib/service/connection';
import { SAMPLES } from '../support/companion-samples';
import { aService } from '../support/synth';

/** The connection of the service that owns the companion. */
function connectionOf(construct: string): Connection {
  const service = aService(new App({ outdir: '/nonexistent-but-unused' }));
  return SAMPLES[construct](service.node.scope!).connectionFor(service, { envPrefix: 'X_' });
}

/** What a description says and the connection is not. */
function untrue(connects: ConnectDescription, { variables = [], egress = [], grants = [] }: Connection): string[] {
  const { secretVariables = [], sharedVariables = [], keyVariable, network, permissions } = connects;
  const own = variables.filter(({ name }) => !sharedVariables.includes(name));
  const inSecret = own.filter(({ secretName }) => secretName !== undefined).map(({ name }) => name);
  const withValue = own.filter(({ value }) => value !== undefined).map(({ name }) => name);
  const said = (names: readonly string[]) => names.map((name) => `X_${name}`).join();
  const isAws = network.includes('AWS APIs');
  const faults = {
    variables: withValue.join() !== said(connects.variables),
    secretVariables: inSecret.join() !== said([...secretVariables, ...(keyVariable === undefined ? [] : [keyVariable])]),
    sharedVariables: variables.length - own.length !== sharedVariables.length,
    network: isAws ? egress.length > 0 : egress.length !== 1 || !(network.includes(String(egress[0].port)) || network.includes('kafkaPort')),
    permissions: permissions.startsWith('none') !== (grants.length === 0) || isAws !== (grants.length > 0),
  };
  return Object.entries(faults).filter(([, isFault]) => isFault).map(([name]) => name);
}

test('there is a sample of every companion, and of no other', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(COMPANIONS.map(({ construct }) => construct).sort());
});

test.each(COMPANIONS)('$construct: its description says what connectTo gives', ({ construct, connects }) => {
  expect(untrue(connects, connectionOf(construct))).toEqual([]);
});

test.each<[keyof ConnectDescription, Partial<ConnectDescription>]>([
  ['variables', { variables: ['QUEUE_URL', 'REGION'] }],
  ['secretVariables', { secretVariables: ['PASSWORD'] }],
  ['sharedVariables', { sharedVariables: ['SQS_REGION'] }],
  ['network', { network: '`vpcCidr`, port 443' }],
  ['permissions', { permissions: 'none' }],
])('a description whose %s are not true is found', (name, change) => {
  const { connects } = COMPANIONS.find(({ construct }) => construct === 'SqsQueue')!;
  expect(untrue({ ...connects, ...change }, connectionOf('SqsQueue'))).toContain(name);
});
