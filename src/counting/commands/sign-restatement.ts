import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Password, Role, SigningPassword } from '../../organizations/index';
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
} from '../../platform/index';
import { CountingRestatementPayload } from '../api/restatement.type';
import { RestatementReader } from '../api/restatement-reader';
import { RestatementDesk } from '../storage/restatement-desk';
import { RestatementWork } from '../storage/restatement-work';
import { Restating } from '../storage/restating';

@InputType()
export class SignRestatementInput extends ChangeInput {
  @Field(() => Id)
  restatementId!: string;

  @Field(() => ShortText, { description: 'Hash of the text the signer has read' })
  sha256!: string;

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** A province signs; with the second signature the month is what the text says. */
@Injectable()
export class SignRestatement {
  constructor(
    private readonly commands: Commands,
    private readonly password: SigningPassword,
    private readonly desk: RestatementDesk,
    private readonly restating: Restating,
    private readonly work: RestatementWork,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SignRestatementInput) {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signRestatement', actor, input, before }, async (tx) => {
      const hand = await this.desk.take(tx, actor, input.restatementId, input.expectedVersion);
      const { restatement, period, agreement, side } = hand;
      const signed = await this.restating.sign(tx, restatement, period, {
        actor,
        side,
        sha256: input.sha256,
      });
      await this.work.signedBy(tx, signed, actor.organizationId);
      if (signed.state === 'SIGNED') await this.work.over(tx, signed, agreement);
      await this.audit.record(tx, {
        actor,
        action: 'signRestatement',
        subjectKind: 'CountingRestatement',
        subjectId: restatement.id,
        fromState: restatement.state,
        toState: signed.state,
        data: { periodId: period.id, sha256: input.sha256, side },
      });
      return { restatementId: restatement.id };
    });
  }
}

@Resolver()
export class SignRestatementResolver {
  constructor(
    private readonly useCase: SignRestatement,
    private readonly restatements: RestatementReader,
  ) {}

  @Allow(Role.COORD_PROV)
  @Mutation(() => CountingRestatementPayload)
  async signRestatement(
    @Args('input') input: SignRestatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<CountingRestatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ restatementId }) => ({
      restatement: await this.restatements.visibleTo(actor, restatementId),
    }));
  }
}
