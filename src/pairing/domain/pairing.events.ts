/** On the stream `agreement:<id>`: both sides signed a draft; it is in force from now on. Payload: agreementId, draftNumber. */
export const AGREEMENT_ACTIVATED = 'AgreementActivated';
