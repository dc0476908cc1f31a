/** The shell before anything is known of who is here: the same as in index.html, so that nothing moves as it is replaced. */
export function ShellBare() {
  return (
    <div className="shell shell-bare" aria-hidden="true">
      <div className="side" />
      <div className="shell-main">
        <div className="page-head" />
      </div>
    </div>
  );
}
