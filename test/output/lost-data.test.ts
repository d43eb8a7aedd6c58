import type { HeldData, HoldingStack } from '../../lib/output/held-data';
import { lossesOf, lostData } from '../../lib/output/lost-data';
import type { Retired } from '../../lib/output/retired';

const database: HeldData = {
  kind: 'aws_db_instance',
  address: 'aws_db_instance.Orders',
  name: 'orders-production',
  version: '16.4',
  storage: 100,
  protected: true,
};
const request: HeldData = {
  kind: 'PostgreSQLInstance.platform.acme.io',
  file: 'gitops/apps/checkout/manifests/production/postgresqlinstance-orders.yaml',
  name: 'orders',
  namespace: 'checkout-production',
  version: '16',
  storage: 100,
  protected: true,
};
const STACK = 'checkout-production';

function holding(data: readonly HeldData[], more: Partial<HoldingStack> = {}): HoldingStack {
  return { environment: 'production', production: true, data, ...more };
}

/** What is said of a change in one stack. */
function said(before: HeldData, after: HoldingStack | undefined, retired: Retired = new Map()): string[] {
  const stacks = after ? new Map([[STACK, after]]) : new Map<string, HoldingStack>();
  return lostData(new Map([[STACK, holding([before])]]), stacks, retired).map(({ got }) => got);
}

const change = (held: HeldData, changes: Partial<HeldData>) => holding([{ ...held, ...changes }]);
const moved = (from: string, to: string) => ({ moves: [{ from, to }] });

describe('what is no loss', () => {
  test.each<[string, HeldData, HoldingStack]>([
    ['the same', database, holding([database])],
    ['another address with a move', database, {
      ...change(database, { address: 'aws_db_instance.orders' }),
      ...moved('aws_db_instance.Orders', 'aws_db_instance.orders'),
    }],
    ['a count', database, change(database, { address: 'aws_db_instance.Orders[0]' })],
    ['more storage and a later version', database, change(database, { storage: 200, version: '17' })],
    ['a version that says less', database, change(database, { version: '16' })],
    ['another file', request, change(request, { file: 'gitops/apps/checkout/manifests/production/list.yaml' })],
    ['protection', database, change(database, { protected: false })],
  ])('%s', (_, before, after) => {
    expect(said(before, after)).toEqual([]);
  });

  test('an object that another stack of the environment has now', () => {
    const before = new Map([[STACK, holding([request])]]);
    expect(lostData(before, new Map([['orders-production', holding([request])]]), new Map())).toEqual([]);
  });

  test('what a lock did not write down', () => {
    expect(lostData(new Map([[STACK, holding([], { data: undefined })]]), new Map(), new Map())).toEqual([]);
  });
});

describe('what is lost', () => {
  const heldText = 'aws_db_instance orders-production, which holds data: ';
  const requestText = 'PostgreSQLInstance.platform.acme.io checkout-production/orders, which holds data: ';
  const gone = 'aws_db_instance.Orders is gone from the code, and Terraform would destroy or forget it';

  test.each<[string, HeldData, HoldingStack | undefined, string]>([
    ['its stack', database, undefined, `${heldText}its stack is gone from the code, and nothing plans or removes it any more`],
    ['its address', database, holding([]), heldText + gone],
    [
      'an address without a move',
      database,
      change(database, { address: 'aws_db_instance.orders' }),
      `${heldText}${gone}; the same name is in ${STACK}/aws_db_instance.orders: renamed or moved?`,
    ],
    [
      'a move to another name',
      database,
      { ...change(database, { address: 'aws_db_instance.b', name: 'b' }), ...moved('aws_db_instance.Orders', 'aws_db_instance.b') },
      `${heldText}its name becomes 'b', and Terraform would replace it`,
    ],
    ['its name', database, change(database, { name: '${var.name}' }), `${heldText}its name becomes '\${var.name}', and Terraform would replace it`],
    ['no name', database, change(database, { name: undefined }), `${heldText}its name becomes nothing, and Terraform would replace it`],
    ['an older engine', database, change(database, { version: '15.9' }), `${heldText}its version goes from 16.4 down to 15.9`],
    ['less storage', database, change(database, { storage: 20 }), `${heldText}its storage goes from 100 down to 20 GiB`],
    [
      'a provisioner, to requests',
      database,
      holding([request]),
      `${heldText}${gone}; the same name is in ${STACK}/apps/checkout/manifests/production/postgresqlinstance-orders.yaml: renamed or moved?`,
    ],
    [
      'a provisioner, to Terraform',
      request,
      holding([database]),
      `${requestText}it is gone from the code, and nothing owns what it stands for; `
      + `the same name is in ${STACK}/aws_db_instance.Orders: renamed or moved?`,
    ],
    [
      'a domain',
      request,
      change(request, { kind: 'PostgreSQLInstance.platform.example.com' }),
      `${requestText}its kind becomes 'PostgreSQLInstance.platform.example.com', which is another object with data of its own`,
    ],
    [
      'a namespace',
      request,
      change(request, { namespace: 'other' }),
      `${requestText}its namespace becomes 'other', which is another object with data of its own`,
    ],
    [
      'an environment',
      request,
      holding([request], { environment: 'live' }),
      `${requestText}it is gone from the code, and nothing owns what it stands for`,
    ],
    ['a request for less', request, change(request, { storage: 20 }), `${requestText}its storage goes from 100 down to 20 GiB`],
  ])('%s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual([expected]);
  });

  test('is told with the way out', () => {
    const [problem] = lostData(new Map([[STACK, holding([database])]]), new Map(), new Map());
    expect(problem).toEqual({
      path: 'checkout-production/aws_db_instance.Orders',
      got: expect.any(String),
      allowed: 'that it stays as it is, or a line in retired.yaml beside the lock with the reason and the date',
      fix:
        'put it back, or do what docs/runbooks.md says; where it may go, the line is "checkout-production/aws_db_instance.Orders": '
        + '{ what: "aws_db_instance orders-production", reason: <why, and where the data went>, date: <YYYY-MM-DD> }',
    });
  });

  test('is refused in production, and where nobody says what the stack is', () => {
    const losses = (stack: Partial<HoldingStack>) => lossesOf(new Map([['x', { data: [database], ...stack }]]), new Map());
    expect(losses({ environment: 'staging', production: false })[0].production).toBe(false);
    expect(losses({})[0].production).toBe(true);
    const before = new Map([[STACK, holding([database], { production: false })]]);
    expect(lostData(before, new Map(), new Map())).toEqual([]);
    expect(lostData(before, new Map([[STACK, holding([])]]), new Map())).toHaveLength(1);
  });
});

describe('a line that lets go', () => {
  const key = `${STACK}/aws_db_instance.Orders`;
  const line = { what: 'aws_db_instance orders-production', reason: 'moved to Aurora', date: '2026-11-27' };

  test('allows the loss of what it names, and of nothing else', () => {
    expect(said(database, undefined, new Map([[key, line]]))).toEqual([]);
    expect(said(database, undefined, new Map([[key, { ...line, what: 'aws_db_instance other' }]]))).toHaveLength(1);
    expect(said(database, undefined, new Map([[`${key}2`, line]]))).toHaveLength(1);
  });

  test('may stay when it is gone, and is refused when the same comes again', () => {
    const after = new Map([[STACK, holding([database])]]);
    expect(lostData(new Map(), new Map(), new Map([[key, line]]))).toEqual([]);
    expect(lostData(after, after, new Map([[key, line]]))).toEqual([]);
    expect(lostData(new Map(), after, new Map([[key, line]]))).toEqual([
      {
        path: `retired.yaml: '${key}'`,
        got: 'a line for aws_db_instance orders-production, which the code has again',
        allowed: 'lines for what is gone: a reason from before must not let a new one go',
        fix: 'remove the line',
      },
    ]);
  });
});
