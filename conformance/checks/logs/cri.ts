import type { Written } from '../../../test/support/logs/cases';

/** As much of a line as the container runtime writes at once. */
const PART = 16_384;

/**
 * Lines as containerd writes them into the file of a container: long ones in parts.
 *
 * @see https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md
 */
export function criFile(lines: readonly Written[]): string {
  return lines.flatMap((line, index) => {
    const [stream, text] = typeof line === 'string' ? ['stdout', line] : ['stderr', line.stderr];
    const time = new Date(Date.UTC(2026, 10, 28) + index).toISOString().replace('Z', '000000Z');
    const parts = text.match(new RegExp(`[\\s\\S]{1,${PART}}`, 'g')) ?? [''];
    return parts.map((part, at) => `${time} ${stream} ${at === parts.length - 1 ? 'F' : 'P'} ${part}\n`);
  }).join('');
}
