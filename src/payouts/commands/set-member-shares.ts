import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  Payload,
  ShortText,
  addDays,
  answer,
  badInput,
  businessDateOf,
  type Actor,
  type BusinessDate,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { WHOLE_PPM, memberNumber, requireWholeList, type MemberShare } from '../domain/member-shares';
import { payoutsRefusals } from '../domain/payouts.refusals';
import { MemberShareLists } from '../storage/member-share-lists';

const MOST_MEMBERS = 1000;
const DAYS_AHEAD = 366;

@InputType()
export class MemberShareInput {
  @Field(() => ShortText, { description: 'In the cooperative’s register: digits, letters, hyphens; no name' })
  memberNumber!: string;

  @Field(() => Int, { description: `Parts of a million, 1 to ${WHOLE_PPM}` })
  sharePpm!: number;
}

@InputType({
  description: '成员份额: printed on statements from a day on; the cooperative is paid as a whole',
})
export class SetMemberSharesInput extends CommandInput {
  @Field(() => BusinessDay, { description: 'Today or within a year' })
  validFrom!: BusinessDate;

  @Field(() => [MemberShareInput], { description: `1 to ${MOST_MEMBERS}; together 1000000` })
  shares!: MemberShareInput[];
}

@ObjectType()
export class SetMemberSharesPayload extends Payload {
  @Field(() => Id, { nullable: true })
  listId?: string;
}

@Injectable()
export class SetMemberShares {
  constructor(
    private readonly commands: Commands,
    private readonly lists: MemberShareLists,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: SetMemberSharesInput): Promise<Outcome<{ listId: string }>> {
    const shares = sharesIn(input);
    return this.commands.run({ operation: 'setMemberShares', actor, input }, async (tx) => {
      const { validFrom } = input;
      requireReachable(tx, validFrom);
      requireWholeList(shares, ['shares']);
      const { organizationId: supplierId, memberId: setBy } = actor;
      const listId = await this.lists.add(tx, { supplierId, validFrom, shares, setBy });
      await this.audit.record(tx, {
        actor,
        action: 'setMemberShares',
        subjectKind: 'MemberShareList',
        subjectId: listId,
        data: { validFrom, members: shares.length },
      });
      return { listId };
    });
  }
}

@Resolver()
export class SetMemberSharesResolver {
  constructor(private readonly useCase: SetMemberShares) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => SetMemberSharesPayload)
  async setMemberShares(
    @Args('input') input: SetMemberSharesInput,
    @CurrentActor() actor: Actor,
  ): Promise<SetMemberSharesPayload> {
    return answer(await this.useCase.execute(actor, input), ({ listId }) => Promise.resolve({ listId }));
  }
}

/** What statements of the past printed stays as it was printed. */
function requireReachable(tx: Tx, validFrom: BusinessDate): void {
  const today = businessDateOf(tx.at);
  if (validFrom < today || validFrom > addDays(today, DAYS_AHEAD))
    refuse(payoutsRefusals.SHARES_DAY_OUT_OF_REACH(['validFrom']));
}

function sharesIn({ shares }: SetMemberSharesInput): MemberShare[] {
  if (shares.length === 0 || shares.length > MOST_MEMBERS)
    throw badInput(['input', 'shares'], {
      zh: `应有 1 至 ${MOST_MEMBERS} 名成员`,
      en: `1 to ${MOST_MEMBERS} members`,
    });
  return shares.map(({ memberNumber: number, sharePpm }, index) => {
    if (sharePpm < 1 || sharePpm > WHOLE_PPM)
      throw badInput(['input', 'shares', String(index), 'sharePpm'], {
        zh: '份额应为 1 至 1000000',
        en: 'A share is 1 to 1000000 parts of a million',
      });
    return { memberNumber: memberNumber(number), sharePpm };
  });
}
