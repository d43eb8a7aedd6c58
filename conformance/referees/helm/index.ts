export { withChartServer, type ChartServer, type Login } from './chart-server';
export { dependencyBuild, lint, packageChart, template, type TemplateInput } from './commands';
export { differences } from './compare';
export { fetchHelm, helmPrograms, type HelmProgram } from './helm-program';
export { HelmError } from './run-helm';
