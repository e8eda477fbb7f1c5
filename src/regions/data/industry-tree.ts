import { IndustryTree, readIndustries } from '../domain/industries';
import file from './industries.json';

/** GB/T 4754-2017 with its first amendment. Another edition is another file: what was said in this one stays said in it. */
export const industries = new IndustryTree(readIndustries(file.rows));
export const INDUSTRY_EDITION = file.source;
