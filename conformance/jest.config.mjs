import base from '../jest.config.mjs';

/** What other programs judge: `npm run conformance`, or `npx jest --config conformance/jest.config.mjs apply` for some of it. */
export default {
  ...base,
  rootDir: '..',
  roots: ['<rootDir>/conformance'],
  // Commands of their own run these.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/conformance/fleet/'],
};
