/** What sourcing publishes on the stream `sourcing-request:<id>`, each with its sourcingRequestId. */
export const sourcingRequestEvents = {
  /** With the revision suppliers see from now on. */
  published: 'SourcingRequestPublished',
  /** Suppliers no longer see it, or nothing more is awarded on it; with the state it went to. */
  closed: 'SourcingRequestClosed',
} as const;

export const sourcingRequestStream = (id: string) => `sourcing-request:${id}`;
