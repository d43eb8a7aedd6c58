import base from '../jest.config.mjs';

/** What takes minutes with the number of stacks: `npm run conformance:fleet`. */
export default { ...base, rootDir: '../..', roots: ['<rootDir>/conformance/fleet'], testPathIgnorePatterns: ['/node_modules/'] };
