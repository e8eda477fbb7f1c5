/** What intents publish on the stream `investment-intent:<id>`. */
export const intentEvents = {
  /** A park is shown it no more. Carries intentId, releaseId, parkId. */
  releaseEnded: 'IntentReleaseEnded',
} as const;

export const intentStream = (intentId: string) => `investment-intent:${intentId}`;
