import { z } from 'zod';
import { Instant } from './paging.ts';
import { AI_PROVIDERS, SLACK_MODES } from './words.ts';

export { AI_PROVIDERS, SLACK_MODES, type SlackMode } from './words.ts';

/** `connected`; or why not, and what to do stands in `problem`. */
export const CONNECTION_STATES = ['connected', 'unauthorized', 'unreachable', 'off'] as const;

export const SlackTeam = z.object({
  id: z.string(),
  name: z.string(),
  mode: z.enum(SLACK_MODES),
  state: z.enum(CONNECTION_STATES),
  problem: z.string().nullable(),
  /** Where new conversations are posted. */
  channel: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whether the assigned rep gets a direct message. */
  directMessages: z.boolean(),
  /** People imported, and how many of them are members of the workspace by their e-mail. */
  people: z.number().int(),
  matched: z.number().int(),
  connectedBy: z.string(),
  connectedAt: Instant,
});
export type SlackTeam = z.infer<typeof SlackTeam>;

/** `GET /connections/slack`. */
export const SlackSetup = z.object({
  teams: z.array(SlackTeam),
  /** The app's manifest, YAML, with this server's addresses in it; one for each mode. */
  manifests: z.object({ http: z.string(), socket: z.string() }),
  /** Where Slack's "create from manifest" begins. */
  createUrl: z.string(),
  /** Client id and secret are known, so "Add to Slack" works. */
  oauth: z.boolean(),
  addressProblem: z.string().nullable(),
});
export type SlackSetup = z.infer<typeof SlackSetup>;

/** `POST /connections/slack`: pasted tokens. They are tried at once; what is wrong with which is answered by field. */
export const SlackTokens = z.object({
  mode: z.enum(SLACK_MODES),
  /** `xoxb-...` */
  botToken: z.string().trim().min(1).max(500),
  /** `xapp-...`, for socket mode. */
  appToken: z.string().trim().max(500).nullable(),
  /** For HTTP mode. */
  signingSecret: z.string().trim().max(200).nullable(),
});
export type SlackTokens = z.infer<typeof SlackTokens>;

/** `PUT /connections/slack/app`: credentials of the app, for install by OAuth. */
export const SlackApp = z.object({
  clientId: z.string().trim().min(1).max(200),
  clientSecret: z.string().trim().min(1).max(200),
  signingSecret: z.string().trim().min(1).max(200),
});
/** `POST /connections/slack/install`: the address of Slack's consent page. */
export const SlackInstall = z.object({ url: z.string() });

/** `PATCH /connections/slack/:id`. */
export const SlackTeamPatch = z.object({
  channelId: z.string().max(40).nullable().optional(),
  directMessages: z.boolean().optional(),
});
/** `GET /connections/slack/:id/channels`: channels the app can post to or join. */
export const SlackChannels = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), member: z.boolean(), private: z.boolean() })),
});

/** `GET /connections/ai`: null while none. The key is never sent back. */
export const AiSetup = z.object({
  connection: z
    .object({
      provider: z.enum(AI_PROVIDERS),
      model: z.string(),
      baseUrl: z.string().nullable(),
      /** Last four characters. */
      keyHint: z.string(),
      state: z.enum(CONNECTION_STATES),
      problem: z.string().nullable(),
    })
    .nullable(),
});
export type AiSetup = z.infer<typeof AiSetup>;
/** `PUT /connections/ai`. `apiKey` null keeps the present one. */
export const AiPut = z.object({
  provider: z.enum(AI_PROVIDERS),
  model: z.string().trim().min(1).max(200),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  apiKey: z.string().trim().min(1).max(500).nullable(),
});
export type AiPut = z.infer<typeof AiPut>;
/** `POST /connections/ai/test`: one small question. */
export const AiTest = z.object({ ok: z.boolean(), milliseconds: z.number().int(), problem: z.string().nullable() });

/** What is to be told to others and could not be: `GET /deliveries`, newest first, at most 200. */
export const Delivery = z.object({
  id: z.string(),
  topic: z.string(),
  /** What it was about, for a reader. */
  summary: z.string(),
  state: z.enum(['waiting', 'dead']),
  attempts: z.number().int(),
  problem: z.string().nullable(),
  createdAt: Instant,
  dueAt: Instant,
});
export type Delivery = z.infer<typeof Delivery>;
export const Deliveries = z.object({ items: z.array(Delivery), waiting: z.number().int(), dead: z.number().int() });
export type Deliveries = z.infer<typeof Deliveries>;
