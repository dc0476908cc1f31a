import type { ComponentChildren } from 'preact';

function icon(children: ComponentChildren, size = 20) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const ChatIcon = () =>
  icon(
    <path d="M12 3.6c5 0 8.9 3.3 8.9 7.6s-3.9 7.6-8.9 7.6c-.9 0-1.8-.1-2.6-.3L4.7 21v-4.2c-1-1.3-1.6-2.8-1.6-4.6 0-5.3 3.9-8.6 8.9-8.6z" />,
    26,
  );
export const DownIcon = () => icon(<path d="m6 9.5 6 6 6-6" />, 26);
export const CloseIcon = () => icon(<path d="M6 6l12 12M18 6 6 18" />);
export const SendIcon = () => icon(<path d="M12 19V5M5.5 11.5 12 5l6.5 6.5" />);
export const ClipIcon = () =>
  icon(
    <path d="m20 11.5-8.2 8.2a5 5 0 0 1-7-7l8.4-8.4a3.3 3.3 0 0 1 4.7 4.7l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5" />,
  );
export const SmileIcon = () =>
  icon(
    <>
      <circle cx="12" cy="12" r="8.6" />
      <path d="M8.4 14.2c.8 1.2 2.1 2 3.6 2s2.8-.8 3.6-2M9.2 9.6v.1M14.8 9.6v.1" />
    </>,
  );
export const SoundIcon = ({ on }: { readonly on: boolean }) =>
  icon(
    <>
      <path d="M6.5 10a5.5 5.5 0 0 1 11 0c0 5 2 6.5 2 6.5h-15s2-1.5 2-6.5M10 19.8a2.2 2.2 0 0 0 4 0" />
      {!on && <path d="M4 4l16 16" />}
    </>,
  );
export const FileIcon = () =>
  icon(<path d="M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3.5v5h5" />);
export const RetryIcon = () => icon(<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15" />, 16);
