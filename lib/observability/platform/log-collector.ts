import { collectorConfiguration } from '../logs/otel-collector';
import { openTelemetryCollector } from './collector-objects';
import type { NodeCollector } from './collector-objects';
import { fluentBit } from './fluent-bit-collector';
import { LogCollector } from './observability-platform-props';

/** The version whose parts read logs as the configuration says, which was tried. */
const OPENTELEMETRY_IMAGE = 'otel/opentelemetry-collector-contrib:0.165.0';

/** What the platform decides of its collector. */
export interface CollectorChoice {
  readonly environment: string;
  readonly namespace: string;
  readonly logsEndpoint: string;
  readonly logCollector: LogCollector;
  readonly logCollectorImage?: string;
}

/** The collector of the platform's choice. */
export function logCollector(choice: CollectorChoice): NodeCollector {
  const { environment, logCollectorImage, logsEndpoint: endpoint, namespace } = choice;
  const settings = { endpoint, environment, namespace };
  if (choice.logCollector === LogCollector.FLUENT_BIT) return fluentBit({ ...settings, image: logCollectorImage! });
  const image = logCollectorImage ?? OPENTELEMETRY_IMAGE;
  return openTelemetryCollector({ image, namespace, configuration: collectorConfiguration(settings) });
}
