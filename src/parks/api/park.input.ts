import { Field, InputType, Int } from '@nestjs/graphql';
import { BusinessDay, Decimal, Id, MoneyInput, NoteText, ShortText } from '../../platform/index';
import type { MarketKind, ParkFileKind, ParkKind, PriceBasis } from '../domain/park-kinds';
import { MOST_INDUSTRIES, MOST_MARKETS, MOST_PARTNERS } from '../domain/park.refusals';
import {
  MarketKindEnum,
  ParkFileKindEnum,
  ParkKindEnum,
  ParkResourceCodeEnum,
  PriceBasisEnum,
} from './enums';

@InputType()
export class ResourceCapacityInput {
  @Field(() => ParkResourceCodeEnum)
  resource!: string;

  @Field(() => Int, { description: 'Whole units of the resource, above zero' })
  capacity!: number;
}

@InputType()
export class ParkLabourInput {
  @Field(() => Int, { description: 'People of working age who can commute' })
  workers!: number;

  @Field(() => Int)
  withinKm!: number;
}

@InputType()
export class ParkPartnerInput {
  @Field(() => Id, { description: 'An organization or office of either side' })
  organizationId!: string;

  @Field(() => BusinessDay)
  fromOn!: string;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; open, if not given' })
  untilOn?: string | null;
}

@InputType()
export class ParkMarketInput {
  @Field(() => MarketKindEnum)
  kind!: MarketKind;

  @Field(() => ShortText)
  name!: string;

  @Field(() => Int, { description: 'By road' })
  km!: number;
}

@InputType({ description: 'All that is said of a park; an office over its county confirms it' })
export class ParkWordingInput {
  @Field(() => ShortText)
  name!: string;

  @Field(() => ParkKindEnum)
  kind!: ParkKind;

  @Field(() => Decimal, { description: 'Degrees east; kept to 0.01' })
  longitude!: string;

  @Field(() => Decimal, { description: 'Degrees north; kept to 0.01' })
  latitude!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day; open, if not given' })
  validTo?: string | null;

  @Field(() => ParkLabourInput, { nullable: true })
  labour?: ParkLabourInput | null;

  @Field(() => NoteText, { nullable: true })
  description?: string | null;

  @Field(() => NoteText, { nullable: true, description: 'Limits of the environment that are no number' })
  environmentNote?: string | null;

  @Field(() => [ResourceCapacityInput], {
    description: 'What the park has; what is not named it has none of',
  })
  capacities!: ResourceCapacityInput[];

  @Field(() => [ShortText], {
    defaultValue: [],
    description: `Codes of GB/T 4754, up to ${MOST_INDUSTRIES}; one stands for all below it`,
  })
  wantedIndustries!: string[];

  @Field(() => [ShortText], { defaultValue: [], description: 'The same; the closest code decides' })
  excludedIndustries!: string[];

  @Field(() => [ParkPartnerInput], {
    defaultValue: [],
    description: `Up to ${MOST_PARTNERS}; a JOINT park has at least one of the east`,
  })
  partners!: ParkPartnerInput[];

  @Field(() => [ParkMarketInput], { defaultValue: [], description: `Up to ${MOST_MARKETS}` })
  markets!: ParkMarketInput[];
}

@InputType()
export class ParkSlotTermsInput {
  @Field(() => [ResourceCapacityInput], {
    description: 'What an enterprise gets with it: LAND for a plot of land, FLOOR for a plant, and more',
  })
  capacities!: ResourceCapacityInput[];

  @Field(() => MoneyInput, { description: 'Per m² of land or floor' })
  price!: MoneyInput;

  @Field(() => PriceBasisEnum)
  priceBasis!: PriceBasis;

  @Field(() => Int, { nullable: true, description: 'Shortest lease; of rents only' })
  leaseFromMonths?: number | null;

  @Field(() => Int, { nullable: true, description: 'Longest lease; of rents only' })
  leaseToMonths?: number | null;

  @Field(() => Int, { nullable: true })
  rentFreeMonths?: number | null;

  @Field(() => BusinessDay)
  availableFrom!: string;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

@InputType()
export class ParkFileInput {
  @Field(() => ParkFileKindEnum)
  kind!: ParkFileKind;

  @Field(() => Id)
  fileId!: string;
}
