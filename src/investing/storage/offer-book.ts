import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Notices, sideOf } from '../../organizations/index';
import { Audit, businessDateOf, hasRole, notFound, type Actor, type Tx } from '../../platform/index';
import { investingRefusals } from '../domain/investing.refusals';
import { offerNumber, readOffer, type SaidOffer } from '../domain/offer-terms';
import { offerRefusals } from '../domain/offer.refusals';
import { offerStates, type OfferVerb } from '../domain/offer.states';
import { InvestingDays } from './investing-days';
import { ProjectOffer } from './project-offer.entity';

const PATH: RefusalPath = ['terms'];

/** Publishes projects, loads them under lock and moves them. */
@Injectable()
export class OfferBook {
  constructor(
    private readonly days: InvestingDays,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  /** Refuses PARK_MISSING, PARK_UNKNOWN, OFFER_OF_COUNTY, COUNTY_NOT_WESTERN and what `readOffer` refuses. */
  async publish(tx: Tx, actor: Actor, id: string, parkId: string | null, said: SaidOffer): Promise<void> {
    const countyCode = await this.placeOf(tx, actor, parkId);
    const offer: ProjectOffer = {
      ...readOffer(said, await this.days.on(tx), PATH),
      id,
      version: 1,
      number: offerNumber(businessDateOf(tx.at), id),
      state: 'PUBLISHED',
      offeredById: actor.organizationId,
      parkId,
      countyCode,
      publishedBy: actor.memberId,
      publishedAt: tx.at,
      endedAt: null,
    };
    await tx.add(ProjectOffer, offer);
    await this.record(tx, actor, 'publish', offer);
  }

  async amend(tx: Tx, actor: Actor, offer: ProjectOffer, said: SaidOffer): Promise<void> {
    await this.move(tx, offer, 'amend', actor, readOffer(said, await this.days.on(tx), PATH));
  }

  /** One of the caller's own; of any other he only reads. */
  async lockOwn(tx: Tx, actor: Actor, id: string): Promise<ProjectOffer> {
    const offer = await this.lock(tx, id);
    if (offer?.offeredById !== actor.organizationId) throw notFound(['offerId']);
    return offer;
  }

  lock(tx: Tx, id: string): Promise<ProjectOffer | null> {
    return tx.manager.findOne(ProjectOffer, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async move(
    tx: Tx,
    offer: ProjectOffer,
    verb: OfferVerb,
    actor: Actor | null,
    changes: Partial<ProjectOffer> = {},
  ): Promise<void> {
    const state = offerStates.next(offer.state, verb, ['offerId']);
    const ended = offerStates.isTerminal(state) ? { endedAt: tx.at } : {};
    const moved = await tx.change(ProjectOffer, offer, { ...changes, ...ended, state });
    await this.record(tx, actor, verb, moved, offer.state);
    if (verb !== 'expire') return;
    const subject = { subjectKind: 'ProjectOffer', subjectId: offer.id };
    const data = { number: offer.number };
    await this.notices.send(tx, {
      organizationId: offer.offeredById,
      kind: 'OFFER_EXPIRED',
      ...subject,
      data,
    });
  }

  /** The county of what is offered: the park's, or the office's own. */
  private async placeOf(tx: Tx, actor: Actor, parkId: string | null): Promise<string> {
    if (!hasRole(actor, 'PARK_MANAGER')) return countyOf(actor, parkId);
    if (parkId === null) return refuse(offerRefusals.PARK_MISSING(['parkId']));
    const [park] = await tx.query<{ countyCode: string }>(
      `SELECT county_code AS "countyCode" FROM parks WHERE id = $1 AND operator_id = $2 AND state = 'CONFIRMED'`,
      [parkId, actor.organizationId],
    );
    return park?.countyCode ?? refuse(investingRefusals.PARK_UNKNOWN(['parkId']));
  }

  private record(
    tx: Tx,
    actor: Actor | null,
    action: string,
    { id, state, parkId, countyCode }: ProjectOffer,
    fromState?: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'ProjectOffer',
      subjectId: id,
      ...(fromState ? { fromState } : {}),
      toState: state,
      data: { parkId, countyCode },
    });
  }
}

/** The office's own. */
function countyOf({ regionCode }: Actor, parkId: string | null): string {
  if (parkId !== null) return refuse(offerRefusals.OFFER_OF_COUNTY(['parkId']));
  const county = regionCode ?? '';
  return sideOf(county) === 'WEST' ? county : refuse(offerRefusals.COUNTY_NOT_WESTERN());
}
