/** A leaf a portion could be counted on; see pairing's relations. */
export interface LeafFact {
  readonly pairingId: string;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly agreementId: string | null;
  readonly commitmentId: string | null;
  readonly targetLeaf: string;
}
