import type { ImageConfig } from './buildah';

/**
 * What a container runtime does for a pod, as far as an image can notice: processes and mounts of its own, not a file that can be written,
 * the image's user without capabilities, and the image's environment alone.
 *
 * The shell stays: it is killed with `unshare`, which a program that changed its user is not, and takes all others along.
 */
const SCRIPT = `set -e
root=$1
shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -o remount,bind,ro "$root"
env -i HOST="$HOST" PORT="$PORT" METRICS_PORT="$METRICS_PORT" "$@"
exit 0`;

/** A user and a group by their numbers, as a kubelet needs them to know that nobody is root. */
const NUMBERS = /^([1-9]\d*):([1-9]\d*)$/;

/** Why a pod that may not run as root does not start, or nothing if it does. */
export function whyRoot({ User = '' }: ImageConfig): string | undefined {
  return NUMBERS.test(User) ? undefined : `USER ${JSON.stringify(User)} is no number other than root's`;
}

/**
 * The command that runs the file system of an image, with the address and the ports that are in its own environment. Whoever kills it
 * kills all that it started.
 */
export function containerCommand(root: string, { Entrypoint = [], Env = [], User = '', WorkingDir }: ImageConfig): string[] {
  const [, user, group] = NUMBERS.exec(User) ?? ['', '0', '0'];
  return [
    'unshare', '--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', SCRIPT, 'sh', root, ...Env,
    '/usr/bin/setpriv', '--clear-groups', '--no-new-privs',
    '/usr/bin/unshare', `--root=${root}`, `--wd=${WorkingDir || '/'}`, `--setgid=${group}`, `--setuid=${user}`,
    ...Entrypoint,
  ];
}
