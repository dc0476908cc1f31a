import { type ComponentType, createElement, use } from 'react';
import { isNewerBuild } from './build.ts';

/** The code of a part of the dashboard could not be fetched. */
export class CodeMissing extends Error {
  override readonly name = 'CodeMissing';
  /** The server has another build by now: only loading the page anew helps. */
  readonly outdated: boolean;
  /** Tries once more, and says whether the code is there now. */
  readonly again: () => Promise<boolean>;

  constructor(outdated: boolean, again: () => Promise<boolean>, cause: unknown) {
    super('The code of this screen could not be fetched.', { cause });
    this.outdated = outdated;
    this.again = again;
  }
}

const parts: (() => Promise<unknown>)[] = [];

/**
 * A component whose code comes when it is first shown, asked for by the router's `preload`, or fetched ahead (`fetchRest`). The router's own
 * reloads the page when the code cannot be fetched, which while the server is away ends in the browser's error page; this one throws
 * `CodeMissing` for the panel around it (`ScreenError`).
 */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let found: ComponentType<Props> | null = null;
  let failure: CodeMissing | null = null;
  let pending: Promise<void> | null = null;
  const fetchIt = (): Promise<void> => {
    pending ??= load().then(
      (component) => {
        found = component;
        failure = null;
      },
      async (cause: unknown) => {
        failure = new CodeMissing(await isNewerBuild(), again, cause);
        pending = null;
      },
    );
    return pending;
  };
  const again = async () => {
    await fetchIt();
    return found !== null;
  };
  parts.push(again);
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, when the module that shows it is loaded
  function Late(props: Props) {
    if (found) return createElement(found, props);
    if (failure) throw failure;
    use(fetchIt());
    return null;
  }
  return Object.assign(Late, { preload: fetchIt, fetched: again });
}

/** Fetches what is not there yet, one part after the other, so that a screen opens also while the server is away. */
export async function fetchRest(): Promise<void> {
  // A part that came may have brought further ones.
  for (let next = 0; next < parts.length; next++) {
    await idle();
    await parts[next]?.();
  }
}

function idle(): Promise<void> {
  return new Promise((done) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => done(), { timeout: 2_000 });
    else setTimeout(done, 50);
  });
}
