import { type ReactNode, useState } from 'react';
import type { ContactRecord, Touch } from '../../../../wire/api/contacts.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton } from '../../ui/bits/permit-button.tsx';
import { Bones } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { count, countryName, exactTime } from '../../ui/format.ts';
import { Panel } from '../../ui/shell/page.tsx';
import { personName } from '../../ui/words.ts';
import { AccountDialog } from './account-dialog.tsx';

/** Where they came from, with what, from where: the quiet facts beside the timeline. */
export function ContactFacts({ contact }: { contact: ContactRecord | undefined }) {
  if (!contact) {
    return (
      <Panel title="About">
        <Bones lines={7} />
      </Panel>
    );
  }
  return (
    <Panel title="About" {...(contact.sample ? { note: 'sample data' } : {})}>
      <dl className="facts">
        <AccountFact contact={contact} />
        <Fact label="First touch">{contact.firstTouch ? <TouchWords touch={contact.firstTouch} /> : 'Unknown'}</Fact>
        {contact.latestTouch && contact.latestTouch.at !== contact.firstTouch?.at && (
          <Fact label="Latest touch">
            <TouchWords touch={contact.latestTouch} />
          </Fact>
        )}
        <Fact label="First seen">
          <Ago at={contact.firstSeenAt} suffix=" ago" />
        </Fact>
        <Fact label="Signals">
          <span className="num">{count(contact.signalCount)}</span>
          {contact.filteredCount > 0 && <span className="dim"> and {count(contact.filteredCount)} filtered</span>}
        </Fact>
        {contact.emails.length > 0 && (
          <Fact label="E-mail">
            {contact.emails.map((one) => (
              <div key={one.email}>
                {one.email} <Proof verified={one.verified} />
              </div>
            ))}
          </Fact>
        )}
        {contact.mailboxes.length > 0 && (
          <Fact label="Wrote as">
            {contact.mailboxes.map((email) => (
              <div key={email}>
                <a className="link" href={`mailto:${email}`}>
                  {email}
                </a>{' '}
                <span className="dim">shared mailbox</span>
              </div>
            ))}
          </Fact>
        )}
        {contact.devices.length > 0 && (
          <Fact label="Devices">
            {contact.devices.map((device) => (
              <div
                key={`${device.type} ${device.browser} ${device.os}`}
                className="row"
                title={exactTime(device.lastAt)}
              >
                <Icon name={device.type} size={14} />
                {[device.browser, device.os].filter(Boolean).join(' on ') || device.type}
              </div>
            ))}
          </Fact>
        )}
        {contact.countries.length > 0 && <Fact label="Country">{contact.countries.map(countryName).join(', ')}</Fact>}
        {newTraits(contact).map(([name, value]) => (
          <Fact key={name} label={traitName(name)}>
            {String(value)}
          </Fact>
        ))}
      </dl>
    </Panel>
  );
}

/** Which company they are with, and the way to correct it. */
function AccountFact({ contact }: { contact: ContactRecord }) {
  const [moving, setMoving] = useState(false);
  return (
    <Fact label="Account">
      <span className="row account-fact">
        <span className="grow">{contact.account?.name ?? <span className="dim">None</span>}</span>
        <PermitButton needs="identities.edit" variant="default" size="compact-xs" onClick={() => setMoving(true)}>
          {contact.account ? 'Change' : 'Choose'}
        </PermitButton>
      </span>
      {moving && (
        <AccountDialog
          id={contact.id}
          name={personName(contact)}
          account={contact.account}
          onClose={() => setMoving(false)}
        />
      )}
    </Fact>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Proven, or only said: never the same to the eye. */
export function Proof({ verified }: { verified: boolean }) {
  if (!verified) return <span className="claimed">claimed</span>;
  return (
    <span className="verified">
      <Icon name="verified" size={13} /> verified
    </span>
  );
}

function TouchWords({ touch }: { touch: Touch }) {
  return (
    <span title={exactTime(touch.at)}>
      {touch.source} <span className="dim">· {touch.channel}</span>
      {touch.campaign && <div className="dim small">Campaign {touch.campaign}</div>}
      {touch.landing && <div className="dim small mono">{touch.landing}</div>}
    </span>
  );
}

const NAME_TRAITS: ReadonlySet<string> = new Set(['email', 'name', 'firstname', 'lastname', 'fullname']);
const COMPANY_TRAITS: ReadonlySet<string> = new Set(['company', 'companyname', 'organization', 'organisation']);

/** Traits that the head of the record does not say already. */
function newTraits(contact: ContactRecord): [string, string | number | boolean][] {
  const shown = new Set([contact.name, contact.email, ...contact.emails.map((one) => one.email)].map(plainWord));
  const company = plainWord(contact.account?.name ?? null);
  return Object.entries(contact.traits).filter(([name, value]) => {
    const key = plainWord(name).replace(/[\s_-]+/g, '');
    const word = plainWord(String(value));
    if (COMPANY_TRAITS.has(key)) return word !== company;
    if (!NAME_TRAITS.has(key)) return true;
    return !shown.has(word) && !plainWord(contact.name).split(' ').includes(word);
  });
}

const plainWord = (text: string | null): string => (text ?? '').trim().toLowerCase();

/** `firstName` → `First name`. */
function traitName(name: string): string {
  const words = name
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
