import { blockProblems } from './blocks.ts';
import { type Channel, type Message, makeChannel, nextId, nextTs, type Team, type User, userJson } from './state.ts';

/** An answer of the Web API: `ok` is added. Thrown as a word, it is an error. */
type Answer = Record<string, unknown>;
type Args = Readonly<Record<string, string>>;

export class ApiError extends Error {
  readonly detail: Answer;
  constructor(word: string, detail: Answer = {}) {
    super(word);
    this.detail = detail;
  }
}

export interface Method {
  /** One of these is needed. */
  readonly scopes?: readonly string[];
  readonly needs?: readonly string[];
  readonly run: (team: Team, args: Args, base: string) => Answer;
}

const TEXT_MAX = 40_000;

/** The methods of the Web API that Knock may call; another one is refused. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': {
    run: (team) => ({
      team: team.name,
      team_id: team.id,
      user_id: team.botUserId,
      bot_id: team.botId,
      url: 'https://acme.slack.test/',
      app_id: 'A1',
    }),
  },
  'users.list': { scopes: ['users:read'], run: listUsers },
  'users.info': {
    scopes: ['users:read'],
    needs: ['user'],
    run: (team, args) => ({ user: userJson(userOf(team, args)) }),
  },
  'users.getPresence': {
    scopes: ['users:read'],
    needs: ['user'],
    run: (team, args) => ({ presence: userOf(team, args).presence }),
  },
  'conversations.list': { scopes: ['channels:read', 'groups:read'], run: listChannels },
  'conversations.info': {
    scopes: ['channels:read', 'groups:read'],
    needs: ['channel'],
    run: (team, args) => ({ channel: channelJson(channelOf(team, args)) }),
  },
  'conversations.join': { scopes: ['channels:join'], needs: ['channel'], run: join },
  'conversations.open': { scopes: ['im:write'], needs: ['users'], run: open },
  'conversations.replies': { scopes: ['channels:history', 'groups:history'], needs: ['channel', 'ts'], run: replies },
  'conversations.history': { scopes: ['channels:history', 'groups:history'], needs: ['channel'], run: history },
  'chat.postMessage': { scopes: ['chat:write'], needs: ['channel'], run: post },
  'chat.update': { scopes: ['chat:write'], needs: ['channel', 'ts'], run: update },
  'chat.delete': { scopes: ['chat:write'], needs: ['channel', 'ts'], run: remove },
  'chat.postEphemeral': { scopes: ['chat:write'], needs: ['channel', 'user'], run: whisper },
  'chat.getPermalink': {
    needs: ['channel', 'message_ts'],
    run: (team, args) => ({
      permalink: `https://acme.slack.test/archives/${channelOf(team, args).id}/p${messageOf(channelOf(team, args), args['message_ts']).ts.replace('.', '')}`,
    }),
  },
  'reactions.add': { scopes: ['reactions:write'], needs: ['channel', 'timestamp', 'name'], run: react },
  'reactions.remove': { scopes: ['reactions:write'], needs: ['channel', 'timestamp', 'name'], run: unreact },
  'files.getUploadURLExternal': { scopes: ['files:write'], needs: ['filename', 'length'], run: beginUpload },
  'files.completeUploadExternal': { scopes: ['files:write'], needs: ['files'], run: completeUpload },
  'files.info': { scopes: ['files:read'], needs: ['file'], run: fileInfo },
  'files.delete': { scopes: ['files:write'], needs: ['file'], run: deleteFile },
};

function userOf(team: Team, args: Args): User {
  const user = team.users.get(args['user'] ?? '');
  if (!user) throw new ApiError('user_not_found');
  return user;
}

function channelOf(team: Team, args: Args): Channel {
  const channel = team.channels.get(args['channel'] ?? '');
  if (!channel) throw new ApiError('channel_not_found');
  return channel;
}

function messageOf(channel: Channel, ts: string | undefined): Message {
  const message = channel.messages.find((one) => one.ts === ts);
  if (!message) throw new ApiError('message_not_found');
  return message;
}

function listUsers(team: Team, args: Args): Answer {
  const { items, next } = page([...team.users.values()], args, 2);
  const bot = { id: team.botUserId, name: 'knock', is_bot: true, profile: {} };
  return { members: [...items.map(userJson), ...(next ? [] : [bot])], response_metadata: { next_cursor: next } };
}

function listChannels(team: Team, args: Args): Answer {
  const types = (args['types'] ?? 'public_channel').split(',');
  const wanted = [...team.channels.values()].filter(
    (one) =>
      one.with === null &&
      types.includes(one.isPrivate ? 'private_channel' : 'public_channel') &&
      (!one.isPrivate || one.isMember) &&
      !(args['exclude_archived'] === 'true' && one.isArchived),
  );
  const { items, next } = page(wanted, args, 2);
  return { channels: items.map(channelJson), response_metadata: { next_cursor: next } };
}

// Pages are short so that paging is needed.
function page<Item>(all: readonly Item[], args: Args, size: number): { items: readonly Item[]; next: string } {
  const from = Number(args['cursor'] || 0);
  return { items: all.slice(from, from + size), next: from + size < all.length ? String(from + size) : '' };
}

function channelJson(channel: Channel): object {
  return {
    id: channel.id,
    name: channel.name,
    is_member: channel.isMember,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
  };
}

function join(team: Team, args: Args): Answer {
  const channel = channelOf(team, args);
  if (channel.isPrivate) throw new ApiError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new ApiError('is_archived');
  channel.isMember = true;
  return { channel: channelJson(channel) };
}

function open(team: Team, args: Args): Answer {
  const user = args['users'] ?? '';
  if (!team.users.has(user)) throw new ApiError('user_not_found');
  const known = [...team.channels.values()].find((one) => one.with === user);
  return { channel: { id: (known ?? makeChannel(team, user, { with: user, isMember: true })).id } };
}

function replies(team: Team, args: Args): Answer {
  const channel = channelOf(team, args);
  const parent = channel.messages.find((one) => one.ts === args['ts']);
  if (!parent) throw new ApiError('thread_not_found');
  const all = channel.messages.filter((one) => one.ts === parent.ts || one.thread_ts === parent.ts);
  return read(
    all.filter((one) => one === parent || isWithin(one, args)),
    args,
  );
}

function history(team: Team, args: Args): Answer {
  const all = channelOf(team, args).messages.filter((one) => !one.thread_ts && isWithin(one, args));
  return read([...all].reverse(), args);
}

function isWithin({ ts }: Message, args: Args): boolean {
  const { oldest = '0', latest = '9999999999', inclusive } = args;
  if (inclusive === 'true' && (ts === oldest || ts === latest)) return true;
  return Number(ts) > Number(oldest) && Number(ts) < Number(latest);
}

function read(messages: readonly Message[], args: Args): Answer {
  const limit = Number(args['limit'] ?? 100);
  const { items, next } = page(messages, args, limit);
  const isFull = args['include_all_metadata'] === 'true';
  return {
    messages: items.map(({ metadata, ...rest }) => ({
      type: 'message',
      ...rest,
      ...(isFull && metadata && { metadata }),
    })),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}

function post(team: Team, args: Args): Answer {
  const channel = writable(team, args);
  const content = contentOf(args);
  if (args['username'] || args['icon_url'] || args['icon_emoji']) {
    if (!team.scopes.includes('chat:write.customize'))
      throw new ApiError('missing_scope', { needed: 'chat:write.customize' });
    if ((args['username'] ?? '').length > 80) throw new ApiError('invalid_arguments');
  }
  const thread = args['thread_ts'];
  if (thread !== undefined && !channel.messages.some((one) => one.ts === thread))
    throw new ApiError('thread_not_found');
  const message: Message = {
    ts: nextTs(),
    bot_id: team.botId,
    user: team.botUserId,
    reactions: [],
    ...(args['username'] && { username: args['username'], subtype: 'bot_message' }),
    ...(args['icon_url'] && { icon_url: args['icon_url'] }),
    ...(args['icon_emoji'] && { icon_emoji: args['icon_emoji'] }),
    ...(thread !== undefined && { thread_ts: thread }),
    ...content,
  };
  channel.messages.push(message);
  return { channel: channel.id, ts: message.ts, message };
}

function writable(team: Team, args: Args): Channel {
  const channel = channelOf(team, args);
  if (channel.isArchived) throw new ApiError('is_archived');
  if (!channel.isMember) throw new ApiError('not_in_channel');
  return channel;
}

function contentOf(args: Args): Pick<Message, 'text' | 'blocks' | 'metadata'> {
  const text = args['text'] ?? '';
  const blocks = args['blocks'] === undefined ? undefined : (JSON.parse(args['blocks']) as unknown[]);
  const metadata =
    args['metadata'] === undefined ? undefined : (JSON.parse(args['metadata']) as NonNullable<Message['metadata']>);
  if (text === '' && !blocks) throw new ApiError('no_text');
  if (text.length > TEXT_MAX) throw new ApiError('msg_too_long');
  const problems = blocks ? blockProblems(blocks) : [];
  if (problems.length > 0) throw new ApiError('invalid_blocks', { response_metadata: { messages: problems } });
  if (metadata && (!/^[\w.-]{1,255}$/.test(metadata.event_type) || typeof metadata.event_payload !== 'object'))
    throw new ApiError('invalid_metadata_format');
  return { text, ...(blocks && { blocks }), ...(metadata && { metadata }) };
}

function update(team: Team, args: Args): Answer {
  const message = messageOf(channelOf(team, args), args['ts']);
  if (message.bot_id !== team.botId) throw new ApiError('cant_update_message');
  Object.assign(message, contentOf(args), { edited: { user: team.botUserId, ts: nextTs() } });
  return { channel: args['channel'], ts: message.ts, text: message.text };
}

function remove(team: Team, args: Args): Answer {
  const channel = channelOf(team, args);
  const message = messageOf(channel, args['ts']);
  if (message.bot_id !== team.botId) throw new ApiError('cant_delete_message');
  channel.messages.splice(channel.messages.indexOf(message), 1);
  return { ts: message.ts };
}

function whisper(team: Team, args: Args): Answer {
  const channel = writable(team, args);
  if (!team.users.has(args['user'] ?? '')) throw new ApiError('user_not_in_channel');
  channel.ephemeral.push({
    user: args['user'] ?? '',
    text: contentOf(args).text,
    thread_ts: args['thread_ts'] ?? null,
  });
  return { message_ts: nextTs() };
}

function react(team: Team, args: Args): Answer {
  const { reactions } = messageOf(channelOf(team, args), args['timestamp']);
  if (reactions.includes(args['name'] ?? '')) throw new ApiError('already_reacted');
  reactions.push(args['name'] ?? '');
  return {};
}

function unreact(team: Team, args: Args): Answer {
  const { reactions } = messageOf(channelOf(team, args), args['timestamp']);
  const place = reactions.indexOf(args['name'] ?? '');
  if (place < 0) throw new ApiError('no_reaction');
  reactions.splice(place, 1);
  return {};
}

function beginUpload(team: Team, args: Args, base: string): Answer {
  const id = nextId('F');
  team.files.set(id, { id, name: args['filename'] ?? '', bytes: Buffer.alloc(0), isDone: false, shares: [] });
  return { file_id: id, upload_url: `${base}/upload/${team.id}/${id}` };
}

function completeUpload(team: Team, args: Args): Answer {
  const files = (JSON.parse(args['files'] ?? '[]') as { id: string }[]).map(({ id }) => {
    const file = team.files.get(id);
    if (!file || file.isDone) throw new ApiError('file_not_found');
    if (file.bytes.length === 0) throw new ApiError('file_upload_size_restricted');
    return file;
  });
  if (args['channel_id']) {
    const channel = writable(team, { channel: args['channel_id'] });
    const message: Message = {
      ts: nextTs(),
      bot_id: team.botId,
      user: team.botUserId,
      subtype: 'file_share',
      text: args['initial_comment'] ?? '',
      files: files.map(({ id, name }) => ({ id, name })),
      reactions: [],
      ...(args['thread_ts'] && { thread_ts: args['thread_ts'] }),
    };
    channel.messages.push(message);
    for (const file of files) file.shares.push({ channel: channel.id, ts: message.ts });
  }
  for (const file of files) file.isDone = true;
  return { files: files.map(({ id, name }) => ({ id, title: name })) };
}

function fileInfo(team: Team, args: Args): Answer {
  const file = team.files.get(args['file'] ?? '');
  if (!file) throw new ApiError('file_not_found');
  const shares = Object.fromEntries(file.shares.map(({ channel, ts }) => [channel, [{ ts }]]));
  return { file: { id: file.id, name: file.name, shares: { public: shares } } };
}

function deleteFile(team: Team, args: Args): Answer {
  const file = team.files.get(args['file'] ?? '');
  if (!file) throw new ApiError('file_not_found');
  for (const { channel, ts } of file.shares) {
    const messages = team.channels.get(channel)?.messages ?? [];
    const place = messages.findIndex((one) => one.ts === ts);
    if (place >= 0) messages.splice(place, 1);
  }
  team.files.delete(file.id);
  return {};
}
