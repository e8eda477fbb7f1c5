export { ForecastingModule } from './forecasting.module';
export { harvestSeasons } from './data/harvest-seasons';
export { harvestSeasonOf, type HarvestSeason, type SeasonQuestion } from './domain/harvest-calendar';
export { restByMonth, type MonthAmount } from './domain/rest-by-month';
export { leafOf } from './domain/leaf-of';
export { unitsOf, type AgreementLeaf, type ForetoldAgreement } from './storage/foretold-agreements';
export { BehindRegions, type BehindRegion } from './storage/behind-regions';
export { Forecasts, type AgreementForecast, type Foretold, type ForetoldLeaf } from './storage/forecasts';
