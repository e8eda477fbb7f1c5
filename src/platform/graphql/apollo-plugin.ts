import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';

/** The plugin type as the driver sees it: Apollo ships CommonJS and ES types that TypeScript keeps apart. */
export type ApolloPlugin = NonNullable<ApolloDriverConfig['plugins']>[number];

/** Cache control wraps every field resolver and is not used: answers are the caller's own. */
export const cacheControlDisabled = ApolloServerPluginCacheControlDisabled() as unknown as ApolloPlugin;
