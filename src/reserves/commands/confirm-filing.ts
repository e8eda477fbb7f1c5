import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Password, SigningPassword } from '../../organizations/index';
import { SIGNERS } from '../../pairing/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  type Actor,
  type Tx,
} from '../../platform/index';
import { ReserveFilingPayload } from '../api/reserve-filing.type';
import { ReserveReader } from '../api/reserve-reader';
import { reserveRefusals } from '../domain/reserve.refusals';
import { FiledRelations } from '../storage/filed-relations';
import { FilingDesk } from '../storage/filing-desk';
import { ReserveFiling } from '../storage/reserve-filing.entity';

@InputType()
export class ConfirmFilingInput extends ChangeInput {
  @Field(() => Id)
  filingId!: string;

  @Field(() => ShortText, { description: 'Hash of the filing the signer has read' })
  sha256!: string;

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** The supervising unit signs a filing: the unit's relation, yearly paper and target stand from then on (I18). */
@Injectable()
export class ConfirmFiling {
  constructor(
    private readonly commands: Commands,
    private readonly desk: FilingDesk,
    private readonly relations: FiledRelations,
    private readonly password: SigningPassword,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ConfirmFilingInput) {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'confirmFiling', actor, input, before }, async (tx) => {
      const filing = await this.desk.lockForSupervisor(tx, actor, input.filingId, input.expectedVersion);
      if (filing.sha256 !== input.sha256) refuse(reserveRefusals.FILING_CHANGED(['sha256']));
      const agreementId = await this.relations.file(tx, filing, actor);
      await this.supersede(tx, filing);
      const decided = { decidedBy: actor.memberId, decidedAt: tx.at };
      const after = await tx.change(ReserveFiling, filing, { state: 'CONFIRMED', agreementId, ...decided });
      await this.desk.decided(tx, after);
      await this.audit.record(tx, {
        actor,
        action: 'confirmFiling',
        subjectKind: 'ReserveFiling',
        subjectId: filing.id,
        fromState: 'FILED',
        toState: 'CONFIRMED',
        data: { agreementId, sha256: filing.sha256 },
      });
      return { filingId: filing.id };
    });
  }

  private async supersede(tx: Tx, { unitId, year }: ReserveFiling): Promise<void> {
    const before = await tx.manager.findOneBy(ReserveFiling, { unitId, year, state: 'CONFIRMED' });
    if (before) await tx.change(ReserveFiling, before, { state: 'AMENDED' });
  }
}

@Resolver()
export class ConfirmFilingResolver {
  constructor(
    private readonly useCase: ConfirmFiling,
    private readonly reserves: ReserveReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => ReserveFilingPayload)
  async confirmFiling(
    @Args('input') input: ConfirmFilingInput,
    @CurrentActor() actor: Actor,
  ): Promise<ReserveFilingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ filingId }) => ({
      filing: await this.reserves.filing(filingId),
    }));
  }
}
