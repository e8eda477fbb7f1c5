/** What is shown masked and may be seen in full for a purpose. */
export const DISCLOSED = ['MEMBER_PHONE', 'BANK_ACCOUNT_NUMBER', 'PAYER_ACCOUNT', 'PERSON_EXPORT'] as const;
export type Disclosed = (typeof DISCLOSED)[number];

export const PURPOSES = [
  'CONTACT_ABOUT_BUSINESS',
  'CONFIRM_ACCOUNT',
  'PAY_OUT',
  'MATCH_TRANSFER',
  'DATA_SUBJECT_REQUEST',
  'LEGAL_OBLIGATION',
] as const;
export type Purpose = (typeof PURPOSES)[number];

const FITTING: Readonly<Record<Disclosed, readonly Purpose[]>> = {
  MEMBER_PHONE: ['CONTACT_ABOUT_BUSINESS', 'DATA_SUBJECT_REQUEST', 'LEGAL_OBLIGATION'],
  BANK_ACCOUNT_NUMBER: ['CONFIRM_ACCOUNT', 'PAY_OUT', 'LEGAL_OBLIGATION'],
  PAYER_ACCOUNT: ['MATCH_TRANSFER', 'PAY_OUT', 'LEGAL_OBLIGATION'],
  PERSON_EXPORT: ['DATA_SUBJECT_REQUEST', 'LEGAL_OBLIGATION'],
};
/** A person’s or an authority’s request is named, so that it can be found again. */
const NOTED: readonly Purpose[] = ['DATA_SUBJECT_REQUEST', 'LEGAL_OBLIGATION'];

export const fits = (what: Disclosed, purpose: Purpose) => FITTING[what].includes(purpose);
export const needsNote = (purpose: Purpose) => NOTED.includes(purpose);

/** What one person may need to see in an hour and in a day of honest work. */
export const MOST_AN_HOUR = 30;
export const MOST_A_DAY = 120;
/** How long an answer that got lost may be asked for again with its key. */
export const SHOWN_MINUTES = 10;
