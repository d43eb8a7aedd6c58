/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  // The platform's package is TypeScript as it was written, and jest transforms no installed package by itself.
  transformIgnorePatterns: ['/node_modules/(?!@acme/)'],
};
