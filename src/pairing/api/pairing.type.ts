import { Field, Int, ObjectType, Parent, ResolveField, Resolver, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Clock, Id, RegionCode, businessDateOf } from '../../platform/index';
import { Regions } from '../../regions/index';
import { PAIRING_LEVELS, type PairingKind, type PairingLevel } from '../domain/pairing-level';
import type { PairingState, Side } from '../domain/pairing.states';
import { RELATION_KINDS } from '../storage/relation-kinds';
import { enumOf } from './enum-of';

export const PairingKindEnum = enumOf([...RELATION_KINDS.keys()]);
export const PairingLevelEnum = enumOf(PAIRING_LEVELS);
const PairingStateEnum = enumOf(['PROPOSED', 'CONFIRMED_EAST', 'ACTIVE', 'SUSPENDED', 'ENDED']);
export const PairingSideEnum = enumOf(['EAST', 'WEST']);
registerEnumType(PairingKindEnum, { name: 'PairingKind' });
registerEnumType(PairingLevelEnum, { name: 'PairingLevel' });
registerEnumType(PairingStateEnum, { name: 'PairingState' });
registerEnumType(PairingSideEnum, { name: 'PairingSide' });

@ObjectType('PairedRegion')
export class PairedRegionType {
  @Field(() => RegionCode)
  code!: string;

  @Field()
  name!: string;
}

@ObjectType('Pairing', { description: '结对关系: a dated relation of who helps and who is helped' })
export class PairingType {
  @Field(() => Id)
  id!: string;

  @Field(() => PairingKindEnum)
  kind!: PairingKind;

  @Field(() => PairingLevelEnum)
  level!: PairingLevel;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; null: open' })
  validTo!: string | null;

  @Field(() => PairingStateEnum)
  state!: PairingState;

  @Field({ description: 'One east partner at a time' })
  exclusive!: boolean;

  @Field()
  sourceDocument!: string;

  @Field({ description: 'False: not checked against the document' })
  verified!: boolean;

  @Field(() => BusinessDay, { nullable: true, description: 'The last day one side asks for' })
  endingOn!: string | null;

  @Field(() => PairingSideEnum, { nullable: true, description: 'The side that asks for it' })
  endingAskedSide!: Side | null;

  @Field(() => Int)
  version!: number;

  @Field(() => Id, { nullable: true, description: 'Null: the helping side is the eastern region' })
  helperOrganizationId!: string | null;

  @Field(() => Id, { nullable: true, description: 'Who is helped, where that is one organization' })
  helpedOrganizationId!: string | null;

  @Field(() => String, { nullable: true, description: 'The list whose counties are helped' })
  helpedList!: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'Who signs for the second side where no region’s office does',
  })
  counterOrganizationId!: string | null;

  eastRegionCode!: string;
  westRegionCode!: string;
}

@Resolver(() => PairingType)
export class PairingTypeResolver {
  constructor(
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => PairedRegionType)
  east(@Parent() pairing: PairingType): Promise<PairedRegionType> {
    return this.region(pairing.eastRegionCode, pairing);
  }

  @ResolveField(() => PairedRegionType)
  west(@Parent() pairing: PairingType): Promise<PairedRegionType> {
    return this.region(pairing.westRegionCode, pairing);
  }

  private async region(code: string, pairing: PairingType): Promise<PairedRegionType> {
    const on = pairing.validTo ?? businessDateOf(this.clock.now());
    return { code, name: (await this.regions.place(code, on))?.name ?? code };
  }
}
