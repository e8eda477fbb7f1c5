import type { ApolloPlugin } from './apollo-plugin';

/** What the first tab shows. */
const WELCOME = `# 携手 Xieshou
# 登录后把访问令牌写入下方 Headers / after signing in put the access token under Headers:
#   {"authorization": "Bearer <accessToken>"}
# 可直接复制的操作见 README.zh-CN.md“走一遍” / operations to copy: README.md, “The walk-through”
{ __typename }
`;

/** GraphiQL from one bundled file: works without internet. Loaded (9 MB) only when somebody opens the page. */
export const explorerPlugin: ApolloPlugin = {
  serverWillStart: async () => ({
    renderLandingPage: async () => ({
      html: async () => {
        const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
        return renderGraphiQL({
          endpoint: '/graphql',
          title: '携手 Xieshou',
          defaultQuery: WELCOME,
        });
      },
    }),
  }),
};
