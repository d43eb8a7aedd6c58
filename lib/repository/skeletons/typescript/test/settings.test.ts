import assert from 'node:assert/strict';
// golden-path:begin database
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// golden-path:end database
import { test } from 'node:test';
import { readSettings } from '../src/settings.js';
// golden-path:begin database
import { connection } from '../src/database.js';
import { NO_DATABASE } from './support.js';
// golden-path:end database

const NEEDED = {
  // golden-path:begin database
  ...NO_DATABASE,
  // golden-path:end database
};

test('has defaults', () => {
  const { port, metricsPort, shutdownTimeoutSeconds } = readSettings(NEEDED);
  assert.deepEqual([port, metricsPort, shutdownTimeoutSeconds], [8080, 9090, 20]);
});

test('names every wrong setting', () => {
  assert.throws(() => readSettings({ ...NEEDED, PORT: 'http', METRICS_PORT: '70000' }), {
    message: 'wrong settings: PORT is not a whole number from 0 to 65535; METRICS_PORT is not a whole number from 0 to 65535',
  });
});
// golden-path:begin database

test('reads the password again for each connection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  try {
    const file = join(folder, 'password');
    writeFileSync(file, 'first\n');
    const { password } = connection(readSettings({ ...NEEDED, DATABASE_PASSWORD: undefined, DATABASE_PASSWORD_FILE: file }).database);
    assert.ok(typeof password === 'function');
    assert.equal(password(), 'first');
    writeFileSync(file, 'second\n');
    assert.equal(password(), 'second');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('encrypts unless it is told not to', () => {
  const { database } = readSettings(NEEDED);
  assert.deepEqual(connection(database).ssl, { rejectUnauthorized: false });
  assert.deepEqual(connection({ ...database, sslMode: 'verify-full' }).ssl, { rejectUnauthorized: true, ca: undefined });
  assert.equal(connection({ ...database, sslMode: 'disable' }).ssl, false);
});
// golden-path:end database
