import { Icon } from '../../ui/bits/icon.tsx';
import { MessageFiles } from './message-files.tsx';
import type { Outgoing } from './outgoing.ts';
import { PlainText } from './plain-text.tsx';

/** A message that is shown before the server has it; when it cannot have it, why, and what one can do. */
export function PendingMessage(props: { message: Outgoing; onRetry: () => void; onDrop: () => void }) {
  const { message } = props;
  const failed = message.state === 'failed';
  return (
    <div className="msg" data-side={message.internal ? 'note' : 'team'} data-pending={!failed || undefined}>
      <div className="msg-line">
        <div className="msg-bubble">
          {message.text !== '' && <PlainText text={message.text} />}
          {message.files.length > 0 && <MessageFiles files={message.files} />}
        </div>
      </div>
      {failed ? (
        <p className="msg-mark small" data-failed role="alert">
          <Icon name="warning" size={13} /> Not sent. {message.problem}
          <button type="button" className="plain link" onClick={props.onRetry}>
            Try again
          </button>
          <button type="button" className="plain link" onClick={props.onDrop}>
            Discard
          </button>
        </p>
      ) : (
        <p className="msg-mark small dim">
          <Icon name="clock" size={13} /> Sending
        </p>
      )}
    </div>
  );
}
