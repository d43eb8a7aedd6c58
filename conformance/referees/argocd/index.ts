export { sourcesOf, type Application, type AppProject } from './application';
export { applicationProblems, doubleNames, type Expected } from './application-problems';
export { buildArgoCd, buildArgoCdControllers } from './build-argo-cd';
export { asGitTree, findGit, staged, type GitTree } from './git-tree';
export { HEALTH_CASES, type HealthCase } from '../../../test/support/argocd/health-cases';
export { ArgoCd, ArgoCdError, type Generated, type Health, type Resource } from './run-argo-cd';
export { ARGO_CD } from './versions';
