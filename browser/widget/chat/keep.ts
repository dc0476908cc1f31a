/** A place for small texts that outlives the page, where the browser allows it. */
export interface Keep {
  readonly get: (key: string) => string | null;
  readonly set: (key: string, value: string) => void;
  readonly remove: (key: string) => void;
  /** All that begin with this, without it. */
  readonly under: (start: string) => readonly string[];
}

const PREFIX = 'knock_chat.';

/** `localStorage`; `sessionStorage` where nothing may outlive the tab; memory where both are blocked or full. */
export function openKeep(ephemeral: boolean): Keep {
  const memory = new Map<string, string>();
  const area = (): Storage => (ephemeral ? sessionStorage : localStorage);
  const attempt = <T>(run: () => T, otherwise: T): T => {
    try {
      return run();
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt(() => area().getItem(PREFIX + key), null),
    set(key, value) {
      memory.delete(key);
      const stored = attempt(() => {
        area().setItem(PREFIX + key, value);
        return true;
      }, false);
      if (!stored) memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      attempt(() => area().removeItem(PREFIX + key), undefined);
    },
    under(start) {
      const stored = attempt(() => Object.keys(area()), []).filter((key) => key.startsWith(PREFIX + start));
      const all = [...stored.map((key) => key.slice(PREFIX.length)), ...memory.keys()];
      return [...new Set(all)].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
    },
  };
}

/** What another tab changed, by its key; null when the browser does not say. Returns how to stop. */
export function onKept(run: (key: string, value: string | null) => void): () => void {
  const hear = ({ key, newValue, storageArea }: StorageEvent) => {
    if (key?.startsWith(PREFIX) && storageArea === localStorage) run(key.slice(PREFIX.length), newValue);
  };
  addEventListener('storage', hear);
  return () => removeEventListener('storage', hear);
}
