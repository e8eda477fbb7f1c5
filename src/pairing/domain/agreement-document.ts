/** What both sides sign: canonical JSON of this, hashed. The agreement's id makes equal terms of two agreements two documents. */
export interface AgreementTerms {
  readonly document: '年度协作协议';
  readonly agreementId: string;
  readonly kind: string;
  readonly year: number;
  readonly draftNumber: number;
  readonly east: AgreementParty;
  readonly west: AgreementParty;
  readonly commitments: readonly AgreementTerm[];
  /** Head of the audit chain when the document was frozen. */
  readonly auditHead: string;
}

/** A region by its code, or the organization that stands in its place. */
interface AgreementParty {
  readonly code: string;
  readonly name: string;
  readonly organizationId?: string;
}

export interface AgreementTerm {
  readonly commitmentId: string;
  readonly indicator: string;
  readonly unit: string;
  /** The pairing of the leaf, or null: 本级. */
  readonly pairingId: string | null;
  /** The unit of the leaf; absent on the other leaves. */
  readonly unitId?: string;
  readonly target: string;
  readonly dueOn: string;
}

/** In one fixed order, so that the same terms give the same text. */
export function inFixedOrder(terms: readonly AgreementTerm[]): AgreementTerm[] {
  return terms.toSorted(
    (one, other) =>
      one.indicator.localeCompare(other.indicator, 'en') ||
      (one.pairingId ?? '').localeCompare(other.pairingId ?? '', 'en') ||
      (one.unitId ?? '').localeCompare(other.unitId ?? '', 'en'),
  );
}

/** Who prepared a draft must not be the only one to answer for it. */
export function preparedAlone(preparers: readonly string[], accountsOfSigner: readonly string[]): boolean {
  return preparers.length > 0 && preparers.every((member) => accountsOfSigner.includes(member));
}
