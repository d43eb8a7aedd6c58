import type { Answers } from '../../lib/cli/init/question';
import type { FormAnswers } from '../../lib/repository/template/form';
import type { SoftwareTemplateProps } from '../../lib/repository/template/software-template-props';

/** The props that `golden-path init` asks for too. */
type Settings = Pick<SoftwareTemplateProps, 'platformPackage' | 'registry' | 'workflows'>;

/** What the answers of a form leave open. */
interface Of {
  readonly language: string;
  readonly team: string;
  /** What PagerDuty gave the service. */
  readonly pagerDutyId?: string;
}

/** The answers that `golden-path init --with-app` needs for the same repository as a form with its answers. */
export function initAnswers({ language, team, pagerDutyId }: Of, answers: FormAnswers, settings: Settings): Answers {
  const { bucket, bucketName, cache, cacheName, database, databaseName, oneZone, storageGb, topics } = answers;
  return {
    service: answers.name,
    team,
    group: answers.owner.replace('group:default/', ''),
    organization: 'acme',
    pagerDutyId,
    withApp: language,
    description: answers.description,
    system: answers.system?.replace('system:default/', ''),
    host: answers.host,
    port: String(answers.port),
    database,
    ...(database !== 'none' && { databaseName, storageGb: String(storageGb) }),
    ...(database !== 'none' && oneZone && { singleAzReason: answers.singleAzReason }),
    cache,
    ...(cache !== 'none' && { cacheName }),
    ...(bucket && { bucket: bucketName }),
    ...(topics.length > 0 && { topics: topics.join(',') }),
    platformPackage: settings.platformPackage,
    registry: settings.registry,
    workflows: settings.workflows,
  };
}
