import type { Platform } from '../../platform/platform';
import { DATA_KINDS } from './kinds';

/**
 * What Crossplane says of a request, in Argo CD's words: ready is healthy, what could not be applied is degraded, and
 * everything else is still under way.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
const CONDITIONS = `local health = { status = "Progressing", message = "Waiting for Crossplane" }
if obj.status == nil or obj.status.conditions == nil then
  return health
end
for _, condition in ipairs(obj.status.conditions) do
  if condition.type == "Synced" and condition.status == "False" then
    return { status = "Degraded", message = condition.message or condition.reason }
  end
  if condition.type == "Ready" then
    if condition.status == "True" then
      health = { status = "Healthy", message = "Ready" }
    else
      health = { status = "Progressing", message = condition.message or condition.reason }
    end
  end
end
return health
`;

/** The entries of Argo CD's settings that tell the health of requests for data. */
export function healthChecks({ domain }: Platform): Record<string, string> {
  return Object.fromEntries(DATA_KINDS.map((kind) => [`resource.customizations.health.${domain}_${kind}`, CONDITIONS]));
}
