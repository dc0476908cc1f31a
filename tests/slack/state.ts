import { randomUUID } from 'node:crypto';

/** What the fake Slack remembers. Written by its methods and by what people do in tests. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly botId: string;
  scopes: string[];
  /** False: the token was revoked, or the app uninstalled. */
  isInstalled: boolean;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly files: Map<string, File>;
}

export interface User {
  readonly id: string;
  name: string;
  email: string | null;
  deleted: boolean;
  presence: 'active' | 'away';
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly isPrivate: boolean;
  isMember: boolean;
  isArchived: boolean;
  /** The person a direct message is with. */
  readonly with: string | null;
  readonly messages: Message[];
  /** Shown to one person only, not kept by Slack. */
  readonly ephemeral: { readonly user: string; readonly text: string; readonly thread_ts: string | null }[];
}

export interface Message {
  readonly ts: string;
  readonly thread_ts?: string;
  user?: string;
  bot_id?: string;
  subtype?: string;
  username?: string;
  icon_url?: string;
  icon_emoji?: string;
  text: string;
  blocks?: unknown[];
  metadata?: { readonly event_type: string; readonly event_payload: Record<string, unknown> };
  files?: object[];
  edited?: { readonly user: string; readonly ts: string };
  readonly reactions: string[];
}

export interface File {
  readonly id: string;
  readonly name: string;
  bytes: Buffer;
  isDone: boolean;
  shares: { readonly channel: string; readonly ts: string }[];
}

let count = 0;

let clock = () => Date.now();

/** What time it is in Slack; ms. */
export function setSlackClock(of: () => number): void {
  clock = of;
}

/** Seconds, and a number that grows with every call: unique and in order, as Slack's are within a channel. */
export function nextTs(): string {
  count += 1;
  return `${Math.floor(clock() / 1_000)}.${String(count).padStart(6, '0')}`;
}

export function nextId(letter: string): string {
  count += 1;
  return `${letter}${String(count).padStart(8, '0')}`;
}

export function makeTeam(name: string, scopes: readonly string[]): Team {
  const id = nextId('T');
  return {
    id,
    name,
    botToken: `xoxb-${randomUUID()}`,
    appToken: `xapp-${randomUUID()}`,
    signingSecret: randomUUID().replaceAll('-', ''),
    botUserId: nextId('UBOT'),
    botId: nextId('B'),
    scopes: [...scopes],
    isInstalled: true,
    users: new Map(),
    channels: new Map(),
    files: new Map(),
  };
}

export function makeChannel(
  team: Team,
  name: string,
  options: Partial<Pick<Channel, 'isPrivate' | 'isMember' | 'with'>> = {},
) {
  const channel: Channel = {
    id: nextId(options.with ? 'D' : options.isPrivate ? 'G' : 'C'),
    name,
    isPrivate: options.isPrivate ?? false,
    isMember: options.isMember ?? false,
    isArchived: false,
    with: options.with ?? null,
    messages: [],
    ephemeral: [],
  };
  team.channels.set(channel.id, channel);
  return channel;
}

export function userJson(user: User): object {
  return {
    id: user.id,
    name: user.name.toLowerCase(),
    deleted: user.deleted,
    is_bot: false,
    profile: {
      display_name: user.name,
      real_name: user.name,
      email: user.email,
      image_192: `https://avatars.test/${user.id}.png`,
    },
  };
}
