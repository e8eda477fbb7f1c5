import { refuse } from '../../../libs/workflow/src/index';
import type { BusinessDate } from './business-date';
import { catalogRefusals } from './catalog.refusals';

export const CERTIFICATE_KINDS = ['GREEN_FOOD', 'ORGANIC', 'GEOGRAPHICAL_INDICATION'] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export interface SaidCertificate {
  readonly kind: CertificateKind;
  readonly holderName: string;
  readonly scope: string;
  readonly validFrom: BusinessDate;
  readonly validTo: BusinessDate;
}

/**
 * A certificate must be the seller's (or its principal's), name the product and hold today.
 * A geographical indication is held by an association and used by its members: there the holder is not compared.
 */
export function enforceCertificate(
  said: SaidCertificate,
  facts: { productName: string; holders: readonly string[]; today: BusinessDate },
): void {
  if (said.validTo < said.validFrom) refuse(catalogRefusals.DATES_REVERSED(['validTo']));
  if (said.validTo < facts.today) refuse(catalogRefusals.DATE_PASSED(['validTo']));
  if (said.validFrom > facts.today) refuse(catalogRefusals.DATE_NOT_YET(['validFrom']));
  const same = facts.holders.map(plain).includes(plain(said.holderName));
  if (said.kind !== 'GEOGRAPHICAL_INDICATION' && !same)
    refuse(catalogRefusals.CERTIFICATE_HOLDER_MISMATCH(['holderName']));
  const [scope, product] = [plain(said.scope), plain(facts.productName)];
  if (!product.includes(scope) && !scope.includes(product))
    refuse(catalogRefusals.CERTIFICATE_SCOPE_MISMATCH(['scope']));
}

/** Full and half width brackets and blanks make no difference. */
const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
