/** A file as a Slack message names it. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Where its bytes are, for the app's token; null for one that is kept elsewhere, or was deleted. */
  readonly url: string | null;
}

/** A message of a person in a thread. */
export interface ThreadMessage {
  readonly ts: string;
  readonly threadTs: string;
  readonly userId: string;
  /** Slack's own markup. */
  readonly text: string;
  readonly files: readonly SlackFile[];
}

/** Somebody of the team, as `users.list`, `users.info` and events tell. */
export interface SlackPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly avatarUrl: string | null;
  /** False: deactivated, a bot, or a guest of another team. */
  readonly active: boolean;
}

/** What something that Slack sent means for us. `nothing` says why, for the curious. */
export type Incoming =
  | { readonly kind: 'reply' | 'edit'; readonly channel: string; readonly message: ThreadMessage }
  | { readonly kind: 'delete'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'person'; readonly person: SlackPerson }
  /** The channel cannot be posted to any more, or can again; null name: it is not known. */
  | { readonly kind: 'channel'; readonly channel: string; readonly name: string | null; readonly isOpen: boolean }
  | { readonly kind: 'gone'; readonly why: 'uninstalled' | 'revoked' }
  | { readonly kind: 'press'; readonly press: Press }
  | { readonly kind: 'nothing'; readonly why: string };

/** A button or menu of a card. */
export interface Press {
  readonly action: string;
  readonly value: string;
  readonly userId: string;
  readonly channel: string;
  readonly messageTs: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Who we are in this team: what we say ourselves comes back as events too. */
export interface Self {
  readonly botUserId: string;
}

/** What a payload of `/slack/events` (an `event_callback`) or `/slack/interactions` (`block_actions`) means. Never throws. */
export function meaningOf(payload: unknown, self: Self): Incoming {
  const body = objectOf(payload);
  if (body['type'] === 'block_actions') return pressOf(body);
  if (body['type'] !== 'event_callback') return nothing(`a payload of type ${textOf(body['type'])}`);
  const event = objectOf(body['event']);
  switch (event['type']) {
    case 'message':
      return messageOf(event, self);
    case 'team_join':
    case 'user_change':
      return { kind: 'person', person: personOf(event['user']) };
    case 'app_uninstalled':
      return { kind: 'gone', why: 'uninstalled' };
    case 'tokens_revoked':
      return listOf(objectOf(event['tokens'])['bot']).includes(self.botUserId)
        ? { kind: 'gone', why: 'revoked' }
        : nothing('tokens of others');
    case 'member_joined_channel':
      return event['user'] === self.botUserId ? channelOf(event, true) : nothing('somebody else joined');
    case 'channel_rename':
    case 'group_rename':
      return channelOf(event, true);
    case 'channel_archive':
    case 'group_archive':
      return channelOf(event, false);
    default:
      return nothing(`an event of type ${textOf(event['type'])}`);
  }
}

// Other subtypes are Slack's own notices: joins, topics, pins.
const SAID = [undefined, 'file_share', 'thread_broadcast', 'me_message'];

function messageOf(event: Json, self: Self): Incoming {
  const channel = textOf(event['channel']);
  if (event['subtype'] === 'message_deleted') return { kind: 'delete', channel, ts: textOf(event['deleted_ts']) };
  const isEdit = event['subtype'] === 'message_changed';
  const said = isEdit ? objectOf(event['message']) : event;
  // A first message of a thread that is deleted stays as a stone.
  if (isEdit && said['subtype'] === 'tombstone') return { kind: 'delete', channel, ts: textOf(said['ts']) };
  const message = readThreadMessage(said, self);
  if (typeof message === 'string') return nothing(message);
  return { kind: isEdit ? 'edit' : 'reply', channel, message };
}

/** A message of a thread as a person wrote it, from an event or from `conversations.replies`; or why it is none. */
export function readThreadMessage(said: unknown, self: Self): ThreadMessage | string {
  const message = objectOf(said);
  const [ts, threadTs, userId] = [message['ts'], message['thread_ts'], message['user']].map(textOf);
  if (!SAID.includes(message['subtype'] as string | undefined)) return `a notice: ${textOf(message['subtype'])}`;
  if (message['bot_id'] !== undefined || userId === self.botUserId) return 'a program’s message';
  if (!ts || !userId) return 'nobody’s message';
  if (!threadTs || threadTs === ts) return 'outside of a thread';
  return { ts, threadTs, userId, text: textOf(message['text']), files: listOf(message['files']).map(fileOf) };
}

/** `//` or a lock in front: for the team only. */
export function isInternal(text: string): boolean {
  return /^\s*(\/\/|:(closed_)?lock(_with_ink_pen|_with_key)?:|[\u{1F512}\u{1F510}\u{1F50F}])/u.test(text);
}

/** The text of an internal message without what marked it. */
export function withoutMark(text: string): string {
  return text.replace(/^\s*(\/\/|:(closed_)?lock(_with_ink_pen|_with_key)?:|[\u{1F512}\u{1F510}\u{1F50F}])\s*/u, '');
}

/** Events of one lane are processed one after the other: a thread, or the team's people and settings. */
export function laneOf(payload: unknown, teamId: string): string {
  const body = objectOf(payload);
  if (body['type'] === 'block_actions') {
    const container = objectOf(body['container']);
    return `${teamId}:${textOf(container['channel_id'])}:${textOf(container['thread_ts']) || textOf(container['message_ts'])}`;
  }
  const event = objectOf(body['event']);
  if (event['type'] !== 'message') return teamId;
  const said = objectOf(event['message'] ?? event['previous_message'] ?? event);
  return `${teamId}:${textOf(event['channel'])}:${textOf(said['thread_ts']) || textOf(said['ts'])}`;
}

/** A person as Slack describes one. */
export function personOf(value: unknown): SlackPerson {
  const user = objectOf(value);
  const profile = objectOf(user['profile']);
  const name = [profile['display_name'], profile['real_name'], user['real_name'], user['name']]
    .map(textOf)
    .find(Boolean);
  const avatar = textOf(profile['image_192']) || textOf(profile['image_72']);
  return {
    id: textOf(user['id']),
    name: (name ?? 'Somebody').slice(0, 80),
    email: textOf(profile['email']).trim().toLowerCase() || null,
    avatarUrl: avatar.startsWith('https://') ? avatar : null,
    active:
      user['deleted'] !== true && user['is_bot'] !== true && user['is_stranger'] !== true && user['id'] !== 'USLACKBOT',
  };
}

function pressOf(body: Json): Incoming {
  const action = objectOf(listOf(body['actions'])[0]);
  const container = objectOf(body['container']);
  const chosen = objectOf(action['selected_option'])['value'] ?? action['value'];
  return {
    kind: 'press',
    press: {
      action: textOf(action['action_id']),
      value: textOf(chosen),
      userId: textOf(objectOf(body['user'])['id']),
      channel: textOf(container['channel_id']),
      messageTs: textOf(container['message_ts']),
    },
  };
}

function channelOf(event: Json, isOpen: boolean): Incoming {
  const channel = event['channel'];
  const id = typeof channel === 'string' ? channel : textOf(objectOf(channel)['id']);
  return { kind: 'channel', channel: id, name: textOf(objectOf(channel)['name']) || null, isOpen };
}

function fileOf(value: unknown): SlackFile {
  const file = objectOf(value);
  const isHere = file['mode'] !== 'tombstone' && file['mode'] !== 'hidden_by_limit' && file['is_external'] !== true;
  return {
    id: textOf(file['id']),
    name: textOf(file['name']) || textOf(file['title']) || 'file',
    size: typeof file['size'] === 'number' ? file['size'] : 0,
    url: isHere ? textOf(file['url_private_download']) || textOf(file['url_private']) || null : null,
  };
}

function nothing(why: string): Incoming {
  return { kind: 'nothing', why };
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
