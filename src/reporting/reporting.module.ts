import { Module } from '@nestjs/common';
import { BrowseExports } from './queries/browse-exports';

/** 报表: what other domains keep, read together under the reader’s own scope, and what left the house. */
@Module({ providers: [BrowseExports] })
export class ReportingModule {}
