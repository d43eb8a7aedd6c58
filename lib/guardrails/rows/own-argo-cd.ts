import { canonical } from '../../core/canonical';
import { list } from '../../core/json';
import type { Json } from '../../core/json';
import type { OwnGuardrail } from '../expectations';
import { fieldAt } from '../model/kubernetes';
import { shown } from '../model/unreadable';
import { BOUNDS, GITOPS, unbounded } from './argo-cd';

const PROJECT_OF_A_SET = 'spec.template.spec.source.helm.valuesObject';

/** The paths below `spec` that differ. */
function changedBelow(path: string): OwnGuardrail['breach'] {
  return (body, expected) => {
    const other = Object.keys(expected).find((name) => canonical(fieldAt(body, `${path}.${name}`)) !== canonical(expected[name]));
    return other && `${path}.${other}: ${shown(fieldAt(body, `${path}.${other}`))}`;
  };
}

/** The guarantees of the ApplicationSets and projects that the library writes. */
export const ARGO_CD_GUARDRAILS = {
  separated: {
    id: 'own.application-set.separated',
    chapter: GITOPS,
    on: 'the ApplicationSets of ServiceApplicationSet and ServicesProject',
    path: 'spec.goTemplateOptions, spec.generators, spec.template.spec.project, spec.template.spec.destination',
    rule: 'generators, project and destination derived only from folder names',
    breach: changedBelow('spec'),
  },
  kept: {
    id: 'own.application-set.kept',
    chapter: GITOPS,
    on: 'the ApplicationSets of ServiceApplicationSet, in production',
    path: 'spec.syncPolicy',
    rule: 'production resources that are kept if their folder is deleted: applicationsSync create-update and preserveResourcesOnDeletion',
    breach: changedBelow('spec.syncPolicy'),
  },
  projects: {
    id: 'own.application-set.projects',
    chapter: GITOPS,
    on: 'ServicesProject.serviceProjects',
    path: PROJECT_OF_A_SET,
    rule: `${BOUNDS}; only the namespace of the service`,
    breach: (body, { namespace }) => {
      const name = fieldAt(body, `${PROJECT_OF_A_SET}.name`);
      if (name !== namespace) return `the name ${shown(name)}`;
      const project = fieldAt(body, `${PROJECT_OF_A_SET}.spec`);
      const namespaces = list(fieldAt(project, 'destinations')).map((destination) => fieldAt(destination, 'namespace'));
      const other = namespaces.findIndex((each) => each !== namespace);
      return other === -1 ? unbounded(project) : `the namespace ${shown(namespaces[other])}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** The parts of a set that separate services: the name of a folder decides where its service is deployed. */
const SEPARATION = ['goTemplateOptions', 'generators', 'template.spec.project', 'template.spec.destination'];

/** The parts of a set that must not change. */
export function separationOf(spec: Json): Json {
  return Object.fromEntries(SEPARATION.map((path) => [path, fieldAt(spec, path)]));
}
