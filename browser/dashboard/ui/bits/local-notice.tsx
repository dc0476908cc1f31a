import { isLocalAddress } from '../local-address.ts';

/** Says, beside a snippet, that it would work nowhere else; nothing for an address that others can reach. */
export function LocalNotice({ url }: { url: string }) {
  if (!isLocalAddress(url)) return null;
  return (
    <p className="permit-notice" role="note" style={{ marginTop: 10 }}>
      This address works only on this computer. Set <code>KNOCK_PUBLIC_URL</code> to the one that browsers reach Knock
      under, such as <code>https://knock.example.com</code>, start Knock again, and copy the snippet then.
    </p>
  );
}
