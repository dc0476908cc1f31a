import { Icon } from '../bits/icon.tsx';
import { onColor } from './contrast.ts';
import './chat-look.css';

interface ChatLookProps {
  readonly brandName: string;
  readonly logoUrl: string | null;
  readonly color: string;
  readonly greeting: string;
  readonly replyWords: string;
  /** With the round button of a website under it. */
  readonly launcher?: 'left' | 'right';
  /** With heading and text above it, as on a link's page. */
  readonly page?: { readonly heading: string; readonly intro: string };
}

/** What a visitor will see, drawn small: for looking at while one chooses. */
export function ChatLook({ brandName, logoUrl, color, greeting, replyWords, launcher, page }: ChatLookProps) {
  const colors = { '--brand': color, '--on-brand': onColor(color) } as object;
  return (
    <div
      className="look"
      style={colors}
      role="img"
      aria-label={`Preview of the chat of ${brandName || 'your company'}`}
    >
      {page && (
        <div className="look-page">
          <strong>{page.heading}</strong>
          {page.intro && <span>{page.intro}</span>}
        </div>
      )}
      <div className="look-chat">
        <div className="look-head">
          {logoUrl ? <img src={logoUrl} alt="" /> : <span className="look-face">{(brandName || 'K').slice(0, 1)}</span>}
          <span>
            <strong>{brandName || 'Your company'}</strong>
            <small>{replyWords}</small>
          </span>
        </div>
        <div className="look-body">
          <p className="look-in">{greeting}</p>
          <p className="look-out">How much is it for 200 seats?</p>
        </div>
        <div className="look-foot">
          <span>Write a message</span>
          <span className="look-send">
            <Icon name="send" size={13} />
          </span>
        </div>
      </div>
      {launcher && (
        <span className="look-launcher" data-side={launcher}>
          <Icon name="chat" size={20} />
        </span>
      )}
    </div>
  );
}

/** The words the widget itself has when nobody wrote others. */
export const BUILT_IN_GREETING = 'Hi! How can we help?';
export const BUILT_IN_HEADING = 'Talk to us';

export function replyWords(minutes: number | null): string {
  if (minutes === null) return 'Replies as soon as possible';
  if (minutes <= 5) return 'Usually replies in a few minutes';
  if (minutes < 60) return `Usually replies in ${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 24 ? `Usually replies in ${hours === 1 ? 'an hour' : `${hours} hours`}` : 'Usually replies in a day';
}
