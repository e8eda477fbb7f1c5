import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Tx,
} from '../../platform/index';
import { AgreementPayload } from '../api/agreement-payload';
import { AgreementReader } from '../api/agreement-reader';
import { partyOf } from '../domain/office';
import { agreementRefusals, pairingRefusals } from '../domain/pairing.refusals';
import { PREPARERS } from '../domain/pairing.states';
import { AgreementWork } from '../storage/agreement-work';
import { AgreementsRepository } from '../storage/agreements.repository';
import { AnnualAgreement } from '../storage/annual-agreement.entity';
import { Pairing } from '../storage/pairing.entity';
import { mayKnow } from '../storage/pairings.repository';

@InputType()
export class DraftAgreementInput extends CommandInput {
  @Field(() => Id)
  pairingId!: string;

  @Field(() => Int)
  year!: number;
}

/** The office of either side opens the year's agreement of its own pairing. */
@Injectable()
export class DraftAgreement {
  constructor(
    private readonly commands: Commands,
    private readonly agreements: AgreementsRepository,
    private readonly work: AgreementWork,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: DraftAgreementInput) {
    return this.commands.run({ operation: 'draftAgreement', actor, input }, async (tx) => {
      const pairing = await tx.manager.findOneBy(Pairing, { id: input.pairingId });
      if (!pairing || !mayKnow(actor, pairing)) throw notFound(['pairingId']);
      if (!partyOf(actor, pairing)) refuse(pairingRefusals.NOT_YOUR_SIDE(['pairingId']));
      requireYear(input.year, pairing, businessDateOf(tx.at));
      await this.requireNone(tx, input);
      const agreement: AnnualAgreement = {
        id: randomUUID(),
        kind: pairing.kind,
        pairingId: pairing.id,
        year: input.year,
        eastRegionCode: pairing.eastRegionCode,
        westRegionCode: pairing.westRegionCode,
        helperOrganizationId: pairing.helperOrganizationId,
        helpedOrganizationId: pairing.helpedOrganizationId,
        helpedList: pairing.helpedList,
        counterOrganizationId: pairing.counterOrganizationId,
        state: 'DRAFT',
        draftNumber: 1,
        inForceDraft: null,
        inForceSince: null,
        createdAt: tx.at,
        version: 1,
      };
      await tx.add(AnnualAgreement, agreement);
      await this.agreements.addPreparer(tx, agreement, actor);
      await this.work.toPrepare(tx, agreement);
      await this.audit.record(tx, {
        actor,
        action: 'draftAgreement',
        subjectKind: 'AnnualAgreement',
        subjectId: agreement.id,
        toState: 'DRAFT',
      });
      return { agreementId: agreement.id };
    });
  }

  /** Two offices opening the same year wait for each other here. */
  private async requireNone(tx: Tx, { pairingId, year }: DraftAgreementInput): Promise<void> {
    await tx.query('SELECT id FROM pairings WHERE id = $1 FOR UPDATE', [pairingId]);
    const known = await tx.query('SELECT id FROM annual_agreements WHERE pairing_id = $1 AND year = $2', [
      pairingId,
      year,
    ]);
    if (known.length > 0) refuse(agreementRefusals.AGREEMENT_EXISTS(['year']));
  }
}

@Resolver()
export class DraftAgreementResolver {
  constructor(
    private readonly useCase: DraftAgreement,
    private readonly agreements: AgreementReader,
  ) {}

  @Allow(...PREPARERS)
  @Mutation(() => AgreementPayload)
  async draftAgreement(
    @Args('input') input: DraftAgreementInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgreementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ agreementId }) => ({
      agreement: await this.agreements.visibleTo(actor, agreementId),
    }));
  }
}

function requireYear(year: number, pairing: Pairing, today: string): void {
  const current = Number(today.slice(0, 4));
  const inForce =
    ['ACTIVE', 'ENDED'].includes(pairing.state) &&
    pairing.validFrom <= `${year}-12-31` &&
    (pairing.validTo === null || pairing.validTo >= `${year}-01-01`);
  if (Math.abs(year - current) > 1 || !inForce) refuse(agreementRefusals.YEAR_OUT_OF_RANGE(['year']));
}
