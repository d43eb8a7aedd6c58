export type Plain = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A pod that holds every control, with all that a pod of ours may have. */
export function soundPod() {
  const container = (name: string): Plain => ({
    name,
    image: 'example.com/app:1',
    ports: [{ name: 'http', containerPort: 8080 }],
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    readinessProbe: { httpGet: { path: '/', port: 8080 } },
    livenessProbe: { tcpSocket: { port: 8080 } },
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
  });
  return {
    metadata: { annotations: { 'example.com/owner': 'unconfined' } as Plain },
    spec: {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } as Plain,
      volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'files', configMap: { name: 'files' } }] as Plain[],
      containers: [container('app'), container('sidecar')],
      initContainers: [container('init')],
      ephemeralContainers: [container('debug')],
    } as Plain,
  };
}

export type SoundPod = ReturnType<typeof soundPod>;
