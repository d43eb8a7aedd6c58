// The built package as a Backstage backend loads it. What the actions do with their APIs is tested in test/backstage-actions.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionsWith, run, withAnswers } from './context.mjs';

const PAGERDUTY = 'golden-path:pagerduty:service:create';
const VAULT = 'golden-path:vault:namespace:create';
const PULL_REQUEST = 'golden-path:github:pull-request';
const TOKEN = 'the-token-that-nobody-may-see';

const INPUTS = {
  [PAGERDUTY]: { name: 'payment-service', escalationPolicyId: 'PANZZEQ' },
  [VAULT]: {
    namespace: 'payments',
    service: 'payment-service',
    kubernetes: { namespace: 'payment-service', serviceAccount: 'payment-service' },
  },
  [PULL_REQUEST]: {
    repository: 'acme/gitops',
    host: 'github.acme.example',
    title: 'Add payment-service',
    branch: 'add-payment-service',
    files: [{ path: 'a.yaml', content: 'a: 1\n' }],
  },
};

/** Settings for one server that stands for all three systems. */
const settingsFor = (url) => ({
  goldenPath: {
    pagerDuty: { apiToken: TOKEN, apiUrl: url },
    vault: { address: url, token: TOKEN, kubernetes: { host: 'https://kubernetes.acme.example' } },
  },
  integrations: { github: [{ host: 'github.acme.example', apiBaseUrl: url, token: TOKEN }] },
});

const NOWHERE = settingsFor('http://127.0.0.1:1');

describe('the module', () => {
  test('belongs to the scaffolder and registers the actions', async () => {
    const { registration, actions } = await actionsWith({});
    assert.deepEqual([registration.pluginId, registration.moduleId], ['scaffolder', 'golden-path-actions']);
    assert.deepEqual(Object.keys(actions), [PAGERDUTY, VAULT, PULL_REQUEST]);
  });

  test('describes every input and output, and refuses inputs that do not exist', async () => {
    const { actions } = await actionsWith({});
    for (const { id, description, examples, schema } of Object.values(actions)) {
      assert.ok(description && examples.length > 0, id);
      assert.equal(schema.input.additionalProperties, false, id);
      for (const [name, { description: text }] of Object.entries({ ...schema.input.properties, ...schema.output.properties })) {
        assert.ok(text, `${id} ${name}`);
      }
    }
    assert.deepEqual(actions[PAGERDUTY].schema.input.required, ['name', 'escalationPolicyId']);
    assert.deepEqual(actions[VAULT].schema.input.required, ['namespace', 'service', 'kubernetes']);
    assert.deepEqual(actions[PULL_REQUEST].schema.input.required, ['repository', 'title', 'branch']);
  });
});

describe('a dry run', () => {
  for (const [id, input] of Object.entries(INPUTS)) {
    test(`of ${id} says what it would do, and asks nobody`, async () => {
      const { actions } = await actionsWith(NOWHERE);
      assert.equal(actions[id].supportsDryRun, true);
      const { output, log } = await run(actions[id], input, { isDryRun: true });
      assert.match(log[0], /^would /);
      assert.equal(output.created, false);
      const outputs = Object.keys(actions[id].schema.output.properties);
      assert.deepEqual(Object.keys(output).sort(), outputs.sort());
    });
  }
});

describe('a failure', () => {
  test('of an input is an InputError that lists every problem', async () => {
    const { actions } = await actionsWith(NOWHERE);
    for (const [id, action] of Object.entries(actions)) {
      const error = await run(action, { extra: 1 }).then(assert.fail, (reason) => reason);
      assert.equal(error.name, 'InputError', id);
      assert.ok(error.message.split('fix:').length > 3, error.message);
    }
  });

  test('of settings that are not there names them', async () => {
    const { actions } = await actionsWith({});
    await assert.rejects(run(actions[PAGERDUTY], INPUTS[PAGERDUTY]), { name: 'InputError', message: /goldenPath\.pagerDuty\.apiToken: got nothing/ });
    await assert.rejects(run(actions[VAULT], INPUTS[VAULT]), { name: 'InputError', message: /goldenPath\.vault\.address: got nothing/ });
    await assert.rejects(run(actions[PULL_REQUEST], INPUTS[PULL_REQUEST]), { name: 'InputError', message: /host: got 'github\.acme\.example'/ });
    const anonymous = await actionsWith({ integrations: { github: [{ host: 'github.acme.example', apiBaseUrl: 'http://127.0.0.1:1' }] } });
    const message = /no credentials for acme\/gitops/;
    await assert.rejects(run(anonymous.actions[PULL_REQUEST], INPUTS[PULL_REQUEST]), { name: 'InputError', message });
  });

  test('of permissions is a NotAllowedError, and shows no token', async () => {
    for (const [id, input] of Object.entries(INPUTS)) {
      await withAnswers([[403, { message: TOKEN, errors: [TOKEN] }]], async (url) => {
        const { actions } = await actionsWith(settingsFor(url));
        const error = await run(actions[id], input).then(assert.fail, (reason) => reason);
        assert.equal(error.name, 'NotAllowedError', id);
        assert.ok(!`${error.stack} ${JSON.stringify(error)}`.includes(TOKEN), id);
        assert.equal(error.cause, undefined, id);
      });
    }
  });

  test('of a cancelled task sends nothing', async () => {
    for (const [id, input] of Object.entries(INPUTS)) {
      const { requests } = await withAnswers([], async (url) => {
        const { actions } = await actionsWith(settingsFor(url));
        await assert.rejects(run(actions[id], input, { signal: AbortSignal.abort() }), { message: /a cancelled task/ });
      });
      assert.deepEqual(requests, [], id);
    }
  });
});

describe('credentials', () => {
  test('of PagerDuty come from the settings, and the service is given to later steps', async () => {
    const service = { id: 'P000001', name: 'payment-service', html_url: 'https://acme.pagerduty.com/service-directory/P000001', escalation_policy: { id: 'PANZZEQ' } };
    const { requests, result } = await withAnswers([[200, { services: [], more: false }], [201, { service }]], async (url) => {
      const { actions } = await actionsWith(settingsFor(url));
      return run(actions[PAGERDUTY], INPUTS[PAGERDUTY]);
    });
    assert.deepEqual(result.output, { serviceId: 'P000001', serviceUrl: service.html_url, created: true });
    assert.deepEqual(requests.map(({ headers }) => headers.authorization), [`Token token=${TOKEN}`, `Token token=${TOKEN}`]);
    assert.ok(!result.log.join('\n').includes(TOKEN));
  });

  test('of GitHub come from the integration', async () => {
    const { requests } = await withAnswers([[404, { message: 'Not Found' }]], async (url) => {
      const { actions } = await actionsWith(settingsFor(url));
      await assert.rejects(run(actions[PULL_REQUEST], INPUTS[PULL_REQUEST]), { name: 'ConflictError', message: /status 404: Not Found/ });
    });
    assert.deepEqual(requests.map(({ call, headers }) => [call, headers.authorization]), [['GET /repos/acme/gitops', `Bearer ${TOKEN}`]]);
  });

  test('of Vault come from the settings', async () => {
    const { requests } = await withAnswers([[400, { errors: ['no'] }]], async (url) => {
      const { actions } = await actionsWith(settingsFor(url));
      await assert.rejects(run(actions[VAULT], INPUTS[VAULT]), { name: 'ConflictError' });
    });
    assert.deepEqual(requests.map(({ call, headers }) => [call, headers['x-vault-token']]), [['GET /v1/sys/namespaces/payments', TOKEN]]);
  });

  test('a repository that the settings do not name is refused', async () => {
    const { actions } = await actionsWith({ ...NOWHERE, goldenPath: { pullRequests: { repositories: ['acme/other'] } } });
    await assert.rejects(run(actions[PULL_REQUEST], INPUTS[PULL_REQUEST]), { name: 'NotAllowedError', message: /allowed: acme\/other/ });
  });
});
