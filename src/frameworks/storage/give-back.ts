/** The reaction that gives back what call-offs do not bring: its cursor says how far it came. */
export const GIVE_BACK_CALL_OFFS = 'give-back-call-offs';
