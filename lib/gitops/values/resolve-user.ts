import type { UserProps } from '../props/container-props';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { NONROOT } from '../settings/container-settings';
import type { PodSecurityValues, UserValues } from './app-values';

/**
 * The user of a container: its own, else that of what it belongs to. A container of another image has the default as well,
 * since the kubelet refuses an image without a numeric user of its own.
 *
 * @param chain the container first, the application last
 */
export function userOf(...chain: readonly UserProps[]): UserValues {
  const isGiven = ({ user, group, useImageUser }: UserProps) => [user, group, useImageUser].some((part) => part !== undefined);
  const { user, group, useImageUser } = chain.find(isGiven) ?? {};
  if (useImageUser) return {};
  return { runAsUser: user ?? NONROOT, runAsGroup: group ?? user ?? NONROOT };
}

/** The group of the volumes is that of the application, so that it can write to them. */
export function podSecurityOf(app: GitOpsAppProps): PodSecurityValues {
  const fsGroup = app.fsGroup ?? userOf(app).runAsGroup;
  // Otherwise each start of a pod would go through every file of a volume.
  return fsGroup === undefined ? {} : { fsGroup, fsGroupChangePolicy: 'OnRootMismatch' };
}
