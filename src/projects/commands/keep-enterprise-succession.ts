import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { EnterpriseSuccessionPayload } from '../api/succession.type';
import { SuccessionBook } from '../storage/succession-book';
import { SuccessionReader } from '../storage/succession-reader';

@InputType()
export class KeepEnterpriseSuccessionInput extends ChangeInput {
  @Field(() => Id)
  successionId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** Another office than asked to void it stands by it. */
@Injectable()
export class KeepEnterpriseSuccession {
  constructor(
    private readonly commands: Commands,
    private readonly book: SuccessionBook,
  ) {}

  execute(actor: Actor, input: KeepEnterpriseSuccessionInput): Promise<Outcome<{ successionId: string }>> {
    return this.commands.run({ operation: 'keepEnterpriseSuccession', actor, input }, async (tx) => {
      const { project, succession } = await this.book.lock(tx, actor, input.successionId);
      tx.expectVersion(succession, input.expectedVersion);
      await this.book.decideAsOther(
        tx,
        actor,
        { project, succession },
        { verb: 'keep', action: 'keepEnterpriseSuccession', note: input.note },
      );
      return { successionId: succession.id };
    });
  }
}

@Resolver()
export class KeepEnterpriseSuccessionResolver {
  constructor(
    private readonly useCase: KeepEnterpriseSuccession,
    private readonly successions: SuccessionReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => EnterpriseSuccessionPayload)
  async keepEnterpriseSuccession(
    @Args('input') input: KeepEnterpriseSuccessionInput,
    @CurrentActor() actor: Actor,
  ): Promise<EnterpriseSuccessionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ successionId }) => ({
      succession: await this.successions.visibleTo(actor, successionId),
    }));
  }
}
