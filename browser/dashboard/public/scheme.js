// Before the first paint, so that a dark-mode reader never sees a white flash. A file, not inline: the CSP allows no inline script.
(() => {
  let choice = 'auto';
  try {
    choice = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  } catch {
    // Storage may be forbidden; the system's preference decides then.
  }
  const dark = choice === 'dark' || (choice === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  // Sign-in, set-up and invitations stand without the shell.
  if (/^\/(sign-in|setup|invite)(\/|$)/.test(location.pathname))
    document.documentElement.setAttribute('data-entry', '');
})();
