interface PageParts {
  /** Also when it comes back from the back-forward cache. */
  readonly shown: () => void;
  readonly hidden: () => void;
  /** The page is being left. */
  readonly left: () => void;
  /** The network is back. */
  readonly online: () => void;
}

/** Tells when somebody looks at the page and when not. Returns how to stop. */
export function watchPage({ shown, hidden, left, online }: PageParts): () => void {
  const turned = () => (document.hidden ? hidden() : shown());
  const back = ({ persisted }: PageTransitionEvent) => persisted && shown();
  document.addEventListener('visibilitychange', turned);
  addEventListener('pagehide', left);
  addEventListener('pageshow', back);
  addEventListener('online', online);
  return () => {
    document.removeEventListener('visibilitychange', turned);
    removeEventListener('pagehide', left);
    removeEventListener('pageshow', back);
    removeEventListener('online', online);
  };
}
