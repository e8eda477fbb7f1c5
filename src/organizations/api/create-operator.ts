/** The use case, handed in: what is below the verbs does not know them. */
interface CreatesOperators {
  execute(name?: string): Promise<string>;
}

/** `node dist/src/main.js create-operator [name]`: prints a one-time invitation for the first (or a further) operator. */
export async function createOperatorFromTerminal(
  useCase: CreatesOperators,
  parameters: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const token = await useCase.execute(parameters[0]);
  say('平台运营邀请（一次有效，7 天内） / invitation to platform operations, once, within 7 days:');
  say(token);
  say(
    'mutation { acceptInvitation(input: { token: "…", login: "…", password: "…", displayName: "…" }) { tokens { accessToken } refusals { message } } }',
  );
}
