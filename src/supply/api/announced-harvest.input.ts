import { Field, InputType, Int } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { baseOf, catalogRefusals } from '../../catalog/index';
import { BusinessDay, NoteText, QuantityInput } from '../../platform/index';
import { requireSound, type AnnouncedTerms } from '../domain/announced-range';

@InputType({ description: 'What is expected of one harvest' })
export class AnnouncedHarvestInput {
  @Field(() => QuantityInput, {
    description: 'As good as sure: kept of the land, and the most that can be reserved',
  })
  lower!: QuantityInput;

  @Field(() => QuantityInput, { description: 'The most that is hoped for' })
  upper!: QuantityInput;

  @Field(() => BusinessDay)
  windowFrom!: string;

  @Field(() => BusinessDay)
  windowTo!: string;

  @Field(() => Int, { description: 'How sure the range is, 1 to 100' })
  confidencePercent!: number;

  @Field(() => NoteText, { nullable: true, description: 'For those who oversee it; no buyer sees it' })
  note?: string | null;
}

/** In base units; refuses at `harvest` what contradicts itself or is over. */
export function termsOf(harvest: AnnouncedHarvestInput, displayUnit: string, today: string): AnnouncedTerms {
  const { windowFrom, windowTo, confidencePercent } = harvest;
  if (windowTo < windowFrom) refuse(catalogRefusals.DATES_REVERSED(['harvest', 'windowTo']));
  if (windowTo < today) refuse(catalogRefusals.DATE_PASSED(['harvest', 'windowTo']));
  const terms = {
    lowerBase: baseOf(harvest.lower, displayUnit, ['harvest', 'lower']),
    upperBase: baseOf(harvest.upper, displayUnit, ['harvest', 'upper']),
    windowFrom,
    windowTo,
    confidencePercent,
    note: harvest.note ?? null,
  };
  requireSound(terms, ['harvest']);
  return terms;
}
