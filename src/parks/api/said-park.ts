import { orRefused, parseMoney } from '../../../libs/money/src/index';
import type { RefusalPath } from '../../../libs/workflow/src/index';
import type { SaidWording } from '../domain/park-wording';
import type { SaidSlot } from '../domain/slot-terms';
import type { ParkSlotTermsInput, ParkWordingInput } from './park.input';

/** What was not said is null. */
export function saidWording(terms: ParkWordingInput): SaidWording {
  const { validTo, labour, description, environmentNote, partners, ...said } = terms;
  return {
    ...said,
    validTo: validTo ?? null,
    labour: labour ?? null,
    description: description ?? null,
    environmentNote: environmentNote ?? null,
    partners: partners.map(({ organizationId, fromOn, untilOn }) => ({
      organizationId,
      fromOn,
      untilOn: untilOn ?? null,
    })),
  };
}

/** Refuses a price that is no amount of fen. */
export function saidSlot(terms: ParkSlotTermsInput, path: RefusalPath): SaidSlot {
  const { price, ...said } = terms;
  return {
    ...said,
    priceFen: orRefused([...path, 'price'], () => parseMoney(price)).fen,
    leaseFromMonths: terms.leaseFromMonths ?? null,
    leaseToMonths: terms.leaseToMonths ?? null,
    rentFreeMonths: terms.rentFreeMonths ?? null,
    note: terms.note ?? null,
  };
}
