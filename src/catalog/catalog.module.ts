import { Module } from '@nestjs/common';
import { CatalogReader } from './storage/catalog-reader';
import { Countability } from './storage/countability';
import { LotStock } from './storage/lot-stock';

const door = [CatalogReader, Countability, LotStock];

/** 商品、批次与产能: what is offered, what stands behind it, and how much of it is left. */
@Module({ providers: door, exports: door })
export class CatalogModule {}
