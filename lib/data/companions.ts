import { BUCKET } from './bucket/companion';
import { NOTIFICATIONS } from './notifications/companion';
import { POSTGRES } from './postgres/companion';
import { QUEUE } from './queue/companion';
import { REDIS } from './redis/companion';
import { SECRET } from './secret/companion';
import type { CompanionDescription, RequestDescription } from './shared/companion-description';
import { TABLE } from './table/companion';
import { TOPIC } from './topic/companion';

/** Every companion of the library. A new one is its folder and a line here. */
export const COMPANIONS: readonly CompanionDescription[] = [POSTGRES, REDIS, BUCKET, TOPIC, SECRET, QUEUE, TABLE, NOTIFICATIONS];

/** How Crossplane serves those that it makes. */
export const REQUESTS: readonly RequestDescription[] = COMPANIONS.flatMap(({ request }) => request ?? []);
