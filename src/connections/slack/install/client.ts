import { WebClient } from '@slack/web-api';
import type { SlackTokens } from '../../../../wire/api/connections.ts';
import { type Outcome, ok, refused } from '../../../foundation/outcome.ts';
import type { AppCredentials } from '../app-store.ts';
import { clientOptions } from '../client.ts';
import type { SlackDeps } from '../deps-store.ts';
import { BOT_SCOPES } from '../manifest.ts';
import type { NewTeam } from './store.ts';

type Tried = Outcome<NewTeam, 'invalid' | 'unavailable'>;

/** Tries pasted tokens: who they are for, and whether they may do what is needed. What is wrong is said by field. */
export async function tryTokens(deps: SlackDeps, tokens: SlackTokens): Promise<Tried> {
  const { mode, botToken, appToken, signingSecret } = tokens;
  if (!botToken.startsWith('xoxb-'))
    return refused(
      'invalid',
      'botToken',
      'This is no bot token: it begins with xoxb- and stands under "OAuth & Permissions".',
    );
  if (mode === 'http' && !signingSecret)
    return refused('invalid', 'signingSecret', 'Copy the signing secret from "Basic Information" of the app.');
  if (mode === 'socket' && !appToken?.startsWith('xapp-'))
    return refused(
      'invalid',
      'appToken',
      'Make an app-level token with the scope connections:write under "Basic Information"; it begins with xapp-.',
    );
  const team = await whose(deps, botToken);
  if (!team.ok) return team;
  if (mode === 'socket') {
    const opened = await deps.clients.call(appToken ?? '', (client) => client.apps.connections.open());
    if (!opened.ok)
      return refused(
        'invalid',
        'appToken',
        `Slack does not open a socket for this token${why(opened.problem)}. Is socket mode on, and has it the scope connections:write?`,
      );
  }
  const hidden = {
    botToken,
    appToken: mode === 'socket' ? appToken : null,
    signingSecret: mode === 'http' ? signingSecret : null,
  };
  return ok({ ...team.value, mode, hidden });
}

/** Takes the code that Slack sent back with somebody who agreed. */
export async function exchangeCode(
  deps: SlackDeps,
  app: AppCredentials,
  { code, redirectUri }: { readonly code: string; readonly redirectUri: string },
): Promise<Tried> {
  const client = new WebClient(undefined, clientOptions(deps.apiUrl, deps.log));
  const { clientId, clientSecret } = app;
  const asked = { client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUri };
  const access = await client.oauth.v2.access(asked).catch(() => null);
  const botToken = access?.access_token;
  if (!botToken || access.is_enterprise_install === true)
    return refused(
      'invalid',
      null,
      'Slack did not take the code. Check the client id and secret of the app, and try again.',
    );
  const team = await whose(deps, botToken);
  return team.ok
    ? ok({ ...team.value, mode: 'http', hidden: { botToken, appToken: null, signingSecret: null } })
    : team;
}

async function whose(
  deps: SlackDeps,
  botToken: string,
): Promise<Outcome<Omit<NewTeam, 'mode' | 'hidden'>, 'invalid' | 'unavailable'>> {
  const asked = await deps.clients.call(botToken, (client) => client.auth.test());
  if (!asked.ok) {
    if (asked.problem.word === 'unclear' || asked.problem.word === 'rate_limited')
      return refused('unavailable', null, 'Slack does not answer. Try again in a moment.');
    return refused('invalid', 'botToken', `Slack does not take this token${why(asked.problem)}.`);
  }
  const { team_id: id = '', team = '', user_id: botUserId = '', response_metadata: more } = asked.value;
  const scopes = more?.scopes ?? [];
  const missing = BOT_SCOPES.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0)
    return refused(
      'invalid',
      'botToken',
      `The app lacks these scopes: ${missing.join(', ')}. Add them under "OAuth & Permissions", and install the app again.`,
    );
  return ok({ id, name: team || id, botUserId, scopes });
}

function why(problem: { readonly word: string; readonly error?: string }): string {
  return problem.error ? ` (${problem.error})` : '';
}
