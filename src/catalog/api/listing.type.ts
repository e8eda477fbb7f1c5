import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, connectionOf } from '../../platform/index';
import { listingStates, type ListingState } from '../domain/listing.states';
import { TERMS } from '../storage/lot-rows';
import { TERMS_REST, termsViewOf, type TermsRow } from '../storage/terms-view';
import type { RecordKind } from './managed-records';
import { ListingTermsType, termsTypeOf } from './terms.type';

export const ListingStateEnum = Object.fromEntries(listingStates.states.map((name) => [name, name]));
registerEnumType(ListingStateEnum, { name: 'ListingState' });

@ObjectType('Listing', { description: '上架信息: the terms a product is offered at' })
export class ListingType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => ListingStateEnum)
  state!: ListingState;

  @Field(() => Id)
  productId!: string;

  @Field()
  productName!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => ListingTermsType, { description: 'The version in force' })
  terms!: ListingTermsType;
}

export const ListingConnection = connectionOf(ListingType, 'Listing');

interface ListingViewRow extends TermsRow {
  id: string;
  version: number;
  listing_state: ListingState;
  product_id: string;
  product_name: string;
  supplier_id: string;
}

export const LISTINGS: RecordKind<ListingViewRow, ListingType> = {
  list: 'listings',
  table: 'g',
  countyColumn: 'p.origin_county_code',
  from: `listings g JOIN products p ON p.id = g.product_id
    JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number`,
  columns: `g.id, g.version, g.product_id, g.supplier_id, p.name AS product_name, p.display_unit, ${TERMS}, ${TERMS_REST}`,
  node: (row) => ({
    id: row.id,
    version: row.version,
    state: row.listing_state,
    productId: row.product_id,
    productName: row.product_name,
    supplierId: row.supplier_id,
    terms: termsTypeOf(termsViewOf(row)),
  }),
};
