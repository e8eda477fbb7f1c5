import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { DisclosureInput, DisclosurePayload } from '../api/disclosure.type';
import { Disclosures } from '../storage/disclosures';
import { Erasure } from '../storage/erasure';
import { PersonExport } from '../storage/person-export';

const ONESELF = '本人 / oneself';

@InputType()
export class ExportPersonInput extends DisclosureInput {
  @Field(() => Id, { description: 'Oneself, or whom one administers' })
  memberId!: string;
}

@Injectable()
export class ExportPerson {
  constructor(
    private readonly commands: Commands,
    private readonly erasure: Erasure,
    private readonly disclosures: Disclosures,
  ) {}

  execute(actor: Actor, input: ExportPersonInput): Promise<Outcome<{ disclosureId: string }>> {
    return this.commands.run({ operation: 'exportPerson', actor, input }, async (tx) => {
      const { memberId, purpose, note = null } = input;
      await this.erasure.personWithin(tx, actor, memberId);
      return this.disclosures.record(tx, actor, {
        what: 'PERSON_EXPORT',
        subjectKind: 'Member',
        subjectId: memberId,
        personId: memberId,
        organizationId: null,
        purpose,
        note: note ?? (memberId === actor.memberId ? ONESELF : null),
      });
    });
  }
}

@Resolver()
export class ExportPersonResolver {
  constructor(
    private readonly useCase: ExportPerson,
    private readonly disclosures: Disclosures,
    private readonly person: PersonExport,
    private readonly database: Database,
  ) {}

  @AllowSignedIn()
  @Mutation(() => DisclosurePayload, {
    description: '导出个人信息: everything about one person as JSON in `value`; leaves a row that he reads',
  })
  async exportPerson(
    @Args('input') input: ExportPersonInput,
    @CurrentActor() actor: Actor,
  ): Promise<DisclosurePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ disclosureId }) => {
      const memberId = await this.disclosures.subjectOf(this.database, actor, disclosureId);
      return { disclosureId, value: await this.person.of(this.database, memberId, actor.organizationId) };
    });
  }
}
