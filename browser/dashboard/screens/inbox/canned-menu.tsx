import { Link } from '@tanstack/react-router';
import type { CannedReply } from '../../../../wire/api/conversations.ts';

interface CannedMenuProps {
  readonly replies: readonly CannedReply[];
  readonly chosen: number;
  readonly onPick: (index: number) => void;
}

/** The replies that match what stands after the slash; arrows choose, Enter takes. */
export function CannedMenu({ replies, chosen, onPick }: CannedMenuProps) {
  return (
    <div className="canned">
      {replies.length === 0 && <p className="dim small canned-none">No canned reply is called so.</p>}
      {replies.map((reply, index) => (
        <button
          key={reply.id}
          type="button"
          className="plain canned-one"
          data-chosen={index === chosen || undefined}
          // The text field must not lose the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(index)}
        >
          <strong>/{reply.title}</strong>
          <span className="cut dim">{reply.text}</span>
        </button>
      ))}
      <Link to="/settings/replies" className="link small canned-edit">
        Edit canned replies
      </Link>
    </div>
  );
}
