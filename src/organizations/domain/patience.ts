/** How long the next try has to wait after so many failures. */
export interface Patience {
  /** Failures without any delay. */
  readonly free: number;
  /** The next waits one second, each further one twice as long, up to this. */
  readonly longestSeconds: number;
  readonly forgetAfterSeconds: number;
}

/** One account from one address. The account itself is never locked: another address does not wait. */
export const ACCOUNT_AND_ADDRESS: Patience = { free: 4, longestSeconds: 900, forgetAfterSeconds: 86_400 };
/** One address, whatever accounts it tries; softer, for many people may share it. */
export const ADDRESS: Patience = { free: 60, longestSeconds: 30, forgetAfterSeconds: 900 };
/** Registrations and invitations answered from one address. */
export const REGISTRATION: Patience = { free: 10, longestSeconds: 3600, forgetAfterSeconds: 86_400 };
/** The password asked for again when signing, per member and session. */
export const SIGNING: Patience = { free: 4, longestSeconds: 300, forgetAfterSeconds: 86_400 };
/** One session continued again and again: clients do it every quarter of an hour, several windows of one at once. */
export const REFRESHING: Patience = { free: 20, longestSeconds: 30, forgetAfterSeconds: 60 };
