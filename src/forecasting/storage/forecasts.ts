import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import { commitmentState, type CommitmentState } from '../domain/commitment-state';
import { forecast, type Forecast, type ForecastFacts } from '../domain/forecast';
import { leafOf, type LeafPlace } from '../domain/leaf-of';
import { seasonsUntil, sumOf, type PastYear } from '../domain/season';
import { AgreementSeasons, pastYears, type CountedMonth } from './agreement-seasons';
import { ForetoldAgreements, type AgreementLeaf, type ForetoldAgreement } from './foretold-agreements';
import { openedOn, openingsOf } from './openings';
import { OpenGoodsReader, type OpenGoods } from './open-goods';
import { SettlingShares, type SettlingExperience } from './settling-shares';

export interface Foretold {
  readonly facts: ForecastFacts;
  readonly forecast: Forecast;
  readonly state: CommitmentState;
}
export interface ForetoldLeaf extends Foretold {
  readonly leaf: AgreementLeaf;
}
export interface AgreementForecast {
  readonly agreement: ForetoldAgreement;
  /** Of all leaves together, foretold as one: its band is its own, not the sum of theirs. */
  readonly total: Foretold;
  readonly leaves: readonly ForetoldLeaf[];
}

interface Figures {
  readonly agreement: ForetoldAgreement;
  readonly months: readonly CountedMonth[];
  readonly opened: BusinessDate | null;
  readonly experience: SettlingExperience;
  readonly today: BusinessDate;
  /** What is open, by due day: leaves mostly share one. */
  readonly open: Map<string, readonly OpenGoods[]>;
}

/** 预测: what the consumption commitment of an agreement comes to by its due day. Reads only; nothing is set by it. */
@Injectable()
export class Forecasts {
  constructor(
    private readonly agreements: ForetoldAgreements,
    private readonly seasons: AgreementSeasons,
    private readonly openGoods: OpenGoodsReader,
    private readonly shares: SettlingShares,
  ) {}

  /** Null where there is no such agreement, or none with a consumption commitment both sides signed. */
  async ofAgreement(
    reader: Reader,
    agreementId: string,
    on: BusinessDate,
  ): Promise<AgreementForecast | null> {
    const agreement = await this.agreements.find(reader, agreementId);
    return agreement && this.of(reader, agreement, on);
  }

  private async of(
    reader: Reader,
    agreement: ForetoldAgreement,
    today: BusinessDate,
  ): Promise<AgreementForecast> {
    const [firstDay, lastDay] = [`${agreement.year}-01-01`, `${agreement.year}-12-31`];
    const on = today < firstDay ? firstDay : today;
    const [months, openings, experience] = await Promise.all([
      this.seasons.months(reader, agreement),
      openingsOf(reader, agreement.scheme),
      this.shares.of(reader, agreement, today),
    ]);
    const opened = openedOn(openings, agreement);
    const open = new Map<string, readonly OpenGoods[]>();
    const figures = { today, agreement, months, opened, experience, open };
    // What is settled after the year counts for the next one, whatever day was agreed.
    const dueOf = (dueOn: string) => (dueOn < lastDay ? dueOn : lastDay);
    const leaves: ForetoldLeaf[] = [];
    for (const leaf of agreement.leaves) {
      const asked = { on, dueOn: dueOf(leaf.dueOn), target: leaf.target };
      leaves.push({ leaf, ...(await this.foretold(reader, figures, asked, leaf)) });
    }
    const asked = {
      on,
      dueOn: dueOf(
        agreement.leaves
          .map(({ dueOn }) => dueOn)
          .toSorted()
          .at(-1) ?? lastDay,
      ),
      target: sumOf(agreement.leaves.map(({ target }) => target)),
    };
    return { agreement, total: await this.foretold(reader, figures, asked, null), leaves };
  }

  private async foretold(
    reader: Reader,
    { today, agreement, months, opened, experience, open }: Figures,
    asked: Pick<ForecastFacts, 'on' | 'dueOn' | 'target'>,
    leaf: AgreementLeaf | null,
  ): Promise<Foretold> {
    const belongs = (place: LeafPlace) => leaf === null || leafOf(agreement.leaves, place) === leaf;
    const own = months.filter(belongs);
    const ownPast = pastYears(
      own.filter(({ year }) => year < agreement.year),
      opened,
    );
    const goods = open.get(asked.dueOn) ?? (await this.openGoods.of(reader, agreement, { ...asked, today }));
    open.set(asked.dueOn, goods);
    const expected = (kinds: readonly OpenGoods['kind'][]) =>
      sumOf(
        goods
          .filter((one) => kinds.includes(one.kind) && belongs(one))
          .map((one) => experience.expectedOf(one)),
      );
    const facts: ForecastFacts = {
      ...asked,
      confirmed: sumOf(own.filter(({ year }) => year === agreement.year).map(({ net }) => net)),
      openOrders: expected(['PAID_ORDER', 'UNPAID_ORDER']),
      callOffs: expected(['CALL_OFF']),
      ownPast,
      regionPast: await this.regionPast(reader, agreement, leaf, seasonsUntil(ownPast, asked.dueOn)),
    };
    const made = forecast(facts);
    return { facts, forecast: made, state: commitmentState(facts, made) };
  }

  /** Asked for only where there is no past of one's own. */
  private async regionPast(
    reader: Reader,
    agreement: ForetoldAgreement,
    leaf: AgreementLeaf | null,
    own: readonly PastYear[],
  ): Promise<PastYear[]> {
    if (own.length > 0) return [];
    const west = leaf?.between?.westRegionCode ?? agreement.westRegionCode;
    return west === null ? [] : this.seasons.regionPast(reader, agreement, west);
  }
}
