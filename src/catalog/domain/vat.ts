/** 免税, 9 %, 13 %: the treatment is a property of the goods, its rate depends on the date. */
export const VAT_TREATMENTS = ['EXEMPT', 'REDUCED', 'STANDARD'] as const;
export type VatTreatment = (typeof VAT_TREATMENTS)[number];

/** Which treatments goods of a category can have, for a time, by which document. */
export interface VatAllowance {
  readonly categoryCode: string;
  readonly treatment: VatTreatment;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export function readVatAllowances(rows: readonly string[]): VatAllowance[] {
  return rows.flatMap((row) => {
    const [categoryCode = '', treatments = '', validFrom = '', validTo] = row.split('\t');
    return treatments.split(',').map((treatment) => ({
      categoryCode,
      treatment: treatment as VatTreatment,
      validFrom,
      validTo: validTo || null,
    }));
  });
}

/** A category's own rows go before those of the category above it. */
export function treatmentsOf(
  known: readonly VatAllowance[],
  categoryCode: string,
  on: string,
): VatTreatment[] {
  const inForce = known.filter((row) => row.validFrom <= on && (row.validTo === null || on <= row.validTo));
  const own = inForce.filter((row) => row.categoryCode === categoryCode);
  const above = inForce.filter((row) => row.categoryCode === categoryCode.slice(0, 2));
  return (own.length > 0 ? own : above).map((row) => row.treatment);
}
