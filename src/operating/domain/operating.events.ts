/** What operating records publish on the stream `project-operation:<projectId>`; other domains read them to count. */
export const operatingEvents = {
  /**
   * Two people verified it. Carries recordId, projectId, parkId, year, quarter, jobs, formerlyPoorJobs, outputFen, taxFen and
   * replaces: the record whose place it takes, or null.
   */
  verified: 'OperatingRecordVerified',
  /** Another record took its place; comes before that one’s `verified`. Carries the same, and replacedBy. */
  reversed: 'OperatingRecordReversed',
} as const;

export const operatingStream = (projectId: string) => `project-operation:${projectId}`;
