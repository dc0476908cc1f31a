import { render } from 'preact';
import type { ChatSettings } from '../../wire/chat.ts';
import { Conversation } from './chat/conversation.ts';
import { type Keep, openKeep } from './chat/keep.ts';
import { unreadIn } from './chat/state.ts';
import { chime } from './sound.ts';
import { App, type View } from './ui/app.tsx';
import { mount, type Stage } from './ui/mount.ts';
import type { Visit } from './visit.ts';

interface AppParts {
  readonly visit: Visit;
  /** Calls the page's handlers of `widget:open` and the like. */
  readonly emit: (event: string) => void;
  /** Where it is drawn: over the page, or as the whole of it. */
  readonly parent: Element;
  readonly mode: 'overlay' | 'page';
}

const TEASER_CHARS = 140;

/** The chat on a page: its conversations, and which of them is shown how. */
export class ChatApp {
  readonly #parts: AppParts;
  readonly #keep: Keep;
  // One per place, for as long as the visitor is the same.
  readonly #conversations = new Map<string, Conversation>();
  #stage: Stage | null = null;
  #shown: Conversation | null = null;
  #view: View;
  #drawing = false;
  #hidden = false;
  #before: Element | null = null;

  constructor(parts: AppParts) {
    this.#parts = parts;
    this.#keep = openKeep(parts.visit.ephemeral);
    const sound = this.#keep.get('sound') === '1';
    this.#view = { mode: 'closed', launcher: false, sound, teaser: null, announcement: '' };
  }

  /** The launcher, where the workspace wants it. */
  async load(): Promise<void> {
    const home = this.#at(null);
    if (!home.state.settings) await home.settle(null);
    // The page may have hidden it meanwhile.
    if (home.state.availability === 'ready' && !this.#hidden) this.show();
  }

  show(): void {
    this.#hidden = false;
    const home = this.#at(null);
    this.#set({ launcher: true });
    if (!home.state.settings) void home.settle(null).then(() => this.#draw());
  }

  hide(): void {
    this.#hidden = true;
    this.close();
    this.#set({ launcher: false });
  }

  open(): void {
    if (this.#view.mode === 'panel') return;
    this.close();
    this.#present('panel', this.#at(null), null);
    this.#parts.emit('widget:open');
  }

  openModal(slug: string | null, email: string): void {
    this.close();
    const conversation = this.#at(slug);
    if (email) conversation.stateEmail(email);
    this.#present('modal', conversation, null);
    this.#parts.emit('modal:open');
  }

  /** The whole page is the chat of a link. */
  openPage(slug: string, settings: ChatSettings): Conversation {
    const conversation = this.#at(slug);
    this.#present('page', conversation, settings);
    return conversation;
  }

  close(): void {
    const { mode } = this.#view;
    if (mode === 'closed' || mode === 'page') return;
    this.#set({ mode: 'closed' });
    this.#shown = null;
    this.#giveFocusBack();
    if (mode === 'modal') cleanHash();
    this.#parts.emit(mode === 'panel' ? 'widget:close' : 'modal:close');
  }

  closeModal(): void {
    if (this.#view.mode === 'modal') this.close();
  }

  /** `identify`: another person than before is another conversation. */
  claim(email: string, token: unknown): void {
    // A token may open what was said on another device: that needs the conversation's place.
    if (token) this.#at(null);
    const isSame = [...this.#conversations.values()].every((conversation) => conversation.claim(email, token));
    if (!isSame) this.reset();
  }

  /** The visitor is gone: what they said is not for the next. */
  reset(): void {
    const { launcher } = this.#view;
    this.close();
    for (const conversation of this.#conversations.values()) conversation.end(true);
    this.#conversations.clear();
    // Also of places that are not open here.
    for (const key of this.#keep.under('')) if (key !== 'sound') this.#keep.remove(key);
    this.#set({ launcher: false, teaser: null, announcement: '' });
    // The visitor is asked for anew only when the tag has a new one.
    if (launcher) queueMicrotask(() => this.#parts.visit.allowed() && void this.load());
  }

  #at(slug: string | null): Conversation {
    const key = slug ?? '';
    const known = this.#conversations.get(key);
    if (known) return known;
    const conversation = new Conversation({
      visit: this.#parts.visit,
      place: { slug },
      keep: this.#keep,
      changed: () => this.#draw(),
      heard: (text, name) => this.#heard(conversation, text, name),
    });
    this.#conversations.set(key, conversation);
    if (this.#parts.mode === 'overlay') this.#sweep();
    return conversation;
  }

  /** A visitor may have been forgotten while the chat was not there to hear of it. */
  #sweep(): void {
    const own = `${this.#parts.visit.visitor().id}.`;
    for (const key of this.#keep.under('')) if (key !== 'sound' && !key.startsWith(own)) this.#keep.remove(key);
  }

  #present(mode: View['mode'], conversation: Conversation, settings: ChatSettings | null): void {
    this.#before = document.activeElement;
    this.#shown = conversation;
    this.#set({ mode, teaser: null });
    void conversation.settle(settings).then((why) => {
      if (why) this.#parts.visit.report('not_available', why);
    });
  }

  #heard(conversation: Conversation, text: string, name: string | null): void {
    const isSeen = conversation === this.#shown && !document.hidden;
    if (this.#view.sound && !isSeen) chime();
    const teaser = { name, text: text.slice(0, TEASER_CHARS) };
    const isHome = conversation.place.slug === null && this.#view.mode === 'closed';
    this.#set({ announcement: name ? `${name}: ${text}` : text, ...(isHome && { teaser }) });
  }

  #giveFocusBack(): void {
    const launcher = this.#stage?.root.querySelector<HTMLElement>('.launcher');
    const before = this.#before instanceof HTMLElement && this.#before !== document.body ? this.#before : null;
    this.#drawNow();
    (before?.isConnected && before !== this.#stage?.root.host ? before : launcher)?.focus();
    this.#before = null;
  }

  #set(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    this.#draw();
  }

  // Many changes of one moment are drawn once.
  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => this.#drawNow());
  }

  #drawNow(): void {
    this.#drawing = false;
    const home = this.#conversations.get('') ?? null;
    const isIdle = !this.#view.launcher && this.#view.mode === 'closed';
    if (isIdle && !this.#stage) return;
    this.#stage ??= mount(this.#parts.parent, this.#parts.mode);
    const settings = (this.#shown ?? home)?.state.settings;
    if (settings) this.#stage.paint(settings.brand);
    const teaser = home && unreadIn(home.state) > 0 ? this.#view.teaser : null;
    const acts = {
      toggle: () => (this.#view.mode === 'panel' ? this.close() : this.open()),
      close: () => this.close(),
      toggleSound: () => this.#toggleSound(),
      dismissTeaser: () => this.#set({ teaser: null }),
    };
    render(<App view={{ ...this.#view, teaser }} acts={acts} home={home} shown={this.#shown} />, this.#stage.root);
  }

  #toggleSound(): void {
    const sound = !this.#view.sound;
    this.#keep.set('sound', sound ? '1' : '0');
    this.#set({ sound });
    if (sound) chime();
  }
}

/** A link to `#_km` opens the modal again only if the address does not end in it any more. */
function cleanHash(): void {
  if (location.hash.startsWith('#_km')) history.replaceState(history.state, '', location.pathname + location.search);
}
