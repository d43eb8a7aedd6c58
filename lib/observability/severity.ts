/** Who is told of an alert, and how soon. */
export enum Severity {
  /** Somebody is woken: the error budget is gone in hours. Outside of production, pages are tickets. */
  PAGE = 'page',
  /** Somebody looks in working hours. */
  TICKET = 'ticket',
}
