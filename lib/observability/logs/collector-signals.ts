/** What a collector of logs says of its own work, by the names of its metrics. */
export interface CollectorSignals {
  /** Records that it read. */
  readonly read: string;
  /** Records that it sent. */
  readonly sent: string;
  /** Records that are lost or have to be read again, and the word for those. */
  readonly lost: { readonly series: string; readonly word: string };
  /** What waits on the disk of a node, and the word for that. */
  readonly waiting: { readonly series: string; readonly word: string };
}

/** @see https://opentelemetry.io/docs/collector/internal-telemetry/ */
export const OPENTELEMETRY_SIGNALS: CollectorSignals = {
  read: 'otelcol_receiver_accepted_log_records',
  sent: 'otelcol_exporter_sent_log_records',
  lost: { series: 'otelcol_receiver_refused_log_records', word: 'refused' },
  waiting: { series: 'otelcol_exporter_queue_size', word: 'batches' },
};

/**
 * The filter that joins lines is an input of its own, so records are counted where they are read from files.
 *
 * @see https://docs.fluentbit.io/manual/administration/monitoring
 */
export const FLUENT_BIT_SIGNALS: CollectorSignals = {
  read: 'fluentbit_input_records_total{name=~"tail.*"}',
  sent: 'fluentbit_output_proc_records_total',
  lost: { series: 'fluentbit_output_dropped_records_total', word: 'dropped' },
  waiting: { series: 'fluentbit_input_storage_chunks', word: 'chunks' },
};
