interface Named {
  readonly id: string;
  readonly name: string;
}

/** Everything a mandate says. Its record names nothing typed by hand but period and ceiling. */
export interface MandateFacts {
  readonly id: string;
  readonly helper: Named;
  readonly supplier: Named;
  readonly channel: Named & { readonly kind: string };
  readonly products: readonly Named[];
  readonly validFrom: string;
  readonly validTo: string;
  /** Fen. */
  readonly ceilingFen: bigint;
  /** Head of the audit chain when it was offered: a rewritten past would show against it. */
  readonly auditHead: string;
}

/** What is signed, to be put into canonical JSON. */
export const mandateText = (facts: MandateFacts) => ({ document: '帮销委托书', format: 1, ...facts });
