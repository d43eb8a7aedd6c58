import { toYaml } from '../../core/yaml';
import { FLUENT_BIT_SIGNALS } from '../logs/collector-signals';
import { FLUENT_BIT_FOLDER, FLUENT_BIT_PARSERS, FLUENT_BIT_PORT, fluentBitConfiguration } from '../logs/fluent-bit';
import { FLUENT_BIT_SCRIPT } from '../logs/fluent-bit-script';
import type { CollectorSettings } from '../logs/otel-collector';
import type { NodeCollector } from './collector-objects';

/**
 * The path of its metrics: it has none under `/metrics`.
 *
 * @see https://docs.fluentbit.io/manual/administration/monitoring
 */
const FLUENT_BIT_METRICS = '/api/v2/metrics/prometheus';

/** Fluent Bit, whose configuration is three files. */
export function fluentBit(settings: CollectorSettings & { readonly image: string }): NodeCollector {
  return {
    name: 'fluent-bit',
    namespace: settings.namespace,
    image: settings.image,
    args: [`--config=${FLUENT_BIT_FOLDER}/fluent-bit.yaml`],
    files: {
      'fluent-bit.yaml': toYaml(fluentBitConfiguration(settings)),
      'line.lua': FLUENT_BIT_SCRIPT,
      'parsers.yaml': toYaml(FLUENT_BIT_PARSERS),
    },
    configFolder: FLUENT_BIT_FOLDER,
    metricsPort: FLUENT_BIT_PORT,
    metricsPath: FLUENT_BIT_METRICS,
    health: { path: '/api/v1/health', port: FLUENT_BIT_PORT },
    signals: FLUENT_BIT_SIGNALS,
  };
}
