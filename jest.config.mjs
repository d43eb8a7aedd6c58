/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/test', '<rootDir>/apps'],
  // Files of one folder together are what `npm test` runs: test/together/jest.config.mjs.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/together/'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/temporary.setup.mjs',
  globalTeardown: '<rootDir>/test/support/temporary.teardown.mjs',
  // Synthesis of many stacks, and compilers that tests start, take their time on a small shared machine.
  testTimeout: 60_000,
  // One less than there are, as jest has it by itself, would be half of a machine with two.
  maxWorkers: '100%',
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  // The package's name means the sources, as it does for the compiler (tsconfig.json, `paths`).
  moduleNameMapper: {
    '^@golden-path/constructs$': '<rootDir>/lib/index.ts',
    '^@golden-path/constructs/testing$': '<rootDir>/lib/testing/index.ts',
    '^@acme/platform$': '<rootDir>/apps/acme/index.ts',
  },
  // Output of a synth and packages that link to each other are no source of modules.
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/cdktf.out/', '<rootDir>/apps/[^/]+/cdktf.out/'],
};
