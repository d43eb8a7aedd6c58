/**
 * Argo CD, in the version that the platform installs. Its module is used as a library: the code that its controllers run is
 * what makes Applications of an ApplicationSet here.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export const ARGO_CD = {
  module: 'github.com/argoproj/argo-cd/v3',
  version: 'v3.5.2',
  /** What `go mod download -json` says of it: the checksum of its files. */
  sum: 'h1:vYtfW2pEBSL+smt8XdpVZHUg31uERINYH6eXzdiLCY4=',
} as const;

/**
 * A module that lies in a folder of Argo CD's repository, which its own module does not have. This is a version that Go's
 * module proxy serves, of the same libraries of Kubernetes; Argo CD's types need it to compile, and nothing that runs here.
 */
export const GITOPS_ENGINE = {
  module: 'github.com/argoproj/argo-cd/gitops-engine',
  version: 'v0.0.0-20260914071520-c9c369efcc5b',
} as const;
