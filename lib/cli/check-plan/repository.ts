import { listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { isMeant } from '../../platform/claims';
import type { StackPlan } from './plans';

/** The problem of a repository that plans a stack of another team. */
export function repositoryProblems({ name, stack }: StackPlan, repository: string | undefined): Problem[] {
  const { repositories = [] } = stack.guarantees;
  const isOwn = repository !== undefined && repositories.some((pattern) => isMeant(pattern, repository));
  if (repositories.length === 0 || isOwn) return [];
  return [
    {
      path: name,
      got: repository === undefined ? 'no repository' : `the repository ${show(repository)}`,
      allowed: `a repository of the team ${show(stack.team)}: ${listed(repositories)}`,
      fix: 'plan it in one of these, or have the platform team change the repositories of the team; pass --repository <owner>/<name>',
    },
  ];
}
