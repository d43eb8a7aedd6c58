import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from './support.js';

test('greets by name', async () => {
  const { app } = testApp();
  const got = await app.inject('/greetings/Ada');
  assert.deepEqual([got.statusCode, got.json()], [200, { message: 'Hello, Ada!' }]);
  const posted = await app.inject({ method: 'POST', url: '/greetings', payload: { name: 'Ada' } });
  assert.deepEqual([posted.statusCode, posted.json()], [201, { message: 'Hello, Ada!' }]);
});

test('refuses a name that is too long or no text, and a body of another form', async () => {
  const { app } = testApp();
  for (const payload of [{ name: 'a'.repeat(51) }, { name: 5 }, { name: 'Ada', age: 36 }, {}]) {
    const { statusCode } = await app.inject({ method: 'POST', url: '/greetings', payload });
    assert.equal(statusCode, 400);
  }
});

test('says nothing of an error to the client', async () => {
  const { app, lines } = testApp();
  app.get('/broken', () => {
    throw new Error('the reason');
  });
  const { statusCode, body } = await app.inject('/broken');
  assert.deepEqual([statusCode, body], [500, '{"error":"internal server error"}']);
  assert.equal(lines()[0]?.error, 'the reason');
});

test('is alive while it does not accept requests', async () => {
  const { app } = testApp({ accepts: () => false });
  assert.equal((await app.inject('/live')).statusCode, 200);
  assert.equal((await app.inject('/ready')).statusCode, 503);
});
// golden-path:begin database

test('is alive but not ready without its database', async () => {
  const { app } = testApp();
  assert.equal((await app.inject('/live')).statusCode, 200);
  assert.equal((await app.inject('/ready')).statusCode, 503);
  assert.equal((await app.inject('/notes')).statusCode, 500);
});
// golden-path:end database
