import { buildGoProgram } from '../../conformance/referees/crossplane/go-program';
import { fetchHelm } from '../../conformance/referees/helm';
import { HELM_VERSIONS } from '../../conformance/referees/helm/versions';

/** A program by which objects of Kubernetes are written without the library. */
export interface OtherProgram {
  readonly name: string;
  /** Gives its path; throws with the reason if it cannot be had. */
  readonly find: () => string;
}

const HELM_VERSION = HELM_VERSIONS.at(-1)!;

const KUSTOMIZE_MODULE = {
  name: 'kustomize',
  module: 'sigs.k8s.io/kustomize/kustomize/v5',
  version: 'v5.8.1',
  main: '.',
  patienceMinutes: 15,
};

export const HELM: OtherProgram = { name: `Helm ${HELM_VERSION.version}`, find: () => fetchHelm(HELM_VERSION).binary };

/** It is built with Go, which takes minutes once. */
export const KUSTOMIZE: OtherProgram = { name: 'Kustomize 5.8.1', find: () => buildGoProgram(KUSTOMIZE_MODULE).binary };
