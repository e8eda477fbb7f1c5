import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { AgreementReader } from '../../pairing/index';
import { Clock, ReadReplica, businessDateOf, type Actor, type MoneyType } from '../../platform/index';
import { Regions } from '../../regions/index';
import { leafName } from '../domain/leaf-name';
import { Forecasts, type Foretold, type ForetoldLeaf } from '../storage/forecasts';
import type { AgreementOutlook, CommitmentForecast, LeafForecast } from './outlook.type';

/** Fen as the API writes money. */
export const moneyOf = (fen: bigint): MoneyType => ({ ...formatMoney({ fen, currency: 'CNY' }) });

/** Forecasts as offices read them: an agreement out of the office's scope does not exist. */
@Injectable()
export class OutlookView {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly forecasts: Forecasts,
    private readonly database: ReadReplica,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  /** Null while no draft of the agreement is signed by both sides. */
  async of(actor: Actor, agreementId: string): Promise<AgreementOutlook | null> {
    const agreement = await this.agreements.visibleTo(actor, agreementId);
    const on = businessDateOf(this.clock.now());
    const made = await this.forecasts.ofAgreement(this.database, agreementId, on);
    if (!made) return null;
    const divided = new Set(made.leaves.flatMap(({ leaf }) => (leaf.unitName === null ? [] : pairOf(leaf))));
    const leaves = await Promise.all(
      made.leaves.map((one) => this.leafOf(one, on, divided.has(pairOf(one.leaf)))),
    );
    return { agreement, on, total: figuresOf(made.total), leaves };
  }

  private async leafOf(foretold: ForetoldLeaf, on: string, divided: boolean): Promise<LeafForecast> {
    const { commitmentId, between, unitName } = foretold.leaf;
    const pair = between
      ? `${await this.region(between.eastRegionCode, on)}–${await this.region(between.westRegionCode, on)}`
      : null;
    return { commitmentId, name: leafName(pair, unitName, divided), ...figuresOf(foretold) };
  }

  private async region(code: string, on: string): Promise<string> {
    return (await this.regions.place(code, on))?.name ?? code;
  }
}

/** By which the leaves between the same regions are known. */
const pairOf = ({ between }: ForetoldLeaf['leaf']) =>
  between ? `${between.eastRegionCode} ${between.westRegionCode}` : '';

function figuresOf({ facts, forecast, state }: Foretold): Omit<CommitmentForecast, never> {
  return {
    state,
    dueOn: facts.dueOn,
    target: moneyOf(facts.target),
    confirmed: moneyOf(facts.confirmed),
    dueByNow: moneyOf(forecast.dueByNow),
    openOrders: moneyOf(facts.openOrders),
    callOffs: moneyOf(facts.callOffs),
    season: moneyOf(forecast.season),
    low: moneyOf(forecast.low),
    mid: moneyOf(forecast.mid),
    high: moneyOf(forecast.high),
    gap: moneyOf(forecast.gap),
    basis: forecast.basis,
    years: [...forecast.years],
    leftOut: [...forecast.leftOut],
  };
}
