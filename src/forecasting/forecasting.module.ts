import { Module } from '@nestjs/common';
import { CountingModule } from '../counting/index';
import { PairingModule } from '../pairing/index';
import { RegionsModule } from '../regions/index';
import { OutlookView } from './api/outlook-view';
import { BrowseToldForecasts } from './queries/browse-told-forecasts';
import { ForecastsComeOutAgain } from './queries/prove-forecasts';
import { ShowMeasures } from './queries/show-measures';
import { ShowOutlook } from './queries/show-outlook';
import { KeepMonthlyForecasts } from './reactions/keep-monthly-forecasts';
import { AgreementSeasons } from './storage/agreement-seasons';
import { BehindRegions } from './storage/behind-regions';
import { ForetoldAgreements } from './storage/foretold-agreements';
import { Forecasts } from './storage/forecasts';
import { KeptForecasts } from './storage/kept-forecasts';
import { MeasureSumsReader } from './storage/measure-sums';
import { OpenGoodsReader } from './storage/open-goods';
import { SettlingShares } from './storage/settling-shares';

const storage = [
  AgreementSeasons,
  BehindRegions,
  ForetoldAgreements,
  Forecasts,
  KeptForecasts,
  MeasureSumsReader,
  OpenGoodsReader,
  SettlingShares,
];
const queries = [OutlookView, ShowOutlook, ShowMeasures, BrowseToldForecasts, ForecastsComeOutAgain];

/** 预测: where commitments are going, and what stands beside the amount. */
@Module({
  imports: [CountingModule, PairingModule, RegionsModule],
  providers: [...storage, ...queries, KeepMonthlyForecasts],
  exports: [BehindRegions, Forecasts],
})
export class ForecastingModule {}
