import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
import { AllowSignedIn, CurrentActor, Id, PageArgs, type Actor, type Page } from '../../platform/index';
import { ManagedRecords } from '../api/managed-records';
import {
  RECOGNITIONS,
  RecognitionConnection,
  RecognitionStateEnum,
  RecognitionType,
} from '../api/recognition.type';
import type { RecognitionState } from '../domain/recognition.states';

@ArgsType()
export class BrowseRecognitionsArgs extends PageArgs {
  @Field(() => RecognitionStateEnum, { nullable: true })
  state?: RecognitionState | null;
}

/** As the supplier, the county above it and the platform see them; nobody else sees any. */
@Resolver()
export class BrowseRecognitions {
  constructor(private readonly records: ManagedRecords) {}

  @AllowSignedIn()
  @Query(() => RecognitionType)
  recognition(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<RecognitionType> {
    return this.records.one(RECOGNITIONS, actor, id);
  }

  @AllowSignedIn()
  @Query(() => RecognitionConnection)
  recognitions(
    @Args() args: BrowseRecognitionsArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<RecognitionType>> {
    return this.records.page(RECOGNITIONS, actor, args, {
      where: `($1::text IS NULL OR r.state = $1)`,
      values: [args.state ?? null],
    });
  }
}
