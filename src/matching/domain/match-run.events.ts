/** What matching publishes on the stream `match-run:<id>`, each with its matchRunId. */
export const matchRunEvents = {
  proposed: 'MatchRunProposed',
  failed: 'MatchRunFailed',
} as const;

export const matchRunStream = (id: string) => `match-run:${id}`;
