import type { Platform } from '../../platform/platform';
import type { CompanionForm } from '../shared/companion-description';
import { nameForm } from '../shared/naming';
import { BUCKET_LIMITS, BUCKET_NAME_LENGTH } from './limits';

/** What a form asks of somebody who wants a bucket. */
export function bucketForm(platform: Platform): CompanionForm {
  const account = Math.max(...platform.environments.map(({ awsAccountId }) => awsAccountId.length));
  return { name: nameForm(platform, { limit: BUCKET_LIMITS.bucketName, length: BUCKET_NAME_LENGTH - account - 1 }), limits: {} };
}
