import type { Json } from '../../core/json';
import { toYaml } from '../../core/yaml';
import type { ManifestProps } from '../../output/manifests';
import type { Environment } from '../../platform/environment';

/** What Argo CD's notifications controller reads its tokens from; the name is its own. */
const SECRET = 'argocd-notifications-secret';
const TOKEN = 'slack-token';
const STORE = 'argocd-secrets';

/** The trigger that an Application's annotation subscribes to: `notifications.argoproj.io/subscribe.<trigger>.slack`. */
export const SYNC_FAILED = 'on-sync-failed';
const TEMPLATE = 'app-sync-failed';

/** A sync that goes on failing is told of once, and again after one that succeeded. */
const TRIGGER = [
  {
    description: 'A sync has failed',
    when: "app.status?.operationState != nil and app.status?.operationState.phase in ['Error', 'Failed']",
    send: [TEMPLATE],
  },
];

const MESSAGE = `:exclamation: *{{.app.metadata.name}}* could not be deployed: {{.app.status.operationState.message}}
{{.context.argocdUrl}}/applications/{{.app.metadata.name}}?operation=true
`;

/**
 * The chart's values that tell Slack of a failed sync; without a token to do so with, the controller does not run.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/slack/
 */
export function notificationValues(host: string, slackTokenSecret?: string): Json {
  if (slackTokenSecret === undefined) return { enabled: false };
  return {
    enabled: true,
    argocdUrl: `https://${host}`,
    // A token never passes through Terraform: External Secrets writes the Secret.
    secret: { create: false },
    notifiers: { 'service.slack': toYaml({ token: `$${TOKEN}` }) },
    templates: { [`template.${TEMPLATE}`]: toYaml({ message: MESSAGE }) },
    triggers: { [`trigger.${SYNC_FAILED}`]: toYaml(TRIGGER) },
  };
}

/** What the API server adds in some versions of External Secrets: Argo CD would see a difference for ever. */
const WRITTEN_OUT = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

/**
 * The Secret with the token, copied from AWS Secrets Manager. The store is Argo CD's own: those of the platform serve the
 * namespaces of teams alone.
 *
 * @see https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export function slackToken({ argoCdNamespace: namespace, awsRegion: region }: Environment, key: string): ManifestProps[] {
  const apiVersion = 'external-secrets.io/v1';
  return [
    {
      apiVersion,
      kind: 'SecretStore',
      metadata: { name: STORE, namespace },
      spec: { provider: { aws: { service: 'SecretsManager', region } } },
    },
    {
      apiVersion,
      kind: 'ExternalSecret',
      metadata: { name: SECRET, namespace },
      spec: {
        refreshInterval: '1h0m0s',
        secretStoreRef: { kind: 'SecretStore', name: STORE },
        target: { name: SECRET, creationPolicy: 'Owner' },
        data: [{ secretKey: TOKEN, remoteRef: { key, ...WRITTEN_OUT } }],
      },
    },
  ];
}
