import type { ChatMessage, ChatSettings, QuickReply } from '../../../wire/chat.ts';
import type { Place, Visit } from '../visit.ts';
import { withAddresses } from './addresses.ts';
import { type Keep, onKept } from './keep.ts';
import { Line } from './line.ts';
import { isFromTeam, NOTHING_SEEN, overhear, receive } from './merge.ts';
import { delayMs, fateOf, type Outgoing, unanswered } from './outbox.ts';
import { both, isOther, personOf } from './person.ts';
import { Sender } from './sender.ts';
import { type ChatState, EMPTY } from './state.ts';
import { type News, Stream } from './stream.ts';
import { openTabs, type Tabs } from './tabs.ts';
import { type Drawer, openDrawer, random } from './thread.ts';
import { TypingMark } from './typing.ts';
import { Uploads } from './uploads.ts';
import { watchPage } from './watch-page.ts';

interface ConversationParts {
  readonly visit: Visit;
  readonly place: Place;
  readonly keep: Keep;
  readonly changed: () => void;
  /** Somebody of the team wrote just now. */
  readonly heard: (text: string, name: string | null) => void;
}

const HIDDEN_MS_MAX = 30 * 60_000;
/** Addresses of files are good for an hour. */
const FILES_FRESH_MS = 45 * 60_000;
/** Shorter breaks are nobody's business. */
const BREAK_MS = 6_000;
const TYPING_MS = 8_000;
const ASLEEP_MS = 7 * 86_400_000;

/** One conversation of one visitor at one place: what is known of it, and everything one can do with it. */
export class Conversation {
  readonly place: Place;
  readonly #parts: ConversationParts;
  readonly #drawer: Drawer;
  readonly #line: Line;
  readonly #sender: Sender;
  readonly #stream: Stream;
  readonly #uploads: Uploads;
  readonly #tabs: Tabs;
  readonly #typing: TypingMark;
  readonly #off: (() => void)[];
  state: ChatState = EMPTY;
  /** What stands in the field: a closed panel forgets nothing. */
  draft = '';
  #ended = false;
  #fetchedAt = 0;
  #breakTimer = 0;
  #hiddenTimer = 0;
  #typingTimer = 0;

  constructor(parts: ConversationParts) {
    const { visit, place, keep } = parts;
    const visitorId = visit.visitor().id;
    this.#parts = parts;
    this.place = place;
    this.#drawer = openDrawer(keep, visitorId, place.slug);
    this.#line = new Line({
      visit,
      place,
      drawer: this.#drawer,
      began: (settings) => {
        this.#set({ settings, availability: 'ready' });
        this.#listen();
      },
    });
    this.#tabs = openTabs(visit.ephemeral ? null : `knock_chat.${visitorId}.${place.slug ?? ''}`, (word) => {
      if (word.word === 'message') this.#set({ seen: overhear(this.state.seen, word.message) });
      else if (document.hidden) this.#stream.stop();
    });
    this.#stream = new Stream({
      request: () => ({ url: this.#line.url('stream'), body: { ...this.#line.key(), after: this.state.seen.cursor } }),
      hear: (news) => this.#hear(news),
      live: (isLive) => this.#live(isLive),
      gone: () => this.#lost(),
    });
    this.#sender = new Sender({
      drawer: this.#drawer,
      deliver: (item) => this.#line.deliver(item),
      sent: (answered) => {
        const message = this.#whole(answered);
        this.#tabs.tell({ word: 'message', message });
        this.#set({ seen: overhear(this.state.seen, message), closed: false, offline: false });
      },
      gone: () => this.#lost(),
      changed: () => this.#showOutgoing(),
    });
    this.#uploads = new Uploads({
      target: (name) => this.#line.uploadTarget(name),
      changed: (uploads) => this.#set({ uploads, tooManyFiles: false }),
      tooMany: () => this.#set({ tooManyFiles: true }),
    });
    this.#typing = new TypingMark((typing) => void this.#line.tell('typing', { typing }));
    this.#off = [onKept((key, value) => this.#kept(key, value)), this.#watchPage()];
    this.#set({
      readSeq: this.#drawer.readSeq(),
      loading: this.#line.isOpen,
      email: this.#drawer.dismissed() ? 'dismissed' : 'unknown',
    });
    this.#showOutgoing();
    if (this.#line.isOpen) void this.#takeUp();
  }

  /** Fetches what a launcher needs, or takes it as the page has it. Returns why there is no chat here; empty when there is one. */
  async settle(given: ChatSettings | null): Promise<string> {
    const answer = given ? ({ ok: true, value: given } as const) : await this.#line.settings();
    if (answer.ok) this.#set({ settings: answer.value, availability: answer.value.enabled ? 'ready' : 'unavailable' });
    else if (!this.state.settings) this.#set({ availability: 'unavailable' });
    if (this.state.availability !== 'unavailable') return '';
    return (!answer.ok && answer.detail) || (answer.ok ? 'The chat is switched off here' : 'The chat does not answer');
  }

  /** E-mail that `modal.open` stated: a claim. */
  stateEmail(email: string): void {
    this.#line.email = email;
  }

  /** Begins the conversation without a word, when a link's page is seen. */
  async begin(): Promise<void> {
    await this.#line.start();
  }

  send(text: string, contact: Outgoing['contact'] = null): void {
    this.#say({ text: text.trim(), files: this.#uploads.take(), answer: null, contact });
    this.#typing.stop();
  }

  answer({ value, label }: QuickReply): void {
    this.#say({ text: label, files: [], answer: value, contact: null });
  }

  retry(item: Outgoing): void {
    this.#sender.retry(item);
  }

  discard(item: Outgoing): void {
    this.#sender.discard(item.clientId);
  }

  /** What is in the field changed. */
  writing(text: string): void {
    if (this.#line.isOpen) this.#typing.note(text !== '');
  }

  attach(files: Iterable<File>): void {
    this.#uploads.add(files);
  }

  retryUpload(key: number): void {
    this.#uploads.retry(key);
  }

  removeUpload(key: number): void {
    this.#uploads.remove(key);
  }

  async leaveEmail(email: string): Promise<void> {
    this.#set({ email: 'saving' });
    const answer = await this.#line.tell('email', { email });
    this.#set({ email: answer.ok ? 'known' : 'failed' });
  }

  dismissEmail(): void {
    this.#drawer.dismiss();
    this.#set({ email: 'dismissed' });
  }

  /** The panel was opened. */
  opened(): void {
    this.#listen();
    this.saw();
    const hasFiles = this.state.seen.messages.some(({ files }) => files.length > 0);
    if (hasFiles && Date.now() - this.#fetchedAt > FILES_FRESH_MS) void this.#fetchAll(0);
  }

  /** Somebody looks at what was said. */
  saw(): void {
    if (!document.hidden) this.#read();
  }

  /** `identify` said who the visitor is. False for somebody else than this conversation is held with. */
  claim(email: string, token: unknown): boolean {
    const { thread } = this.#line;
    const person = personOf(email, token);
    if (thread && isOther(thread.person, person)) return false;
    if (thread) this.#line.keep({ ...thread, person: both(thread.person, person) });
    if (token && !thread?.id) void this.#resume();
    return true;
  }

  /** No more of it is shown or sent; a late answer changes nothing. */
  end(forget: boolean): void {
    this.#ended = true;
    this.#stream.stop();
    this.#sender.end();
    this.#uploads.clear();
    this.#tabs.close();
    for (const timer of [this.#breakTimer, this.#hiddenTimer, this.#typingTimer]) clearTimeout(timer);
    for (const off of this.#off) off();
    if (forget) this.#forget();
  }

  #say(said: Pick<Outgoing, 'text' | 'files' | 'answer' | 'contact'>): void {
    if (said.text === '' && said.files.length === 0) return;
    const at = Math.max(Date.now(), ...this.state.outgoing.map((item) => item.at + 1));
    if (said.contact) this.#set({ email: 'known' });
    this.#sender.add({
      ...withAddresses(said, this.#parts.visit.baseUrl),
      clientId: random(12),
      at,
      page: this.#parts.visit.page(),
      refused: null,
      orphan: false,
    });
  }

  async #resume(): Promise<void> {
    if (!(await this.#line.resume()) || this.#ended) return;
    await this.#takeUp();
    // What was said elsewhere was read there.
    this.#read();
  }

  /** Fetches what was said. Of a conversation long asleep no news are waited for until somebody opens it. */
  async #takeUp(): Promise<void> {
    await this.#fetchAll(this.state.seen.cursor);
    if (this.#isAwake()) this.#listen();
  }

  #isAwake(): boolean {
    const last = this.state.seen.messages.at(-1);
    return !last || Date.now() - Date.parse(last.at) < ASLEEP_MS;
  }

  /** Everything after a change, page by page. Tried again until it is there. */
  async #fetchAll(from: number): Promise<void> {
    let after = from;
    for (let failures = 0; !this.#ended && this.#line.isOpen; ) {
      const answer = await this.#line.changes(after);
      if (this.#ended) return;
      if (answer.ok) {
        const { messages, more } = answer.value;
        this.#set({
          seen: receive(
            this.state.seen,
            messages.map((message) => this.#whole(message)),
          ),
        });
        after = messages.at(-1)?.change ?? after;
        if (more && messages.length > 0) continue;
        this.#fetchedAt = Date.now();
        break;
      }
      const fate = fateOf(answer.status);
      if (fate === 'gone') this.#lost();
      if (fate !== 'again') break;
      const wait = delayMs(++failures, answer.retryAfterMs, Math.random());
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    this.#set({ loading: false });
  }

  #read(): void {
    const seq = this.state.seen.messages.at(-1)?.seq ?? 0;
    if (seq <= this.state.readSeq) return;
    this.#drawer.keepReadSeq(seq);
    this.#set({ readSeq: seq });
    void this.#line.tell('read', { seq });
  }

  #listen(): void {
    if (this.#ended || !this.#line.isOpen) return;
    this.#stream.start();
    if (!document.hidden) this.#tabs.tell({ word: 'live' });
  }

  #hear(news: News): void {
    if (this.#ended) return;
    if (news.event === 'message') {
      const message = this.#whole(news.data);
      const isNew = message.seq > (this.state.seen.messages.at(-1)?.seq ?? 0);
      this.#set({ seen: receive(this.state.seen, [message]), ...(isFromTeam(message) && { typing: null }) });
      this.#tabs.tell({ word: 'message', message });
      if (isNew && isFromTeam(message)) this.#parts.heard(message.text, message.name);
    } else if (news.event === 'typing') {
      clearTimeout(this.#typingTimer);
      this.#set({ typing: news.data.typing ? { name: news.data.name } : null });
      this.#typingTimer = setTimeout(() => this.#set({ typing: null }), TYPING_MS);
    } else if (news.event === 'read') this.#set({ teamReadSeq: Math.max(this.state.teamReadSeq, news.data.seq) });
    else if (news.event === 'status') this.#set({ closed: news.data.closed });
    else if (news.event === 'team' && this.state.settings) {
      this.#set({ settings: { ...this.state.settings, team: news.data } });
    }
  }

  #live(isLive: boolean): void {
    clearTimeout(this.#breakTimer);
    if (this.#ended) return;
    if (!isLive) {
      this.#breakTimer = setTimeout(() => this.#set({ offline: this.#line.isOpen && !document.hidden }), BREAK_MS);
    } else if (this.state.offline) {
      this.#set({ offline: false });
      this.#sender.hurry();
    }
  }

  /** The server does not know the conversation: it was erased, or is not ours. The next message begins another. */
  #lost(): void {
    // Its files went with it.
    const waiting = this.#drawer.outgoing().filter(({ text }) => text !== '');
    this.#forget();
    for (const item of waiting) this.#drawer.keepOutgoing({ ...item, files: [] });
    this.#stream.stop();
    clearTimeout(this.#breakTimer);
    this.#set({ seen: NOTHING_SEEN, readSeq: 0, teamReadSeq: 0, loading: false, closed: false, offline: false });
  }

  #forget(): void {
    this.#line.thread = null;
    this.#drawer.empty();
  }

  /** Another tab read, wrote, began or forgot. */
  #kept(key: string, value: string | null): void {
    const kind = this.#drawer.kindOf(key);
    if (kind === 'read') this.#set({ readSeq: Math.max(this.state.readSeq, this.#drawer.readSeq()) });
    if (kind === 'outgoing') this.#showOutgoing();
    if (kind !== 'thread') return;
    const thread = this.#drawer.thread();
    if (value === null && this.#line.thread) this.#lost();
    else if (thread?.id && thread.id !== this.#line.thread?.id) {
      this.#stream.stop();
      this.#line.thread = thread;
      this.#set({ seen: NOTHING_SEEN });
      void this.#takeUp();
    }
  }

  #watchPage(): () => void {
    return watchPage({
      shown: () => {
        clearTimeout(this.#hiddenTimer);
        this.#line.tellPresence(true);
        if (this.#isAwake()) this.#listen();
        this.#stream.hurry();
      },
      hidden: () => {
        this.#line.tellPresence(false);
        this.#hiddenTimer = setTimeout(() => this.#stream.stop(), HIDDEN_MS_MAX);
      },
      left: () => {
        this.#sender.leave();
        this.#line.tellPresence(false);
        // A page with an open request is not kept for the way back.
        this.#stream.stop();
      },
      online: () => {
        this.#sender.hurry();
        this.#stream.hurry();
      },
    });
  }

  #whole(message: ChatMessage): ChatMessage {
    return withAddresses(message, this.#parts.visit.baseUrl);
  }

  #showOutgoing(): void {
    this.#set({ outgoing: this.#drawer.outgoing(), ...(this.#sender.heldUp && { offline: true }) });
  }

  #set(change: Partial<ChatState>): void {
    if (this.#ended) return;
    const next = { ...this.state, ...change };
    this.state = { ...next, outgoing: unanswered(next.outgoing, next.seen.messages) };
    this.#parts.changed();
  }
}
