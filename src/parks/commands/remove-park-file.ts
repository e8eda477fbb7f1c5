import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ParkPayload } from '../api/park.type';
import { ParkBook } from '../storage/park-book';
import { ParkPapers } from '../storage/park-papers';
import { ParkReader } from '../storage/park-reader';
import { Park } from '../storage/park.entity';

@InputType()
export class RemoveParkFileInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => Id)
  fileId!: string;
}

/** A file that is not to be shown any more; that it was there is kept. */
@Injectable()
export class RemoveParkFile {
  constructor(
    private readonly commands: Commands,
    private readonly papers: ParkPapers,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: RemoveParkFileInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'removeParkFile', actor, input }, async (tx) => {
      const park = await this.book.lockOwn(tx, actor, input.parkId, input.expectedVersion);
      await this.papers.remove(tx, actor, park.id, input.fileId);
      const changed = await tx.change(Park, park, { state: park.state });
      const data = { fileId: input.fileId };
      await this.book.record(tx, actor, 'removeParkFile', changed, { from: park.state, data });
      return { parkId: park.id };
    });
  }
}

@Resolver()
export class RemoveParkFileResolver {
  constructor(
    private readonly useCase: RemoveParkFile,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => ParkPayload)
  async removeParkFile(
    @Args('input') input: RemoveParkFileInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
