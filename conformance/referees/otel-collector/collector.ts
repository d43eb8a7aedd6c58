import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toYaml } from '../../../lib/core/yaml';
import { HEALTH_PORT, METRICS_PORT, POD_LOGS } from '../../../lib/observability/logs/otel-collector';
import { buildGoSource } from '../go-source';
import { freePort } from '../ports';
import type { LogRecord } from './sink';
import { openSink } from './sink';

/** How long a collector may take for what was written before its start. */
const PATIENCE_SECONDS = 40;

/**
 * Builds an OpenTelemetry collector of the parts that the configuration uses.
 *
 * @throws with the reason where it cannot be built
 */
export function buildCollector(): string {
  return buildGoSource({ name: 'otel-collector', folder: join(__dirname, 'program') });
}

/** What a collector made of the files of pods. */
export interface Collected {
  readonly records: readonly LogRecord[];
  /** The most memory that it had, in MiB. */
  readonly peakMemory: number;
  /** What Prometheus reads of it. */
  readonly metrics: string;
}

/**
 * Has a collector read the files of pods, as they are below the kubelet's folder, and gives back what it sent.
 *
 * @param configuration as the platform writes it; only where it reads, remembers and sends to is changed
 * @param files their contents, by their paths below the folder of pods
 * @param expected how many records end the wait
 */
export async function collect(
  binary: string,
  folder: string,
  { configuration, files, expected }: {
    readonly configuration: Record<string, unknown>;
    readonly files: Readonly<Record<string, string>>;
    readonly expected: number;
  },
): Promise<Collected> {
  const pods = join(folder, 'pods');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(pods, path, '..'), { recursive: true });
    writeFileSync(join(pods, path), text);
  }
  const sink = await openSink();
  const file = join(folder, 'config.yaml');
  const metricsPort = await freePort();
  writeFileSync(file, await atHome(configuration, { folder, pods, endpoint: sink.address, metricsPort }));
  const child = spawn(binary, ['--config', file], { env: { POD_IP: '127.0.0.1' }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  try {
    for (const end = Date.now() + PATIENCE_SECONDS * 1000; sink.records.length < expected && Date.now() < end; await sleep(100)) {
      if (child.exitCode !== null) throw new Error(`the collector ended: ${said.split('\n').slice(-8).join('\n')}`);
    }
    // What should not be there would come now.
    await sleep(1500);
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    return { records: [...sink.records], peakMemory: peakMemory(child.pid!), metrics };
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    sink.close();
  }
}

/** The same configuration on this machine: other folders and addresses, and an export that can be read. */
async function atHome(
  configuration: Record<string, unknown>,
  { endpoint, folder, metricsPort, pods }: Readonly<Record<'endpoint' | 'folder' | 'pods', string>> & { readonly metricsPort: number },
): Promise<string> {
  const text = JSON.stringify(configuration)
    .replaceAll(POD_LOGS, pods)
    .replaceAll(`:${HEALTH_PORT}"`, `:${await freePort()}"`)
    .replaceAll(`"port":${METRICS_PORT}`, `"port":${metricsPort}`);
  const own = JSON.parse(text) as Record<string, Record<string, Record<string, unknown>>>;
  own.exporters.otlphttp = { ...own.exporters.otlphttp, endpoint, encoding: 'json', compression: 'none' };
  own.extensions.file_storage.directory = join(folder, 'checkpoints');
  return toYaml(own);
}

function peakMemory(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}
