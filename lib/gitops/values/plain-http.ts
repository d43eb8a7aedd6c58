import type { StackContext } from '../../stack/stack-context';
import type { GitOpsAppProps } from '../props/gitops-app-props';

/** Why the hosts of an application are served without TLS, if they are. */
export function plainHttpOf(app: GitOpsAppProps, { environment }: StackContext): string | undefined {
  return app.plainHttpReason ?? environment.plainHttpReason;
}

/** The reason as an annotation of what serves them. */
export function exceptionOf(app: GitOpsAppProps, context: StackContext): Record<string, string> {
  const reason = plainHttpOf(app, context);
  return reason === undefined ? {} : { [`${context.platform.domain}/exceptions`]: `plain HTTP: ${reason}` };
}
