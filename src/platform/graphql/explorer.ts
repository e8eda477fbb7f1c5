import type { ApolloPlugin } from './apollo-plugin';

/** GraphiQL from one bundled file: works without internet. Loaded (9 MB) only when somebody opens the page. */
export const explorerPlugin: ApolloPlugin = {
  serverWillStart: async () => ({
    renderLandingPage: async () => ({
      html: async () => {
        const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
        return renderGraphiQL({
          endpoint: '/graphql',
          title: '携手 Xieshou',
          defaultQuery: '# 携手 Xieshou\n{ __typename }\n',
        });
      },
    }),
  }),
};
