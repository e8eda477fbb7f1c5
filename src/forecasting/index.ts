export { ForecastingModule } from './forecasting.module';
export { harvestSeasons } from './data/harvest-seasons';
export { harvestSeasonOf, type HarvestSeason, type SeasonQuestion } from './domain/harvest-calendar';
export { Forecasts, type AgreementForecast, type Foretold, type ForetoldLeaf } from './storage/forecasts';
