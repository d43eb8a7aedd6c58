import type { NewFile } from '../infrastructure/new-file';

/**
 * The entry with which a new repository is registered in the catalog, before its first synth writes a complete one.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component
 */
export function catalogInfo(): NewFile {
  return { path: 'catalog-info.yaml', text: `${LINES.join('\n')}\n` };
}

const LINES = [
  'apiVersion: backstage.io/v1alpha1',
  'kind: Component',
  'metadata:',
  '  name: "skeleton-service"',
  '  description: "skeleton-description"',
  '  annotations:',
  '    backstage.io/techdocs-ref: dir:.',
  '    github.com/project-slug: "skeleton-org/skeleton-service"',
  '    # golden-path:begin pagerduty',
  '    pagerduty.com/service-id: "skeleton-pagerduty"',
  '    # golden-path:end pagerduty',
  'spec:',
  '  type: service',
  '  lifecycle: experimental',
  '  owner: "group:skeleton-team"',
  '  # golden-path:begin system',
  '  system: "skeleton-system"',
  '  # golden-path:end system',
];
