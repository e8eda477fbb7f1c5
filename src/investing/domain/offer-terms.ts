import { orRefused, parseMoney, type MoneyText } from '../../../libs/money/src/index';
import { Refused, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { investingRefusals } from './investing.refusals';
import { offerRefusals } from './offer.refusals';
import { validityWrong, type DayFacts } from './validity';

const MOST_LAND_M2 = 1_000_000_000;
const LONGEST_PAYBACK = 600;

/** What is said of a project that is offered. */
export interface SaidOffer {
  readonly title: string;
  /** A division, a group or a class of GB/T 4754. */
  readonly industryCode: string;
  /** 产业链缺口: what the place has and what is missing to it. */
  readonly gap: string;
  /** m² that could be built on at once. */
  readonly landReadyM2?: number | null;
  readonly investmentFrom: MoneyText;
  readonly investmentTo: MoneyText;
  /** Months until the investment has come back, as whoever offers it reckons. */
  readonly paybackMonths?: number | null;
  readonly note?: string | null;
  readonly validUntil: string;
}

export interface OfferTerms {
  readonly title: string;
  readonly industryCode: string;
  readonly gap: string;
  readonly landReadyM2: number | null;
  readonly investmentFromFen: bigint;
  readonly investmentToFen: bigint;
  readonly paybackMonths: number | null;
  readonly note: string | null;
  readonly validUntil: string;
}

/** The terms as they are kept; throws with all that is wrong at once. */
export function readOffer(said: SaidOffer, facts: DayFacts, path: RefusalPath): OfferTerms {
  const { fen: from } = orRefused([...path, 'investmentFrom'], () => parseMoney(said.investmentFrom));
  const { fen: to } = orRefused([...path, 'investmentTo'], () => parseMoney(said.investmentTo));
  const { landReadyM2 = null, paybackMonths = null, note = null, validUntil } = said;
  const outside = (value: number | null, most: number) => value !== null && (value < 1 || value > most);
  const wrong: Refusal[] = [
    ...industryWrong(said.industryCode, facts, [...path, 'industryCode']),
    ...(from === 0n ? [investingRefusals.INVESTMENT_ZERO([...path, 'investmentFrom'])] : []),
    ...(to < from ? [offerRefusals.INVESTMENT_REVERSED([...path, 'investmentTo'])] : []),
    ...(outside(landReadyM2, MOST_LAND_M2)
      ? [offerRefusals.LAND_OUT_OF_RANGE([...path, 'landReadyM2'])]
      : []),
    ...(outside(paybackMonths, LONGEST_PAYBACK)
      ? [offerRefusals.PAYBACK_OUT_OF_RANGE([...path, 'paybackMonths'])]
      : []),
    ...validityWrong(validUntil, facts, [...path, 'validUntil']),
  ];
  if (wrong.length > 0) throw new Refused(wrong);
  return {
    title: said.title,
    industryCode: said.industryCode,
    gap: said.gap,
    landReadyM2,
    investmentFromFen: from,
    investmentToFen: to,
    paybackMonths,
    note,
    validUntil,
  };
}

function industryWrong(code: string, { isIndustry }: DayFacts, path: RefusalPath): Refusal[] {
  if (!isIndustry(code)) return [investingRefusals.INDUSTRY_UNKNOWN(path)];
  return code.length < 2 ? [offerRefusals.OFFER_TOO_WIDE(path)] : [];
}

/** ZS20260709-3FA85F64. */
export const offerNumber = (publishedOn: string, id: string): string =>
  `ZS${publishedOn.replaceAll('-', '')}-${id.slice(0, 8).toUpperCase()}`;
