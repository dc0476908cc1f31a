import { Connection, type Follower, type Line, type LiveStatus } from './stream-connection.ts';
import type { Heard, Past } from './stream-past.ts';

/** What tabs say to each other. `tab` is who asks and who is answered. */
type Word =
  | { readonly say: 'lead' }
  | { readonly say: 'join'; readonly tab: string; readonly after: string; readonly tryNow: boolean }
  | {
      readonly say: 'welcome';
      readonly tab: string;
      /** Null: what came after the place asked for is not known. */
      readonly missed: readonly Heard[] | null;
      readonly lastId: string;
      readonly status: LiveStatus;
    }
  | { readonly say: 'event'; readonly event: Heard }
  | { readonly say: 'status'; readonly status: LiveStatus };

/** A tab that leads and does not answer for so long is frozen: another takes its place. */
const SILENT_MS = 3_000;
/** How often a tab that is looked at makes sure that somebody leads. */
const ASK_EVERY_MS = 20_000;

export function canShare(): boolean {
  return 'locks' in navigator && 'BroadcastChannel' in window;
}

/**
 * One connection for all tabs of a browser, since browsers allow six per host. The tab that has the lock `name` leads: it holds the
 * connection and passes on what it hears. The others wait for the lock, so that one of them goes on when the leader closes.
 */
export class SharedLine implements Line {
  private readonly name: string;
  private readonly past: Past;
  private readonly follower: Follower;
  private readonly channel: BroadcastChannel;
  private readonly tab = crypto.randomUUID();
  /** Of who leads. */
  private connection: Connection | null = null;
  private status: LiveStatus = 'connecting';
  /** Until the leader has said what was missed, later events would hide the gap. */
  private hasJoined = false;
  private waiting = new AbortController();
  private letGo: () => void = () => {};
  private silence: ReturnType<typeof setTimeout> | undefined;
  private readonly asking: ReturnType<typeof setInterval>;
  private isStopped = false;

  constructor(name: string, past: Past, follower: Follower) {
    this.name = name;
    this.past = past;
    this.follower = follower;
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<Word>) => this.onWord(data);
    this.asking = setInterval(this.look, ASK_EVERY_MS);
    document.addEventListener('visibilitychange', this.look);
    window.addEventListener('online', this.look);
    window.addEventListener('offline', this.offline);
    void this.queue({ signal: this.waiting.signal });
    this.ask();
  }

  tryNow(): void {
    if (this.connection) this.connection.open();
    else this.ask(true);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.silence);
    clearInterval(this.asking);
    document.removeEventListener('visibilitychange', this.look);
    window.removeEventListener('online', this.look);
    window.removeEventListener('offline', this.offline);
    this.waiting.abort();
    this.stepDown();
    this.channel.close();
  }

  private readonly look = () => {
    if (document.visibilityState === 'hidden') return;
    if (this.connection?.isOver) this.connection.open();
    else this.ask();
  };
  private readonly offline = () => {
    if (!this.connection) this.become('lost');
  };

  /** Asks who leads for what was missed. */
  private ask(tryNow = false): void {
    if (this.connection || this.isStopped) return;
    this.post({ say: 'join', tab: this.tab, after: this.past.lastId, tryNow });
    clearTimeout(this.silence);
    if (document.visibilityState === 'visible') this.silence = setTimeout(() => this.takeOver(), SILENT_MS);
  }

  private takeOver(): void {
    this.waiting.abort();
    this.waiting = new AbortController();
    void this.queue({ steal: true });
  }

  private async queue(options: LockOptions): Promise<void> {
    try {
      await navigator.locks.request(this.name, options, () => this.lead());
    } catch {
      // Either we no longer wait, or another tab has taken over from this one, which was frozen.
      if (!this.connection || this.isStopped) return;
      this.stepDown();
      void this.queue({ signal: this.waiting.signal });
      this.ask();
    }
  }

  private lead(): Promise<void> | undefined {
    if (this.isStopped) return;
    clearTimeout(this.silence);
    this.connection = new Connection({
      lastId: this.follower.lastId,
      hear: (event) => {
        this.follower.hear(event);
        this.post({ say: 'event', event });
      },
      become: (status) => {
        this.become(status);
        if (this.connection) this.post({ say: 'status', status });
      },
    });
    this.post({ say: 'lead' });
    return new Promise((letGo) => {
      this.letGo = letGo;
    });
  }

  private stepDown(): void {
    const { connection } = this;
    this.connection = null;
    this.hasJoined = false;
    connection?.close();
    this.letGo();
  }

  private onWord(word: Word): void {
    if (word.say === 'join') this.welcome(word);
    else if (this.connection) return;
    else if (word.say === 'lead') {
      this.hasJoined = false;
      this.ask();
    } else if (word.say === 'welcome') {
      if (word.tab === this.tab) this.join(word);
    } else if (!this.hasJoined) return;
    else if (word.say === 'event') this.follower.hear(word.event);
    else this.become(word.status);
  }

  private welcome({ tab, after, tryNow }: Extract<Word, { say: 'join' }>): void {
    if (!this.connection) return;
    const { lastId } = this.past;
    this.post({ say: 'welcome', tab, missed: this.past.after(after), lastId, status: this.status });
    if (tryNow && this.status === 'lost') this.connection.open();
  }

  private join({ missed, lastId, status }: Extract<Word, { say: 'welcome' }>): void {
    clearTimeout(this.silence);
    this.hasJoined = true;
    for (const event of missed ?? [{ id: lastId, name: 'reset', data: {} } as const]) this.follower.hear(event);
    this.become(status);
  }

  private become(status: LiveStatus): void {
    this.status = status;
    this.follower.become(status);
  }

  private post(word: Word): void {
    if (!this.isStopped) this.channel.postMessage(word);
  }
}
