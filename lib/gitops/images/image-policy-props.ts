/** What verifies images in the cluster. */
export enum ImagePolicyEngine {
  /** Kyverno's ImageValidatingPolicy: one policy for all services. */
  KYVERNO = 'kyverno',
  /** Sigstore's policy-controller: one ClusterImagePolicy for each service. */
  POLICY_CONTROLLER = 'policy-controller',
}

/** Who may build the images of services. The rules themselves are `imageRules` of the environment. */
export interface ImagePolicyProps {
  /**
   * What verifies images in the cluster.
   *
   * @default ImagePolicyEngine.KYVERNO
   */
  readonly engine?: ImagePolicyEngine;
  /**
   * The reusable workflow that builds and signs, as `<owner>/<repository>/.github/workflows/<file>`.
   *
   * @default - `<organization>/workflows/.github/workflows/delivery.yml`
   */
  readonly workflow?: string;
  /**
   * The versions of the workflow that are trusted, as callers write them after the `@`: a commit, or a full ref such as
   * `refs/tags/v1.2.3`. Images that an older version has signed run as long as it is listed.
   *
   * @default ['refs/heads/main']
   * @see https://docs.github.com/en/actions/reference/security/oidc
   */
  readonly workflowRefs?: string[];
  /**
   * The repositories of images that are not called like them: by the first part of the image's name below the platform's
   * imageRegistry, `<owner>/<repository>`.
   *
   * @default - each image is built from `<organization>/<first part of its name>`
   */
  readonly repositories?: { readonly [image: string]: string };
  /**
   * Images besides those of this app's services, by the first part of their names, which policy-controller is told of one by one.
   * Kyverno needs no list.
   *
   * @default - those of the services of this app, and of `repositories`
   */
  readonly services?: string[];
}
