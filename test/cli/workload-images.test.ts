import { imageFile, imageIn, withImage } from '../../lib/cli/gitops/image';
import { toYaml } from '../../lib/core/yaml';
import { manifestsOf } from '../../lib/gitops/rendering/manifests-of';
import type { AppValues, ScheduledJobValues } from '../../lib/gitops/values/app-values';
import { FULL, MINIMAL } from '../gitops/sample-values';

const { report } = FULL.jobs;
const OTHER: ScheduledJobValues = { ...report, image: 'ghcr.io/acme/tools:7' };

/** Every way in which an application runs its image as plain manifests. */
const VALUES: AppValues = {
  ...MINIMAL,
  workloads: { worker: { ...MINIMAL, command: ['/app/work'] } },
  migration: report,
  jobs: { other: OTHER, report },
};

function filesOf(values: AppValues): Map<string, string> {
  const named = manifestsOf(values).map((document) => [
    `manifests/staging/${document.kind.toLowerCase()}-${document.metadata.name}.yaml`,
    toYaml(document),
  ] as const);
  return new Map(named);
}

test('a version is written to every process and job that runs the image of the service, and to no other image', () => {
  const images = [...filesOf(VALUES)].flatMap(([file, text]) => {
    const image = /image: (\S+)/.exec(withImage(file, text, 'checkout', 'staging', { tag: '3.0.0' }))?.[1];
    return image === undefined ? [] : [[file.slice('manifests/staging/'.length, -'.yaml'.length), image]];
  });
  expect(Object.fromEntries(images)).toEqual({
    'deployment-checkout': 'ghcr.io/acme/checkout:3.0.0',
    'deployment-checkout-worker': 'ghcr.io/acme/checkout:3.0.0',
    'job-checkout-migration': 'ghcr.io/acme/checkout:3.0.0',
    'cronjob-checkout-report': 'ghcr.io/acme/checkout:3.0.0',
    'cronjob-checkout-other': 'ghcr.io/acme/tools:7',
  });
});

test('a service that only has jobs has its version in the first of those that run its image', () => {
  const files = filesOf({ ...VALUES, jobsOnly: true, workloads: {}, migration: undefined });
  expect(imageFile(files, 'checkout', 'staging')).toBe('manifests/staging/cronjob-checkout-report.yaml');
  expect(imageIn(files, 'checkout', 'staging')).toEqual({ tag: '1.0.0' });
});
