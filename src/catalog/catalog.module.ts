import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RegionsModule } from '../regions/index';
import { ListingRow } from './storage/listing.entity';
import { LotRow } from './storage/lot.entity';
import { PlotRow } from './storage/plot.entity';
import { RecognitionRow } from './storage/recognition.entity';
import { CatalogReader } from './storage/catalog-reader';
import { Countability } from './storage/countability';
import { LotStock } from './storage/lot-stock';

const entities = [ListingRow, LotRow, PlotRow, RecognitionRow];
const door = [CatalogReader, Countability, LotStock];

/** 商品、批次与产能: what is offered, what stands behind it, and how much of it is left. */
@Module({ imports: [TypeOrmModule.forFeature(entities), RegionsModule], providers: door, exports: door })
export class CatalogModule {}
