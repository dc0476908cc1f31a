import type { SlackMode } from '../../../wire/api/connections.ts';

/** What the app may do. A token that lacks one of these is refused when it is pasted. */
export const BOT_SCOPES = [
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'chat:write.customize',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:write',
  'reactions:write',
  'users:read',
  'users:read.email',
] as const;

/** Events the app is told of. */
export const BOT_EVENTS = [
  'app_uninstalled',
  'channel_archive',
  'channel_rename',
  'group_archive',
  'group_rename',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'team_join',
  'tokens_revoked',
  'user_change',
] as const;

/** Where Slack's "Create an app" begins, with the manifest filled in. */
export function createAppUrl(manifest: string): string {
  return `https://api.slack.com/apps?new_app=1&manifest_yaml=${encodeURIComponent(manifest)}`;
}

/** The app's manifest, YAML, as Slack's "From a manifest" takes it. `publicUrl` without a trailing slash. */
export function manifestOf(mode: SlackMode, publicUrl: string): string {
  const at = (path: string, indent: string) =>
    mode === 'http' ? [`${indent}${path.split(' ')[0]}: ${publicUrl}${path.split(' ')[1]}`] : [];
  return [
    '_metadata:',
    '  major_version: 1',
    '  minor_version: 1',
    'display_information:',
    '  name: Knock',
    '  description: Leads who chat on your website and links, answered from Slack.',
    '  background_color: "#1f3a5f"',
    'features:',
    '  bot_user:',
    '    display_name: Knock',
    '    always_online: true',
    '  slash_commands:',
    '    - command: /knock',
    ...at('url /slack/commands', '      '),
    '      description: Conversations that wait for a reply',
    '      should_escape: true',
    'oauth_config:',
    ...(mode === 'http' ? ['  redirect_urls:', `    - ${publicUrl}/slack/oauth`] : []),
    '  scopes:',
    '    bot:',
    ...BOT_SCOPES.map((scope) => `      - ${scope}`),
    'settings:',
    '  event_subscriptions:',
    ...at('request_url /slack/events', '    '),
    '    bot_events:',
    ...BOT_EVENTS.map((event) => `      - ${event}`),
    '  interactivity:',
    '    is_enabled: true',
    ...at('request_url /slack/interactions', '    '),
    '  org_deploy_enabled: false',
    `  socket_mode_enabled: ${mode === 'socket'}`,
    '  token_rotation_enabled: false',
    '',
  ].join('\n');
}

/**
 * Why Slack cannot reach this address, or null. Slack sends to https addresses on the internet only; socket mode needs none.
 */
export function addressProblem(publicUrl: string): string | null {
  const { protocol, hostname } = new URL(publicUrl);
  const isNear =
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname.endsWith('.local') ||
    /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(hostname) ||
    hostname.startsWith('[');
  if (isNear)
    return `Slack cannot reach ${publicUrl} from the internet: set KNOCK_PUBLIC_URL to an https address, or use socket mode.`;
  if (protocol !== 'https:')
    return `Slack sends to https addresses only, and KNOCK_PUBLIC_URL is ${publicUrl}: use https, or socket mode.`;
  return null;
}
