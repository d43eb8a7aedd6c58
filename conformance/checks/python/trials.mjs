import { command } from './command.mjs';
import { errors } from './errors.mjs';
import { newRepository } from './new-repository.mjs';
import { equalOutput, installed } from './output.mjs';
import { pages } from './pages.mjs';
import { published } from './published.mjs';
import { ownTests, typeChecker } from './team-tools.mjs';

/** What is tried, in this order. Each takes the place of all and gives back how much it checked, and what is wrong. */
export const TRIALS = {
  'publication': published,
  'installation': installed,
  'the output is that of TypeScript': equalOutput,
  errors,
  command,
  pages,
  'type checker': typeChecker,
  'tests of the team': ownTests,
  'golden-path init': newRepository,
};
