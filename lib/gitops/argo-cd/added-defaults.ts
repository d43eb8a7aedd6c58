import type { Json } from '../../core/json';

/**
 * What newer versions of the API server add inside of lists, and older ones do not know, so that it can be neither left out nor
 * written: Argo CD would see a difference for ever. By the group and kind, with indexes left out.
 *
 * External Secrets adds nullBytePolicy since 2.3.
 */
export const ADDED_DEFAULTS: readonly { readonly group: string; readonly kind: string; readonly paths: readonly string[] }[] = [
  {
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    paths: [
      'spec.data[].remoteRef.nullBytePolicy',
      'spec.dataFrom[].extract.nullBytePolicy',
      'spec.dataFrom[].find.nullBytePolicy',
    ],
  },
];

/**
 * The same as Argo CD's Applications have it. A list that is not there is no error.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export const IGNORED_DIFFERENCES: readonly Json[] = ADDED_DEFAULTS.map(({ group, kind, paths }) => ({
  group,
  kind,
  jqPathExpressions: paths.map((path) => `.${path.replaceAll('[]', '[]?')}`),
}));
