export { sourcesOf, type Application, type AppProject } from './application';
export { applicationProblems, doubleNames, type Expected } from './application-problems';
export { buildArgoCd } from './build-argo-cd';
export { findGit, gitTree, staged, type GitTree } from './git-tree';
export { ArgoCd, ArgoCdError, type Generated, type Resource } from './run-argo-cd';
export { ARGO_CD } from './versions';
