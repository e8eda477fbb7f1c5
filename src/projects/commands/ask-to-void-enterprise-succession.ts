import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { PROJECT_OFFICES } from '../api/project-readers';
import { EnterpriseSuccessionPayload } from '../api/succession.type';
import { StageProving } from '../storage/stage-proving';
import { SuccessionBook } from '../storage/succession-book';
import { SuccessionReader } from '../storage/succession-reader';

@InputType()
export class AskToVoidEnterpriseSuccessionInput extends ChangeInput {
  @Field(() => Id)
  successionId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** An office says that the two are not one enterprise; they stay one until another office has decided. */
@Injectable()
export class AskToVoidEnterpriseSuccession {
  constructor(
    private readonly commands: Commands,
    private readonly book: SuccessionBook,
    private readonly proving: StageProving,
  ) {}

  execute(
    actor: Actor,
    input: AskToVoidEnterpriseSuccessionInput,
  ): Promise<Outcome<{ successionId: string }>> {
    return this.commands.run({ operation: 'askToVoidEnterpriseSuccession', actor, input }, async (tx) => {
      const { project, succession } = await this.book.lock(tx, actor, input.successionId);
      tx.expectVersion(succession, input.expectedVersion);
      await this.proving.requireOffice(tx, actor, project, ['successionId']);
      await this.book.ask(
        tx,
        actor,
        { project, succession },
        { action: 'askToVoidEnterpriseSuccession', note: input.note },
      );
      return { successionId: succession.id };
    });
  }
}

@Resolver()
export class AskToVoidEnterpriseSuccessionResolver {
  constructor(
    private readonly useCase: AskToVoidEnterpriseSuccession,
    private readonly successions: SuccessionReader,
  ) {}

  @Allow(...PROJECT_OFFICES)
  @Mutation(() => EnterpriseSuccessionPayload)
  async askToVoidEnterpriseSuccession(
    @Args('input') input: AskToVoidEnterpriseSuccessionInput,
    @CurrentActor() actor: Actor,
  ): Promise<EnterpriseSuccessionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ successionId }) => ({
      succession: await this.successions.visibleTo(actor, successionId),
    }));
  }
}
