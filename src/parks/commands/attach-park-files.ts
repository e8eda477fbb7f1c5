import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { ParkFileInput } from '../api/park.input';
import { ParkPayload } from '../api/park.type';
import { parkRefusals } from '../domain/park.refusals';
import { ParkBook } from '../storage/park-book';
import { ParkPapers } from '../storage/park-papers';
import { ParkReader } from '../storage/park-reader';
import { Park } from '../storage/park.entity';

@InputType()
export class AttachParkFilesInput extends ChangeInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => [ParkFileInput], { description: 'Uploaded by POST /files' })
  files!: ParkFileInput[];
}

/** Photos, plans and documents of a park; everybody reads those of a confirmed one. */
@Injectable()
export class AttachParkFiles {
  constructor(
    private readonly commands: Commands,
    private readonly papers: ParkPapers,
    private readonly book: ParkBook,
  ) {}

  execute(actor: Actor, input: AttachParkFilesInput): Promise<Outcome<{ parkId: string }>> {
    return this.commands.run({ operation: 'attachParkFiles', actor, input }, async (tx) => {
      const park = await this.book.lockOwn(tx, actor, input.parkId, input.expectedVersion);
      if (input.files.length === 0) refuse(parkRefusals.FILES_MISSING(['files']));
      await this.papers.attach(tx, actor, park, input.files, ['files']);
      const changed = await tx.change(Park, park, { state: park.state });
      const data = { files: String(input.files.length) };
      await this.book.record(tx, actor, 'attachParkFiles', changed, { from: park.state, data });
      return { parkId: park.id };
    });
  }
}

@Resolver()
export class AttachParkFilesResolver {
  constructor(
    private readonly useCase: AttachParkFiles,
    private readonly parks: ParkReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => ParkPayload)
  async attachParkFiles(
    @Args('input') input: AttachParkFilesInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ parkId }) => ({
      park: await this.parks.visibleTo(actor, parkId),
    }));
  }
}
