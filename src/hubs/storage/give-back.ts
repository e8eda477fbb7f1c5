/** The reaction that gives back what orders do not bring: its cursor says how far it came. */
export const GIVE_BACK_MANDATES = 'give-back-mandates';
