/**
 * What an overdue payment for delivered goods needs today: word to both sides first, and only days after it, so that nobody
 * is taken up unwarned, the platform.
 */
export function overdueStep(
  part: { readonly dueOn: string; readonly toldOn: string | null; readonly escalated: boolean },
  today: string,
  escalatesOn: (toldOn: string) => string,
): 'WAIT' | 'TELL' | 'ESCALATE' {
  if (today <= part.dueOn || part.escalated) return 'WAIT';
  if (part.toldOn === null) return 'TELL';
  return today > escalatesOn(part.toldOn) ? 'ESCALATE' : 'WAIT';
}
