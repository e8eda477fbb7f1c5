/** What park projects publish on the stream `park-project:<id>`; other domains read them to count. */
export const projectEvents = {
  /** Papers prove it. Carries projectId, stage. */
  signed: 'ParkProjectSigned',
  /** For the first time. Carries projectId, uscc, firstOn. Whether the enterprise counted before: `EnterpriseStarts`. */
  inProduction: 'ParkProjectInProduction',
  /** Production stopped, or the enterprise left. Carries projectId, uscc, stoppedOn. */
  stopped: 'ParkProjectStopped',
  /** It produces again. Carries projectId, uscc, resumedOn. */
  resumed: 'ParkProjectResumed',
  /** Two people verified a contribution or a withdrawal. Carries projectId, recordId, fen (signed), contributedOn. */
  capitalVerified: 'CapitalVerified',
  /** A verified record was corrected by another one. Carries projectId, recordId, correctsId, fen (signed), contributedOn. */
  capitalReversed: 'CapitalReversed',
  /** Two offices say that two codes are one enterprise. To each project of it: projectId, uscc, predecessorUscc, successorUscc, succeededOn. */
  succeeded: 'EnterpriseSucceeded',
  /** And that they are not. To each project it concerns, with the same. */
  successionVoided: 'EnterpriseSuccessionVoided',
} as const;

export const projectStream = (projectId: string) => `park-project:${projectId}`;

/** XM20260709-3FA85F64. By chance, for a running number would tell how many projects one is not shown. */
export const projectNumber = (registeredOn: string, id: string): string =>
  `XM${registeredOn.replaceAll('-', '')}-${id.slice(0, 8).toUpperCase()}`;
