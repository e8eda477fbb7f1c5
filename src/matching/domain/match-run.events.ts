/** What matching publishes on the stream `match-run:<id>`, each with its matchRunId. */
export const matchRunEvents = {
  proposed: 'MatchRunProposed',
  failed: 'MatchRunFailed',
  /** On the stream of the request: with the suppliers the buyer wants quotes from. */
  decided: 'MatchProposalDecided',
} as const;

export const matchRunStream = (id: string) => `match-run:${id}`;
