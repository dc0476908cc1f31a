/** On narrow screens the main menu folds behind a button. Without this script it stays open. */
export function startMenu(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-menu]');
  if (!button) return;
  button.hidden = false;
  document.documentElement.classList.add('folds');
  const set = (open: boolean): void => button.setAttribute('aria-expanded', String(open));
  button.addEventListener('click', () => set(button.getAttribute('aria-expanded') !== 'true'));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || button.getAttribute('aria-expanded') !== 'true') return;
    set(false);
    button.focus();
  });
}
