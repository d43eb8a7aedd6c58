/** What an action's work gets from the task that runs it. Nothing here is Backstage's, so that tests need no Backstage. */
export interface Run {
  /** One line in the task's log. */
  readonly log: (message: string) => void;
  /** Ends the work when the task is cancelled. */
  readonly signal?: AbortSignal;
}
