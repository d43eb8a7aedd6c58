/** Thrown by a check whose need is not served here. The reason is printed; the check counts neither as passed nor as failed. */
export class NotRun extends Error {}
