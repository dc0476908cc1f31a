import type {
  ChatMessages,
  ChatPage,
  ChatResumed,
  ChatSent,
  ChatSettings,
  ChatStarted,
  ChatVisitor,
} from '../../../wire/chat.ts';
import type { Place, Visit } from '../visit.ts';
import { fateOf, type Outgoing } from './outbox.ts';
import { type Person, personOf } from './person.ts';
import { type Answer, NO_ANSWER, post } from './post.ts';
import { type Drawer, newThread, type Thread } from './thread.ts';

interface LineParts {
  readonly visit: Visit;
  readonly place: Place;
  readonly drawer: Drawer;
  /** There is a conversation from now on. */
  readonly began: (settings: ChatSettings) => void;
}

/** The line to the server: everything that is asked of it about one conversation, with the key that opens it. */
export class Line {
  readonly #parts: LineParts;
  #starting: Promise<Answer<Thread>> | null = null;
  thread: Thread | null;
  /** E-mail that `modal.open` stated, or empty. */
  email = '';

  constructor(parts: LineParts) {
    this.#parts = parts;
    this.thread = parts.drawer.thread();
  }

  /** True while there is a conversation. */
  get isOpen(): boolean {
    return !!this.thread?.id;
  }

  keep(thread: Thread): void {
    this.thread = thread;
    this.#parts.drawer.keepThread(thread);
  }

  settings(): Promise<Answer<ChatSettings>> {
    return post(this.url('settings'), { ...this.#place(), language: navigator.language });
  }

  /** Begins the conversation, or finds the one it already began. Several callers wait for one answer. */
  start(): Promise<Answer<Thread>> {
    if (this.thread?.id) return Promise.resolve({ ok: true, value: this.thread });
    this.#starting ??= this.#begin().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  /** A token of the website's own server opens what was said before, on another device perhaps. True when it did. */
  async resume(): Promise<boolean> {
    const fresh = newThread(this.#person());
    const body = { ...this.#place(), visitor: this.#visitor(), secret: fresh.secret };
    const answer = await post<ChatResumed>(this.url('resume'), body);
    const found = answer.ok ? answer.value.conversations[0] : undefined;
    if (!found || this.thread?.id) return false;
    this.keep({ ...fresh, id: found.conversation });
    return true;
  }

  /** One page of what changed after `after`. */
  changes(after: number): Promise<Answer<ChatMessages>> {
    return post(this.url('messages'), { ...this.key(), after });
  }

  async deliver(item: Outgoing): Promise<Answer<ChatSent>> {
    const started = await this.start();
    if (!started.ok) return started;
    if (item.contact) {
      const told = await this.tell('email', { email: item.contact.email, name: item.contact.name || null });
      // An address that the server does not like keeps no message back.
      if (!told.ok && fateOf(told.status) !== 'refused') return told;
    }
    return post(this.url('send'), {
      ...this.key(),
      clientId: item.clientId,
      text: item.text,
      files: item.files.map(({ id }) => id),
      answer: item.answer,
      page: withoutReferrer(item.page),
      visitor: this.#visitor(),
    });
  }

  /** Asks something of the conversation; without one there is no answer. */
  async tell(path: string, body: object): Promise<Answer<unknown>> {
    return this.isOpen ? post(this.url(path), { ...this.key(), ...body }) : NO_ANSWER;
  }

  /** Whether the lead is here. A beacon outlives the page; a string goes as text, without a preflight. */
  tellPresence(here: boolean): void {
    if (this.isOpen) navigator.sendBeacon(this.url('leave'), JSON.stringify({ ...this.key(), here }));
  }

  async uploadTarget(name: string): Promise<{ url: string; secret: string } | null> {
    const started = await this.start();
    if (!started.ok) return null;
    const { id, secret } = started.value;
    const query = new URLSearchParams({ conversation: id ?? '', name: name.slice(0, 200) });
    return { url: `${this.url('files')}?${query}`, secret };
  }

  key(): { conversation: string; secret: string } {
    return { conversation: this.thread?.id ?? '', secret: this.thread?.secret ?? '' };
  }

  url(path: string): string {
    return this.#parts.visit.baseUrl + path;
  }

  async #begin(): Promise<Answer<Thread>> {
    const { visit, drawer, began } = this.#parts;
    if (!visit.allowed()) return { ...NO_ANSWER, status: 403, code: 'no_consent' };
    // Another tab may have begun it meanwhile.
    const thread = drawer.thread() ?? newThread(this.#person());
    this.keep(thread);
    if (thread.id) return { ok: true, value: thread };
    const answer = await post<ChatStarted>(this.url('start'), {
      ...this.#place(),
      clientId: thread.clientId,
      secret: thread.secret,
      visitor: this.#visitor(),
      page: visit.page(),
      visit: visit.proof,
      language: navigator.language,
    });
    // Not `gone`: there is nothing yet that could be.
    if (!answer.ok) return answer.status === 404 ? { ...answer, status: 403 } : answer;
    // Forgotten meanwhile, or replaced.
    if (this.thread?.clientId !== thread.clientId) return NO_ANSWER;
    const begun = { ...thread, id: answer.value.conversation };
    this.keep(begun);
    began(answer.value.settings);
    return { ok: true, value: begun };
  }

  #place(): { tagId: string | null; slug: string | null } {
    return { tagId: this.#parts.visit.tagId, slug: this.#parts.place.slug };
  }

  #visitor(): ChatVisitor {
    const visitor = this.#parts.visit.visitor();
    return { ...visitor, email: this.email || visitor.email || null };
  }

  #person(): Person {
    const { email, token } = this.#parts.visit.visitor();
    return personOf(email ?? '', token);
  }
}

// Where the visit came from was told when the conversation began.
function withoutReferrer({ url, title }: ChatPage): ChatPage {
  return { url, title };
}
