/**
 * What an image is attested with when it is built, by the types of the predicates. Who attests and who verifies read this one
 * table.
 *
 * @see https://slsa.dev/spec/v1.0/provenance
 * @see https://github.com/in-toto/attestation/blob/main/spec/predicates/spdx.md
 * @see https://github.com/sigstore/cosign/blob/main/specs/COSIGN_VULN_ATTESTATION_SPEC.md
 */
export const ATTESTATIONS = {
  /** From which repository and workflow it was built. */
  provenance: 'https://slsa.dev/provenance/v1',
  /** What is in it. */
  sbom: 'https://spdx.dev/Document',
  /** Which vulnerabilities were found in it. */
  scan: 'https://cosign.sigstore.dev/attestation/vuln/v1',
} as const;

/** Who vouches for the identity of a workflow of GitHub. */
export const WORKFLOW_ISSUER = 'https://token.actions.githubusercontent.com';
