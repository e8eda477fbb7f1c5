import { readHarvestSeasons, type HarvestSeason } from '../domain/harvest-calendar';
import file from './harvest-calendar.json';

/** 采收日历: the reference facts that ship with the program; unverified ones say so. */
export const harvestSeasons: readonly HarvestSeason[] = readHarvestSeasons(file.rows);
