import { readFileSync } from 'node:fs';
import base from '../../jest.config.mjs';

const apart = JSON.parse(readFileSync(new URL('apart.json', import.meta.url), 'utf8'));

/**
 * The configuration of `npm test`: test files of a folder share their modules (test/support/together.ts); those that put something
 * in place of a module run by themselves.
 *
 * @type {import('jest').Config}
 */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/together/*.test.ts', '<rootDir>/apps/**/*.test.ts', ...apart.map((file) => `<rootDir>/test/${file}`)],
  testPathIgnorePatterns: ['/node_modules/'],
};
