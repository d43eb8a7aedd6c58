/** The name of this service in logs and traces. */
export const SERVICE = process.env.OTEL_SERVICE_NAME || 'skeleton-service';
