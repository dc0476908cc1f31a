import type { z } from 'zod';
import { AccountRecord, AccountsPage, AccountsQuery } from './accounts.ts';
import {
  CategoryPreview,
  CategoryPreviewAnswer,
  CategoryRulesPut,
  CategorySettings,
  CategoryTest,
  CategoryTestAnswer,
} from './categories.ts';
import {
  AiPut,
  AiSetup,
  AiTest,
  Deliveries,
  SlackApp,
  SlackChannels,
  SlackInstall,
  SlackSetup,
  SlackTeam,
  SlackTeamPatch,
  SlackTokens,
} from './connections.ts';
import { ContactRecord, ContactsPage, ContactsQuery } from './contacts.ts';
import {
  CannedReplies,
  CannedReply,
  CannedReplyPut,
  ChatSetup,
  ConversationAct,
  ConversationDetail,
  ConversationsPage,
  ConversationsQuery,
  InboxCounts,
  MessageEdit,
  MessageRequest,
  MessagesPage,
  MessagesQuery,
  ReadRequest,
  Reps,
  TeamMessage,
  TypingRequest,
} from './conversations.ts';
import { DebuggerState } from './debugger.ts';
import {
  DuplicatesPage,
  DuplicatesQuery,
  Identities,
  MergeAnswer,
  MergeRequest,
  MoveRequest,
  UnmergeAnswer,
  UnmergeRequest,
} from './identities.ts';
import { JobProgress } from './jobs.ts';
import {
  LinkItem,
  LinkPatch,
  LinkPut,
  LinkStats,
  LinkStatsQuery,
  LinksPage,
  LinksQuery,
  RecipientsAnswer,
  RecipientsPage,
  RecipientsRequest,
  SlugAnswer,
  SlugRequest,
} from './links.ts';
import { LiveNow } from './live.ts';
import { Overview, OverviewQuery } from './overview.ts';
import { Done, PageQuery } from './paging.ts';
import { AuditPage, AuditQuery, EraseAnswer, EraseRequest, PrivacySettings } from './privacy.ts';
import { SampleState } from './sample.ts';
import { ScoreExplanation } from './score.ts';
import { SearchAnswer, SearchQuery } from './search.ts';
import { ColumnsPut, InviteAcceptance, InviteOffer, Me, Setup, SetupRequest } from './session.ts';
import { IdentitySecretMade, InstallState, TagSettings, TagSettingsPut } from './tag.ts';
import { TimelinePage, TimelineQuery } from './timeline.ts';
import type { Permission } from './words.ts';
import {
  ApiKeyMade,
  ApiKeyRequest,
  ApiKeys,
  Invite,
  InviteRequest,
  MemberPatch,
  Members,
  WorkspaceSettings,
} from './workspace.ts';

export interface RouteShape {
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  /** Needed to call it; absent: any member may, `public`: no sign-in needed. */
  readonly needs?: Permission | 'public';
}

/**
 * Every call the dashboard makes, under `/api/v1`; summaries.ts says what each does. Errors are `Problem`s. The server's routes and the browser's client are both
 * typed by this table; `GET /stream` (see live.ts), `GET /contacts/:id/export` (a JSON download, needs `privacy.edit`),
 * `GET /links/:id/recipients.csv`, `GET /links/:id/qr.svg` and `.png`, `POST /conversations/:id/files` (bytes), `GET /type-labels` (JSON lines) and
 * `POST /intent/preview` (see ../intent.ts) are beside it.
 */
export const ROUTES = {
  'GET /setup': { answer: Setup, needs: 'public' },
  'POST /setup': { body: SetupRequest, answer: Me, needs: 'public' },
  'GET /me': { answer: Me },
  'PUT /me/columns': { body: ColumnsPut, answer: Done },
  'GET /invites/:id': { answer: InviteOffer, needs: 'public' },
  'POST /invites/:id': { body: InviteAcceptance, answer: Me, needs: 'public' },

  'GET /overview': { query: OverviewQuery, answer: Overview },
  'GET /live': { answer: LiveNow },
  'GET /search': { query: SearchQuery, answer: SearchAnswer },
  'GET /debugger': { answer: DebuggerState },

  'GET /contacts': { query: ContactsQuery, answer: ContactsPage },
  'GET /contacts/:id': { answer: ContactRecord },
  'GET /contacts/:id/score': { answer: ScoreExplanation },
  'GET /contacts/:id/timeline': { query: TimelineQuery, answer: TimelinePage },
  'GET /contacts/:id/identities': { answer: Identities },
  'POST /contacts/:id/merge': { body: MergeRequest, answer: MergeAnswer, needs: 'identities.edit' },
  'POST /contacts/:id/unmerge': { body: UnmergeRequest, answer: UnmergeAnswer, needs: 'identities.edit' },
  'PUT /contacts/:id/account': { body: MoveRequest, answer: Done, needs: 'identities.edit' },
  'GET /duplicates': { query: DuplicatesQuery, answer: DuplicatesPage },
  'POST /duplicates/:id/dismiss': { answer: Done, needs: 'identities.edit' },

  'GET /accounts': { query: AccountsQuery, answer: AccountsPage },
  'GET /accounts/:id': { answer: AccountRecord },
  'GET /accounts/:id/score': { answer: ScoreExplanation },
  'GET /accounts/:id/timeline': { query: TimelineQuery, answer: TimelinePage },

  'GET /conversations': { query: ConversationsQuery, answer: ConversationsPage },
  'GET /conversations/counts': { answer: InboxCounts },
  'GET /conversations/:id': { answer: ConversationDetail },
  'GET /conversations/:id/messages': { query: MessagesQuery, answer: MessagesPage },
  'POST /conversations/:id/messages': { body: MessageRequest, answer: TeamMessage, needs: 'conversations.answer' },
  'PATCH /conversations/:id/messages': { body: MessageEdit, answer: TeamMessage, needs: 'conversations.answer' },
  'POST /conversations/:id/act': { body: ConversationAct, answer: ConversationDetail, needs: 'conversations.answer' },
  'POST /conversations/:id/typing': { body: TypingRequest, answer: Done, needs: 'conversations.answer' },
  'POST /conversations/:id/read': { body: ReadRequest, answer: Done, needs: 'conversations.answer' },
  'GET /canned-replies': { answer: CannedReplies },
  'POST /canned-replies': { body: CannedReplyPut, answer: CannedReply, needs: 'conversations.answer' },
  'PUT /canned-replies/:id': { body: CannedReplyPut, answer: CannedReply, needs: 'conversations.answer' },
  'DELETE /canned-replies/:id': { answer: Done, needs: 'conversations.answer' },
  'GET /reps': { answer: Reps },
  'GET /chat': { answer: ChatSetup },
  'PUT /chat': { body: ChatSetup, answer: ChatSetup, needs: 'chat.edit' },

  'GET /links': { query: LinksQuery, answer: LinksPage },
  'POST /links': { body: LinkPut, answer: LinkItem, needs: 'links.edit' },
  'POST /links/slug': { body: SlugRequest, answer: SlugAnswer },
  'GET /links/:id': { answer: LinkItem },
  'PATCH /links/:id': { body: LinkPatch, answer: LinkItem, needs: 'links.edit' },
  'DELETE /links/:id': { answer: Done, needs: 'links.edit' },
  'GET /links/:id/stats': { query: LinkStatsQuery, answer: LinkStats },
  'GET /links/:id/recipients': { query: PageQuery, answer: RecipientsPage },
  'POST /links/:id/recipients': { body: RecipientsRequest, answer: RecipientsAnswer, needs: 'links.edit' },

  'GET /connections/slack': { answer: SlackSetup },
  'POST /connections/slack': { body: SlackTokens, answer: SlackTeam, needs: 'connections.edit' },
  'PUT /connections/slack/app': { body: SlackApp, answer: Done, needs: 'connections.edit' },
  'POST /connections/slack/install': { answer: SlackInstall, needs: 'connections.edit' },
  'PATCH /connections/slack/:id': { body: SlackTeamPatch, answer: SlackTeam, needs: 'connections.edit' },
  'DELETE /connections/slack/:id': { answer: Done, needs: 'connections.edit' },
  'GET /connections/slack/:id/channels': { answer: SlackChannels, needs: 'connections.edit' },
  'POST /connections/slack/:id/people': { answer: SlackTeam, needs: 'connections.edit' },
  'GET /connections/ai': { answer: AiSetup },
  'PUT /connections/ai': { body: AiPut, answer: AiSetup, needs: 'connections.edit' },
  'DELETE /connections/ai': { answer: Done, needs: 'connections.edit' },
  'POST /connections/ai/test': { answer: AiTest, needs: 'connections.edit' },
  'GET /deliveries': { answer: Deliveries },
  'POST /deliveries/:id/retry': { answer: Done, needs: 'connections.edit' },

  'GET /categories': { answer: CategorySettings },
  'PUT /categories': { body: CategoryRulesPut, answer: CategorySettings, needs: 'categories.edit' },
  'POST /categories/test': { body: CategoryTest, answer: CategoryTestAnswer },
  'POST /categories/preview': { body: CategoryPreview, answer: CategoryPreviewAnswer, needs: 'categories.edit' },
  'POST /categories/replay': { answer: JobProgress, needs: 'categories.edit' },

  'GET /workspace': { answer: WorkspaceSettings },
  'PUT /workspace': { body: WorkspaceSettings, answer: WorkspaceSettings, needs: 'workspace.edit' },
  'GET /members': { answer: Members },
  'PATCH /members/:id': { body: MemberPatch, answer: Done, needs: 'members.edit' },
  'DELETE /members/:id': { answer: Done, needs: 'members.edit' },
  'POST /invites': { body: InviteRequest, answer: Invite, needs: 'members.edit' },
  'DELETE /invites/:id': { answer: Done, needs: 'members.edit' },
  'GET /keys': { answer: ApiKeys, needs: 'keys.edit' },
  'POST /keys': { body: ApiKeyRequest, answer: ApiKeyMade, needs: 'keys.edit' },
  'DELETE /keys/:id': { answer: Done, needs: 'keys.edit' },

  'GET /tag': { answer: TagSettings },
  'PUT /tag': { body: TagSettingsPut, answer: TagSettings, needs: 'tag.edit' },
  'POST /tag/identity-secret': { answer: IdentitySecretMade, needs: 'tag.edit' },
  'GET /install': { answer: InstallState },

  'GET /privacy': { answer: PrivacySettings },
  'PUT /privacy': { body: PrivacySettings, answer: PrivacySettings, needs: 'privacy.edit' },
  'POST /privacy/erase': { body: EraseRequest, answer: EraseAnswer, needs: 'privacy.edit' },
  'GET /audit': { query: AuditQuery, answer: AuditPage, needs: 'privacy.edit' },

  'GET /sample': { answer: SampleState },
  'POST /sample': { answer: SampleState, needs: 'sample.edit' },
  'DELETE /sample': { answer: SampleState, needs: 'sample.edit' },
} as const satisfies Record<string, RouteShape>;

export type Routes = typeof ROUTES;
export type RouteName = keyof Routes;
